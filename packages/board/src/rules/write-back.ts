import * as Y from 'yjs'
import { encodeRecord, fieldValue, recordValue } from '../codec.ts'
import { BASE_KEY, PLACE_KEY, parseNamedKey, type RecordMap, TEXT_KEY } from '../layout.ts'
import { equalValues, isObject } from '../record.ts'
import { jsonToFragment, replaceFragment } from '../rich-text.ts'
import type { GoodRecord } from './good-record.ts'
import type { LastGood } from './last-good.ts'
import { hidesNothing } from './rich-text-rules.ts'
import { deleteContent } from './touched.ts'

/** Puts a whole record back as it last stood, with its text; a record that never stood is removed. */
export function writeBackRecord(board: Y.Map<RecordMap>, id: string, good: LastGood): void {
  const entry = good.get(id)
  if (!entry) {
    board.delete(id)
    return
  }
  const map = encodeRecord(entry.record)
  board.set(id, map)
  good.set(entry.record, map)
}

/** Puts single keys of a record's Y.Map back as they last stood. */
export function writeBackFields(entry: GoodRecord, keys: Iterable<string>): void {
  for (const key of keys) {
    if (key === BASE_KEY) writeBackValue(entry.map, key, entry.base)
    else if (key === TEXT_KEY) writeBackText(entry)
    else writeBackValue(entry.map, key, recordValue(entry.record, key))
  }
}

function writeBackValue(map: RecordMap, key: string, value: unknown): void {
  if (value === undefined && (key === PLACE_KEY || !isInBase(map, key))) map.delete(key)
  else if (!map.has(key) || !equalValues(map.get(key), value)) map.set(key, value)
}

function writeBackText({ map, record, text }: GoodRecord): void {
  const current = map.get(TEXT_KEY)
  const good = record.props?.['richText']
  if (good === undefined) map.delete(TEXT_KEY)
  else if (!(current instanceof Y.XmlFragment) || current !== text) map.set(TEXT_KEY, jsonToFragment(good))
  else if (!equalValues(fieldValue(TEXT_KEY, current), good) || !hidesNothing(current)) {
    current.doc?.transact((transaction) => deleteContent(current, transaction))
    replaceFragment(current, good)
  }
}

/** Whether the record was created with a field, so that only an explicit removal hides it. */
function isInBase(map: RecordMap, key: string): boolean {
  const field = parseNamedKey(key)
  const base = map.get(BASE_KEY)
  if (!field || !isObject(base)) return false
  const part = field.part === 'field' ? base : base[field.part]
  return isObject(part) && Object.hasOwn(part, field.name)
}
