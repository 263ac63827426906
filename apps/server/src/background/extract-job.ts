import {
  type BoardRecord,
  boardRoot,
  decodeRecord,
  extractBoard,
  metaRoot,
  methodOf,
  readContent,
} from '@tablee/board'
import { findTemplate, templateMethod } from '@tablee/templates'
import * as Y from 'yjs'
import type { Jobs } from './jobs.ts'
import { unpackBytes } from './packed-bytes.ts'

/** Draws from a board what its method declares, and counts what is in its zones. */
export function extractJob({
  updates,
  lang,
  today,
  orphaned,
}: Jobs['extract']['takes']): Jobs['extract']['gives'] {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of unpackBytes(updates)) Y.applyUpdate(doc, update)
  })
  const facts = metaRoot(doc)
  const method = methodOf(doc) ?? methodOfTemplate(facts.get('template'), facts.get('version'))
  if (!method) throw new Error('a board has no method')
  const content = readContent({ records: readRecords(doc), method, facts, lang })
  for (const { items } of content.zones)
    for (const item of items) if (orphaned.includes(item.id)) item.source = null
  const zones = content.zones.map(({ zone, items, links, sheet }) => ({
    id: zone.id,
    label: zone.label,
    kind: zone.kind,
    count:
      zone.kind === 'link'
        ? links.length
        : zone.kind === 'text' && sheet
          ? Number(sheet.text.trim() !== '')
          : items.filter(({ text }) => text !== '').length,
    unfinished: items.filter(({ missing, text }) => text !== '' && missing.length > 0).length,
  }))
  const rules = method.extract ?? []
  const extract = extractBoard(content, rules, { today })
  const labels = rules.flatMap(({ id, label, indicator }) =>
    label ? [{ id, label, indicator: indicator === true }] : [],
  )
  const items = content.zones.flatMap((zone) => zone.items).concat(content.unplaced)
  const { id, version } = method
  doc.destroy()
  return { templateId: id, templateVersion: version, zones, extract, labels, items }
}

/** A board that was made before boards kept their method. */
function methodOfTemplate(id: unknown, version: unknown) {
  if (typeof id !== 'string') return null
  const template = (typeof version === 'string' ? findTemplate(id, version) : undefined) ?? findTemplate(id)
  return template ? templateMethod(template) : null
}

function readRecords(doc: Y.Doc): Map<string, BoardRecord> {
  const records = new Map<string, BoardRecord>()
  boardRoot(doc).forEach((map, id) => {
    const record = map instanceof Y.Map ? decodeRecord(map) : null
    if (record?.id === id) records.set(id, record)
  })
  return records
}
