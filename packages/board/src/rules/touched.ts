import * as Y from 'yjs'

/** Any shared type, by the parts of it that lead to its place and content; Yjs' own generics do not vary. */
export type SharedType = Pick<Y.AbstractType<unknown>, '_item' | '_start' | '_map'>

/** Yjs' `Transaction.changed`: type → its changed keys, null for list content. */
export type ChangedTypes = ReadonlyMap<SharedType, ReadonlySet<string | null>>

/** What was touched of one record. */
export interface TouchedRecord {
  /** The entry under the root was set or deleted, so all of it must be read again. */
  whole: boolean
  /** Keys of the record's Y.Map; a change deep in the rich text counts as `rt`. */
  keys: Set<string>
  /** List content was put into the record's Y.Map, which holds keys only. */
  stray: boolean
}

/** What one author's updates touched. */
export interface Touched {
  records: Map<string, TouchedRecord>
  metaKeys: Set<string>
  /** Root types with content that no board has. */
  strayRoots: Set<SharedType>
}

/** Sorts changed Yjs types by the record that they belong to. */
export function readTouched(changed: ChangedTypes, board: SharedType, meta: SharedType): Touched {
  const touched: Touched = { records: new Map(), metaKeys: new Set(), strayRoots: new Set() }
  for (const [type, keys] of changed) {
    const { root, id, key, depth } = locate(type)
    if (root === board && depth > 0 && id !== null) touchRecord(touched, id, depth === 1 ? keys : [key])
    else if (root === board && depth === 0)
      touchRoot(touched, root, keys, (name) => touchWhole(touched, name))
    else if (root === meta && depth === 0)
      touchRoot(touched, root, keys, (name) => touched.metaKeys.add(name))
    else if (root === meta && id !== null) touched.metaKeys.add(id)
    else touched.strayRoots.add(root)
  }
  return touched
}

/** Adds what one record was touched in to what it was touched in before. */
export function mergeTouched(
  into: Map<string, TouchedRecord>,
  id: string,
  from: TouchedRecord,
): TouchedRecord {
  const known = into.get(id)
  if (!known) {
    into.set(id, from)
    return from
  }
  known.whole ||= from.whole
  known.stray ||= from.stray
  for (const key of from.keys) known.keys.add(key)
  return known
}

/** Deletes what a root or map holds as a list; its keys stay. */
export function deleteListContent(type: SharedType, transaction: Y.Transaction): void {
  for (let item = type._start; item !== null; item = item.right) item.delete(transaction)
}

/** Deletes everything that a type holds. */
export function deleteContent(type: SharedType, transaction: Y.Transaction): void {
  deleteListContent(type, transaction)
  for (const item of type._map.values()) item.delete(transaction)
}

/** The way from a type up to its root: the key under the root, the key below that, and how deep it lies. */
function locate(type: SharedType) {
  let root = type
  let id: string | null = null
  let key: string | null = null
  let depth = 0
  while (root._item !== null && root._item.parent instanceof Y.AbstractType) {
    key = id
    id = root._item.parentSub
    root = root._item.parent
    depth += 1
  }
  return { root, id, key, depth }
}

function touchRoot(
  touched: Touched,
  root: SharedType,
  keys: ReadonlySet<string | null>,
  touch: (name: string) => void,
): void {
  for (const name of keys) {
    if (name === null) touched.strayRoots.add(root)
    else touch(name)
  }
}

function touchWhole(touched: Touched, id: string): void {
  mergeTouched(touched.records, id, { whole: true, keys: new Set(), stray: false })
}

function touchRecord(touched: Touched, id: string, keys: Iterable<string | null>): void {
  const record: TouchedRecord = { whole: false, keys: new Set(), stray: false }
  for (const key of keys) {
    if (key === null) record.stray = true
    else record.keys.add(key)
  }
  mergeTouched(touched.records, id, record)
}
