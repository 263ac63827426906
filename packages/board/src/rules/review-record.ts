import * as Y from 'yjs'
import { applyFields, decodeRecord, fieldValue, recordValue } from '../codec.ts'
import { BASE_KEY, type RecordMap, TEXT_KEY } from '../layout.ts'
import { type BoardRecord, equalValues } from '../record.ts'
import type { GoodRecord, LastGood } from './last-good.ts'
import {
  isKnownField,
  isRecordId,
  jsonBytes,
  MAX_RECORD_BYTES,
  MAX_RECORDS,
  recordFault,
} from './record-rules.ts'
import type { RefusalCode } from './refusal.ts'
import { createFault, deleteFault, fieldFault, type RightsContext, touchFault } from './rights.ts'
import { deleteListContent, type TouchedRecord } from './touched.ts'
import { writeBackFields, writeBackRecord } from './write-back.ts'

/** What one record's review works on. */
export interface ReviewContext extends RightsContext {
  board: Y.Map<RecordMap>
  good: LastGood
  transaction: Y.Transaction
}

/** Compares a touched record with its last good state, writes back what may not stand and says why; null when all may. */
export function reviewRecord(id: string, touched: TouchedRecord, context: ReviewContext): RefusalCode | null {
  const { board, good } = context
  const entry = good.get(id)
  const value: unknown = board.get(id)
  if (value === undefined && !board.has(id)) return entry ? reviewDeleted(entry, context) : null
  if (entry && value === entry.map) return reviewChanged(entry, touched, context)
  const map = value instanceof Y.Map && value.constructor === Y.Map ? value : null
  const fault = map ? newRecordFault(id, map, entry, context) : 'schema'
  if (fault || !map) writeBackRecord(board, id, good)
  return fault
}

function reviewDeleted(entry: GoodRecord, context: ReviewContext): RefusalCode | null {
  const { record } = entry
  const fault = touchFault(record, context) ?? deleteFault(record, context)
  if (fault) writeBackRecord(context.board, record.id, context.good)
  else context.good.delete(record.id)
  return fault
}

/** Judges a Y.Map that is new under its id, and takes it as good when it may stand. */
function newRecordFault(
  id: string,
  map: RecordMap,
  entry: GoodRecord | undefined,
  context: ReviewContext,
): RefusalCode | null {
  const { good } = context
  if (!isRecordId(id) || map._start !== null) return 'schema'
  for (const [key, value] of map.entries()) if (!isKnownField(key, value)) return 'schema'
  const record = decodeRecord(map)
  if (!record || map.has(TEXT_KEY) !== (record.props?.['richText'] !== undefined)) return 'schema'
  const fault =
    touchFault(record, context) ??
    (entry ? replaceFault(entry.record, record, context) : createFault(record, context))
  if (fault) return fault
  if (!entry && good.size >= MAX_RECORDS) return 'too_many_records'
  // What later keys hide is carried by every peer all the same.
  if (jsonBytes(map.get(BASE_KEY)) > MAX_RECORD_BYTES) return 'record_too_large'
  const flaw = recordFault(id, record, entry?.record ?? null, { text: true, meta: true, content: true })
  if (!flaw) good.set(record, map)
  return flaw
}

/** A new Y.Map for a record that stands is its deletion and its creation by the same author. */
function replaceFault(previous: BoardRecord, next: BoardRecord, context: ReviewContext): RefusalCode | null {
  const fault = touchFault(previous, context) ?? deleteFault(previous, context)
  if (fault) return fault
  if (!equalValues(previous.meta?.['by'], next.meta?.['by'])) return 'author_forged'
  return context.author.role === 'coach' ? null : createFault(next, context)
}

function reviewChanged(
  entry: GoodRecord,
  touched: TouchedRecord,
  context: ReviewContext,
): RefusalCode | null {
  const { record, map } = entry
  if (touched.stray) deleteListContent(map, context.transaction)
  const keys = touched.whole ? new Set([...map.keys(), ...touched.keys]) : touched.keys
  const changed = [...keys].filter((key) => isChanged(entry, key))
  if (changed.length === 0) return touched.stray ? 'schema' : null
  const untouchable = touchFault(record, context)
  const { kept, refused, fault } = untouchable
    ? { kept: [], refused: changed, fault: untouchable }
    : splitByRight(entry, changed, context)
  writeBackFields(entry, refused)
  const flaw = keepFields(entry, kept, context)
  return fault ?? flaw ?? (touched.stray ? 'schema' : null)
}

function splitByRight(entry: GoodRecord, changed: readonly string[], context: ReviewContext) {
  const kept: string[] = []
  const refused: string[] = []
  let fault: RefusalCode | null = null
  for (const key of changed) {
    const keyFault =
      structureFault(entry, key) ?? fieldFault(key, entry.record, withFields(entry, [key]), context)
    if (keyFault) refused.push(key)
    else kept.push(key)
    fault ??= keyFault
  }
  return { kept, refused, fault }
}

/** A record is created once and its text once; from then on only the single keys and the letters change. */
function structureFault({ map, text }: GoodRecord, key: string): RefusalCode | null {
  if (key === BASE_KEY || !map.has(key)) return 'schema'
  const value = map.get(key)
  if (key === TEXT_KEY && value !== text) return 'rich_text'
  return isKnownField(key, value) ? null : 'schema'
}

/** Takes the permitted fields as good, or writes them all back when the record could not stand with them. */
function keepFields(entry: GoodRecord, kept: readonly string[], { good }: ReviewContext): RefusalCode | null {
  const { record, map } = entry
  const next = kept.length > 0 ? withFields(entry, kept) : record
  const flaw =
    next === record
      ? null
      : recordFault(record.id, next, record, {
          text: kept.includes(TEXT_KEY),
          meta: kept.some((key) => key.startsWith('m.')),
          content: kept.some((key) => key !== 'xf'),
        })
  if (flaw) writeBackFields(entry, kept)
  // Also after a write-back: it may have put a new text or base in the old one's place.
  good.set(flaw ? record : next, map)
  return flaw
}

function withFields({ record, map }: GoodRecord, keys: readonly string[]): BoardRecord {
  return applyFields(
    record,
    keys.map((key) => [key, fieldValue(key, map.get(key))] as const),
  )
}

function isChanged({ record, map, base, text }: GoodRecord, key: string): boolean {
  const value = map.get(key)
  if (key === BASE_KEY) return value !== base
  if (key === TEXT_KEY && value !== text) return true
  // Without the key, what the record was created with shows again.
  if (!map.has(key)) return !equalValues(recordValue(base, key), recordValue(record, key))
  return !isKnownField(key, value) || !equalValues(fieldValue(key, value), recordValue(record, key))
}
