import type * as Y from 'yjs'

/** The root Y.Map of a board's document: record id → the record's Y.Map. */
export const BOARD_ROOT = 'board'

/** The root Y.Map that says what the board was made from; written by the server only. */
export const META_ROOT = 'meta'

/**
 * One record in the document. `b` holds the record as it was created; every other key overrides a part of it, so
 * that two people changing different fields both keep their change.
 * `rt` is the rich text, `xf` the place, `p.<prop>`, `m.<meta>` and `f.<field>` single values; undefined removes one.
 */
export type RecordMap = Y.Map<unknown>

/** Key of the record as it was created. */
export const BASE_KEY = 'b'

/** Key of the rich text, a Y.XmlFragment in the encoding of y-prosemirror. */
export const TEXT_KEY = 'rt'

/** Key of the place: moving a shape to another parent changes all five, so they travel as one value. */
export const PLACE_KEY = 'xf'

/** The fields held in the place value, in this order. */
export const PLACE_FIELDS = ['parentId', 'index', 'x', 'y', 'rotation'] as const

const NAMED_KEY = /^([pmf])\.([A-Za-z][A-Za-z0-9_]{0,63})$/
const RESERVED_FIELDS: ReadonlySet<string> = new Set([
  'id',
  'typeName',
  'type',
  'props',
  'meta',
  ...PLACE_FIELDS,
])

/** Which part of a record a single-value key overrides. */
export interface NamedField {
  part: 'props' | 'meta' | 'field'
  name: string
}

/** Reads `p.<prop>`, `m.<meta>` or `f.<field>`; null for any other key. */
export function parseNamedKey(key: string): NamedField | null {
  const match = NAMED_KEY.exec(key)
  const name = match?.[2]
  if (!match || name === undefined) return null
  if (match[1] === 'p') return name === 'richText' ? null : { part: 'props', name }
  if (match[1] === 'm') return { part: 'meta', name }
  return RESERVED_FIELDS.has(name) ? null : { part: 'field', name }
}

/** The records of a board's document. */
export function boardRoot(doc: Y.Doc): Y.Map<RecordMap> {
  return doc.getMap<RecordMap>(BOARD_ROOT)
}

/** The facts about a board's document. */
export function metaRoot(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap<unknown>(META_ROOT)
}
