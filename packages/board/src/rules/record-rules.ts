import * as Y from 'yjs'
import { isCellContent, isCellName } from '../content/cells.ts'
import { LINK_META, SLOT_META, SOURCE_META } from '../content/item-meta.ts'
import { BASE_KEY, PLACE_FIELDS, PLACE_KEY, parseNamedKey, TEXT_KEY } from '../layout.ts'
import { type BoardRecord, isBinding, isObject, isShape } from '../record.ts'
import type { RichTextNode } from '../rich-text.ts'
import { boardSchema } from '../schema.ts'
import { isWellFormed } from '../well-formed.ts'
import type { RefusalCode } from './refusal.ts'
import { hidesNothing, isAllowedRichText } from './rich-text-rules.ts'

/** The most that one record may take as JSON, in bytes: a stroke of tldraw's longest takes a quarter. */
export const MAX_RECORD_BYTES = 64 * 1024

/** The most records on one board; tldraw itself stops at 4,000 shapes on a page. */
export const MAX_RECORDS = 4_000

/** The most that all records of one board may take as JSON, in bytes: 4,000 drawn lines of 4 KB. Every newcomer is sent all of it. */
export const MAX_BOARD_BYTES = 16 * 1024 * 1024

const MAX_META_LENGTH = 64

/** The longest place in the order of a parent's children, in characters; each of 5 shapes put between two others adds about one. */
const MAX_INDEX_LENGTH = 1_000

/** How far from its parent's origin a shape may lie, in board units: some 26 screens at the smallest zoom. */
const MAX_DISTANCE = 1_000_000

/** The longest side of a shape, in board units: tldraw draws the edge of a cloud as one arc for every 50 or so. */
const MAX_SIDE = 100_000
const MAX_JSON_DEPTH = 16
const RECORD_ID = /^(?:shape|binding|asset|page|document):[A-Za-z0-9_.:-]{1,80}$/
/** The board and the record that a note was taken from. */
const SOURCE = /^[A-Za-z0-9_-]{1,64}\/shape:[A-Za-z0-9_.:-]{1,80}$/
const IMAGE_SOURCE = /^\/api\/assets\/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,127}$/

const META_RULES: Readonly<Record<string, (value: unknown) => boolean>> = {
  by: isShortText,
  zone: (value) => value === null || isShortText(value),
  furniture: (value) => typeof value === 'boolean',
  [LINK_META]: isShortText,
  [SLOT_META]: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0,
  [SOURCE_META]: (value) => typeof value === 'string' && SOURCE.test(value),
}

/** Whether a key of the board's root can name a record. */
export function isRecordId(id: string): boolean {
  return RECORD_ID.test(id)
}

/** Whether the layout knows a key of a record's Y.Map, and its value is of the kind that belongs there: B8. */
export function isKnownField(key: string, value: unknown): boolean {
  if (key === BASE_KEY) return isObject(value) && isJson(value)
  if (key === TEXT_KEY) return value instanceof Y.XmlFragment && value.constructor === Y.XmlFragment
  if (key === PLACE_KEY) return Array.isArray(value) && value.length === PLACE_FIELDS.length && isJson(value)
  return parseNamedKey(key) !== null && (value === undefined || isJson(value))
}

/** What changed in a record, so that only that is checked again. */
export interface ChangedParts {
  /** The rich text itself, if it changed. */
  text: unknown
  meta: boolean
  /** The record's size as JSON, in bytes, when anything changed besides the place, which has a fixed size; else null. */
  bytes: number | null
}

/** Why a record cannot stand on a board, or null: B8 to B11. */
export function recordFault(
  id: string,
  record: BoardRecord,
  previous: BoardRecord | null,
  changed: ChangedParts,
): RefusalCode | null {
  if (record.id !== id) return 'schema'
  if (previous && (previous.typeName !== record.typeName || previous.type !== record.type)) return 'schema'
  if (changed.bytes !== null && changed.bytes > MAX_RECORD_BYTES) return 'record_too_large'
  if (changed.meta && !isAllowedMeta(record.meta)) return 'schema'
  const richText = record.props?.['richText']
  if (changed.text !== undefined && !(isRichText(richText) && hidesNothing(changed.text))) return 'rich_text'
  if (!hasPlainPlace(record, previous) || (changed.bytes !== null && !hasPlainSize(record))) return 'schema'
  if (!isValid(record, previous)) return 'schema'
  return record.typeName === 'asset' ? assetFault(record) : null
}

/** The size of a value as JSON, in bytes; Infinity for what JSON cannot hold. */
export function jsonBytes(value: unknown): number {
  const text = JSON.stringify(value)
  // A UTF-16 unit takes at most three bytes, so most records need no encoding to be known as small.
  return text.length * 3 <= MAX_RECORD_BYTES ? text.length : new TextEncoder().encode(text).length
}

/** The texts of a place are names, its numbers are lengths: the schema would take any. What it had already may stay. */
function hasPlainPlace(record: BoardRecord, previous: BoardRecord | null): boolean {
  if (!isShape(record)) return true
  if (record.index !== previous?.['index'] && record.index.length > MAX_INDEX_LENGTH) return false
  const isNear = (name: 'x' | 'y' | 'rotation') =>
    record[name] === previous?.[name] || Math.abs(record[name]) <= MAX_DISTANCE
  return isRecordId(record.parentId) && isNear('x') && isNear('y') && isNear('rotation')
}

function hasPlainSize(record: BoardRecord): boolean {
  if (!isShape(record)) return true
  const { w, h } = record.props
  const isShort = (side: unknown) => typeof side !== 'number' || Math.abs(side) <= MAX_SIDE
  return isShort(w) && isShort(h) && areNear(record.props)
}

function areNear(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) <= MAX_DISTANCE
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every(areNear)
}

function isValid(record: BoardRecord, previous: BoardRecord | null): boolean {
  if (record.typeName === 'shape' && !isShape(record)) return false
  if (record.typeName === 'binding' && !isBinding(record)) return false
  try {
    // validateRecord checks unknown input, and reads the store only to report a failure.
    boardSchema().validateRecord(null as never, record as never, 'updateRecord', previous as never)
    return true
  } catch {
    // The validator's message quotes the record, so it goes nowhere.
    return false
  }
}

function isRichText(value: unknown): boolean {
  // Rich text comes out of `fragmentToJson`, which builds nothing but nodes.
  return isObject(value) && value['type'] === 'doc' && isAllowedRichText(value as unknown as RichTextNode)
}

function assetFault(record: BoardRecord): RefusalCode | null {
  if (record.type !== 'image') return 'schema'
  const source = record.props?.['src']
  return source === null || (typeof source === 'string' && IMAGE_SOURCE.test(source)) ? null : 'image_source'
}

function isAllowedMeta(meta: Record<string, unknown> | undefined): boolean {
  return Object.entries(meta ?? {}).every(([name, value]) =>
    Object.hasOwn(META_RULES, name)
      ? META_RULES[name]?.(value) === true
      : isCellName(name) && isCellContent(value),
  )
}

function isShortText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= MAX_META_LENGTH
}

function isJson(value: unknown, depth = 0): boolean {
  if (value === null || typeof value === 'boolean') return true
  if (typeof value === 'string') return isWellFormed(value)
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || depth > MAX_JSON_DEPTH) return false
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1))
  // A `__proto__` key in an update becomes the prototype of what lib0 reads.
  if (Object.getPrototypeOf(value) !== Object.prototype) return false
  // tldraw leaves optional fields undefined; JSON drops them.
  return Object.values(value).every((item) => item === undefined || isJson(item, depth + 1))
}
