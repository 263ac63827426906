import {
  type BoardContent,
  type BoardSnapshot,
  extractBoard,
  isBlank,
  type Lang,
  type Method,
  metaRoot,
  methodOf,
  readContent,
  readFindings,
} from '@tablee/board'
import { decodeBoard } from '@tablee/board/edit'
import { rulesFor } from '@tablee/templates'
import { zoneTakes } from '../boards/room-in-zone.ts'
import { shippedMethod } from '../exports/document/method-of-board.ts'
import type { DrawnZone, Jobs } from './jobs.ts'
import { openBoard } from './open-board.ts'
import { termFrequencies } from './term-frequencies.ts'

/** Draws from a board what its method declares, and counts what is in its zones. */
export function extractJob({
  updates,
  lang,
  today,
  orphaned,
  earlier,
  authors: { experts, organisations },
}: Jobs['extract']['takes']): Jobs['extract']['gives'] {
  const doc = openBoard(updates)
  const facts = metaRoot(doc)
  const method = methodOf(doc) ?? shippedMethod(String(facts.get('template')), String(facts.get('version')))
  if (!method) throw new Error('a board has no method')
  const content = readContent({ records: decodeBoard(doc), method, facts, lang })
  for (const { items } of content.zones)
    for (const item of items) {
      if (orphaned.includes(item.id)) item.source = null
      if (item.by === null) continue
      item.author = experts.includes(item.by) ? 'expert' : 'peer'
      const organisation = Object.hasOwn(organisations, item.by) ? organisations[item.by] : undefined
      if (organisation) item.organisation = organisation
    }
  const zones = content.zones.map(
    ({ zone, area, items, links, sheet }): DrawnZone => ({
      id: zone.id,
      label: zone.label,
      kind: zone.kind,
      count:
        zone.kind === 'link'
          ? links.length
          : zone.kind === 'text' && sheet
            ? Number(sheet.text.trim() !== '')
            : items.filter((item) => !isBlank(item)).length,
      unfinished: items.filter((item) => !isBlank(item) && item.missing.length > 0).length,
      takes: area === null ? 'none' : zoneTakes(zone),
      left: zone.options.max === undefined ? null : Math.max(0, zone.options.max - items.length),
    }),
  )
  const rules = rulesFor(method)
  const extract = extractBoard(content, rules, {
    today,
    earlier: earlier === null ? undefined : contentOf(earlier, method, lang),
    words: { method, lang },
  })
  const findings = readFindings(extract, { content, method, rules, lang })
  const labels = rules.flatMap(({ id, label, indicator }) =>
    label ? [{ id, label, indicator: indicator === true }] : [],
  )
  const items = content.zones.flatMap((zone) => zone.items).concat(content.unplaced)
  const frequencies = termFrequencies(extract, { method, rules })
  const { id, version } = method
  doc.destroy()
  return { templateId: id, templateVersion: version, zones, extract, findings, labels, frequencies, items }
}

/** What stood on the board then, as its method means it now. */
function contentOf(snapshot: string, method: Method, lang: Lang): BoardContent {
  // The hash was checked: this is what was written when the snapshot was taken.
  const { records, results = {} } = JSON.parse(snapshot) as BoardSnapshot
  return readContent({
    records: new Map(records.map((record) => [record.id, record])),
    method,
    facts: new Map(Object.entries(results)),
    lang,
  })
}
