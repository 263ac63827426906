import * as Y from 'yjs'
import { applyFields, decodeRecord, type FieldChanges, fieldValue, recordValue } from '../codec.ts'
import { SOURCE_META } from '../content/item-meta.ts'
import { BASE_KEY, PLACE_KEY, type RecordMap, TEXT_KEY } from '../layout.ts'
import { authorOf, type BoardRecord, equalValues, isBinding, isShape } from '../record.ts'
import { isZoneItem } from '../zones.ts'
import { chargeAuthor, placeFault, roomFault } from './board-space.ts'
import type { GoodRecord } from './good-record.ts'
import { homeOf, type PlaceOnPage } from './home.ts'
import type { LastGood } from './last-good.ts'
import { LINK_KEY, noteLink, untiedFault } from './link-rules.ts'
import { isKnownField, isRecordId, jsonBytes, MAX_RECORD_BYTES, recordFault } from './record-rules.ts'
import type { RefusalCode } from './refusal.ts'
import { hidesNothing } from './rich-text-rules.ts'
import { createFault, deleteFault, fieldFault, type RightsContext, touchFault } from './rights.ts'
import { deleteInStepFault, newInStepFault, refuseByStep, replaceInStepFault } from './step-rules.ts'
import { deleteListContent, type TouchedRecord } from './touched.ts'
import { writeBackFields, writeBackRecord } from './write-back.ts'
import { isPlacing, newInZoneFault, refuseByZone, type ZoneContext } from './zone-rules.ts'

/** The most keys of one record, those that hide a field included: no shape of tldraw has half as many fields. */
const MAX_KEYS = 64

/** What a shape may lie in. */
const PARENT_ID = /^(?:page|shape):[A-Za-z0-9_.:-]{1,80}$/

/** What one record's review works on. */
export interface ReviewContext extends RightsContext, ZoneContext {
  board: Y.Map<RecordMap>
  good: LastGood
  transaction: Y.Transaction
  /** A record was taken away by right, by its own author or by somebody else. */
  onDeleted(record: BoardRecord, by: { own: boolean }): void
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
  const fault =
    touchFault(record, context) ??
    deleteFault(record, context) ??
    deleteInStepFault(record, context) ??
    untiedFault(record, context)
  if (fault) writeBackRecord(context.board, record.id, context.good)
  else {
    context.good.delete(record.id)
    if (isBinding(record)) noteLink(record, context, { isPending: true })
    context.onDeleted(record, { own: authorOf(record) === context.author.actorId })
  }
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
  if (!isRecordId(id) || map._start !== null || map.size > MAX_KEYS) return 'schema'
  for (const [key, value] of map.entries()) if (!isKnownField(key, value)) return 'schema'
  const record = atHome(withoutForgedSource(id, map, context), map, context)
  if (!record || map.has(TEXT_KEY) !== (record.props?.['richText'] !== undefined)) return 'schema'
  const fault =
    touchFault(record, context) ??
    (entry ? replaceFault(entry.record, record, context) : createFault(record, context))
  if (fault) return fault
  const unplaced = entry ? null : placeFault(context)
  if (unplaced) return unplaced
  // What later keys hide is carried by every peer all the same.
  if (jsonBytes(map.get(BASE_KEY)) > MAX_RECORD_BYTES) return 'record_too_large'
  const text = map.get(TEXT_KEY)
  const bytes = jsonBytes(record)
  const flaw =
    recordFault(id, record, entry?.record ?? null, { text, meta: true, bytes }) ??
    roomFault(bytes, entry, context) ??
    (entry ? replaceInStepFault(entry.record, record, context) : null) ??
    newInStepFault(record, context) ??
    newInZoneFault(record, entry?.record ?? null, context)
  if (flaw) return flaw
  chargeAuthor(record, bytes, entry, context)
  good.set(record, map, bytes)
  noteZone(record, context)
  return null
}

/** So that the next in this tick finds the zone as full as it is. */
function noteZone(record: BoardRecord, context: ReviewContext): void {
  if (isZoneItem(record)) context.good.roster.place(record.id, context.zoneOf(record))
  else noteLink(record, context, { isPending: true })
}

/** What a map holds. A source that the server did not give is taken off: a copy was not taken from there. */
function withoutForgedSource(id: string, map: RecordMap, { good }: ReviewContext): BoardRecord | null {
  const record = decodeRecord(map)
  const source = record?.meta?.[SOURCE_META]
  if (!record || source === undefined || good.findFormer(id)?.meta?.[SOURCE_META] === source) return record
  const key = `m.${SOURCE_META}`
  if (recordValue(map.get(BASE_KEY) as BoardRecord, key) === undefined) map.delete(key)
  else map.set(key, undefined)
  return applyFields(record, [[key, undefined]])
}

/** A new record is put on the page at once where its parents do not lead there, so that it is judged where it stays: R3. */
function atHome(record: BoardRecord | null, map: RecordMap, { good }: ReviewContext): BoardRecord | null {
  const home = record && homeFor(record, good)
  if (!record || !home) return record
  map.set(PLACE_KEY, home)
  return applyFields(record, [[PLACE_KEY, home]])
}

