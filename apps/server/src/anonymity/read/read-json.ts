import type { BoardRecord } from '@tablee/board'
import {
  EXPORT_FORMAT,
  type ExportDocument,
  type ExportItem,
} from '../../exports/document/export-document.ts'
import type { Evidence } from '../evidence.ts'
import { isRecording, readRecording } from './read-frames.ts'
import { fieldsOf, readRecords } from './read-records.ts'
import { readUpdates } from './read-updates.ts'

/** Where people's own words stand in an item of the JSON export. */
const CONTENT = /^(text$|title$|cells\.|position\.)/

/** Reads a JSON file of any kind that a board can give away; false when it is none of them. */
export function readJson(evidence: Evidence, source: string, value: unknown): boolean {
  if (isExport(value)) {
    for (const zone of value.zones) readItems(evidence, source, zone.id, zone.items)
    readItems(evidence, source, null, value.unplaced)
    return true
  }
  if (isRecording(value)) {
    readRecording(evidence, source, value)
    return true
  }
  if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')) {
    readUpdates(
      evidence,
      source,
      value.map((one) => Buffer.from(one, 'base64')),
    )
    return true
  }
  const records = recordsIn(value)
  if (records === null) return false
  readRecords(evidence, source, records)
  return true
}

/** An export of ours signs nothing: whatever in it says who, is looked at as a trace. */
function readItems(
  evidence: Evidence,
  source: string,
  zone: string | null,
  items: readonly ExportItem[],
): void {
  for (const [place, item] of items.entries()) {
    const fields = fieldsOf(item, false).map((field) => ({ ...field, isContent: CONTENT.test(field.path) }))
    const note = {
      source,
      id: item.id,
      zone,
      isRow: false,
      text: item.text,
      fields,
      signedBy: null,
      layer: null,
    }
    evidence.notes.push({ ...note, madeBy: null, wordsBy: [], place })
  }
}

function isExport(value: unknown): value is ExportDocument {
  const { format, zones, unplaced } = (value ?? {}) as Partial<ExportDocument> // looked at here
  return format === EXPORT_FORMAT && Array.isArray(zones) && Array.isArray(unplaced)
}

/** The records of a `.tldr` file, of a tldraw store, of a snapshot, or in a bare list. */
function recordsIn(value: unknown): BoardRecord[] | null {
  const isRecord = (one: unknown): one is BoardRecord =>
    typeof one === 'object' && one !== null && 'id' in one && 'typeName' in one
  if (Array.isArray(value)) return value.length > 0 && value.every(isRecord) ? value : null
  if (typeof value !== 'object' || value === null) return null
  for (const key of ['records', 'store', 'document'] as const) {
    const inner: unknown = (value as Record<string, unknown>)[key]
    if (typeof inner !== 'object' || inner === null) continue
    const list = Array.isArray(inner) ? inner : key === 'store' ? Object.values(inner) : recordsIn(inner)
    if (list?.every(isRecord)) return list
  }
  return null
}