/** The same for a shape that is moved. */
function moveHome(entry: GoodRecord, kept: FieldChanges, { good }: ReviewContext): void {
  const place = kept.get(PLACE_KEY)
  const moved = place === undefined ? null : applyFields(entry.outline, [[PLACE_KEY, place]])
  const home = moved && homeFor(moved, good)
  if (!home) return
  entry.map.set(PLACE_KEY, home)
  kept.set(PLACE_KEY, home)
}

/** What names no parent at all is the schema's to refuse. */
function homeFor(record: BoardRecord, good: LastGood): PlaceOnPage | null {
  return isShape(record) && PARENT_ID.test(record.parentId) ? homeOf(record, good) : null
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
  const changed = readChanged(entry, keys)
  if (changed.size === 0) return touched.stray ? 'schema' : null
  const untouchable = touchFault(record, context)
  const { kept, refused, fault } = untouchable
    ? { kept: new Map<string, unknown>(), refused: [...changed.keys()], fault: untouchable }
    : splitByRight(entry, changed, context)
  moveHome(entry, kept, context)
  const stepFault = kept.size > 0 ? refuseByStep(record, kept, refused, context) : null
  const zoneFault = kept.size > 0 ? refuseByZone(entry, kept, refused, context) : null
  writeBackFields(entry, refused)
  const flaw = keepFields(entry, kept, context)
  return fault ?? stepFault ?? zoneFault ?? flaw ?? (touched.stray ? 'schema' : null)
}

/** The keys that differ from the last good state, with their present values. */
function readChanged(entry: GoodRecord, keys: Iterable<string>): FieldChanges {
  const changed: FieldChanges = new Map()
  for (const key of keys) {
    const value = fieldValue(key, entry.map.get(key))
    if (isChanged(entry, key, value)) changed.set(key, value)
  }
  return changed
}

function splitByRight(entry: GoodRecord, changed: FieldChanges, context: ReviewContext) {
  const kept: FieldChanges = new Map()
  const refused: string[] = []
  let fault: RefusalCode | null = null
  for (const [key, value] of changed) {
    const keyFault =
      structureFault(entry, key) ??
      fieldFault(key, entry.record, applyFields(entry.record, [[key, value]]), context)
    if (keyFault) refused.push(key)
    else kept.set(key, value)
    fault ??= keyFault
  }
  return { kept, refused, fault }
}

/** A record is created once and its text once; from then on only the single keys and the letters change. */
function structureFault(entry: GoodRecord, key: string): RefusalCode | null {
  const { map, text } = entry
  if (key === BASE_KEY || !map.has(key)) return 'schema'
  const value = map.get(key)
  if (key === TEXT_KEY && value !== text) return 'rich_text'
  if (showsNothing(entry, key)) return 'schema'
  return isKnownField(key, value) ? null : 'schema'
}

/** Takes the permitted fields as good, or writes them all back when the record could not stand with them. */
function keepFields(entry: GoodRecord, kept: FieldChanges, context: ReviewContext): RefusalCode | null {
  const { good } = context
  const { record, map } = entry
  const next = kept.size > 0 ? applyFields(record, kept) : record
  const bytes = [...kept.keys()].some((key) => key !== PLACE_KEY) ? jsonBytes(next) : null
  const flaw =
    next === record
      ? null
      : (recordFault(record.id, next, record, {
          text: kept.has(TEXT_KEY) ? map.get(TEXT_KEY) : undefined,
          meta: [...kept.keys()].some((key) => key.startsWith('m.')),
          bytes,
        }) ?? (bytes === null ? null : roomFault(bytes, entry, context)))
  if (flaw) writeBackFields(entry, kept.keys())
  // Also after a write-back: it may have put a new text or base in the old one's place.
  if (flaw || bytes === null) good.set(flaw ? record : next, map)
  else {
    chargeAuthor(next, bytes, entry, context)
    good.set(next, map, bytes)
  }
  if (!flaw && (isBinding(next) || [...kept.keys()].some((key) => isPlacing(key) || key === LINK_KEY)))
    noteZone(next, context)
  return flaw
}

/** `value` is what stands under the key now, a rich text as JSON. */
function isChanged(entry: GoodRecord, key: string, value: unknown): boolean {
  const { record, map, base, text } = entry
  const held = map.get(key)
  if (key === BASE_KEY) return held !== base
  if (key === TEXT_KEY && held !== text) return true
  // Without the key, what the record was created with shows again.
  if (!map.has(key)) return !equalValues(recordValue(base, key), recordValue(record, key))
  if (!isKnownField(key, held) || !equalValues(value, recordValue(record, key))) return true
  return key === TEXT_KEY ? !hidesNothing(held) : showsNothing(entry, key)
}

/** Whether a key removes what was never there: it changes nothing, and could be written under endless names. */
function showsNothing(entry: GoodRecord, key: string): boolean {
  const { map, base } = entry
  return map.get(key) === undefined && !entry.hasField(key) && recordValue(base, key) === undefined
}
