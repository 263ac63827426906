import * as Y from 'yjs'
import { BASE_KEY, PLACE_FIELDS, PLACE_KEY, parseNamedKey, type RecordMap, TEXT_KEY } from './layout.ts'
import { type BoardRecord, equalValues, isObject } from './record.ts'
import { fragmentToJson, jsonToFragment, replaceFragment } from './rich-text.ts'

/** Changed fields of one record by their key in its Y.Map; the rich text is held as JSON, undefined removes a field. */
export type FieldChanges = Map<string, unknown>

/** Builds the Y.Map of a record that is new to the document. */
export function encodeRecord(record: BoardRecord): RecordMap {
  const map: RecordMap = new Y.Map<unknown>()
  if (record.typeName === 'shape' && record.props && 'richText' in record.props) {
    const { richText, ...props } = record.props
    map.set(BASE_KEY, { ...record, props })
    map.set(TEXT_KEY, jsonToFragment(richText))
  } else {
    map.set(BASE_KEY, record)
  }
  return map
}

/** Reads a record from its Y.Map; null when the map holds none. Keys that the layout does not know are ignored. */
export function decodeRecord(map: RecordMap): BoardRecord | null {
  const base = map.get(BASE_KEY)
  if (!isRecord(base)) return null
  const fields: FieldChanges = new Map()
  map.forEach((value, key) => {
    if (key !== BASE_KEY) fields.set(key, fieldValue(key, value))
  })
  return applyFields(base, fields)
}

/** The value of one key as plain JSON. */
export function fieldValue(key: string, value: unknown): unknown {
  return key === TEXT_KEY && value instanceof Y.XmlFragment ? fragmentToJson(value) : value
}

/** What changed between two versions of one record, by key of its Y.Map. */
export function diffFields(from: BoardRecord, to: BoardRecord): FieldChanges {
  const changes: FieldChanges = new Map()
  const isShape = to.typeName === 'shape'
  if (isShape && PLACE_FIELDS.some((name) => from[name] !== to[name])) {
    changes.set(
      PLACE_KEY,
      PLACE_FIELDS.map((name) => to[name]),
    )
  }
  for (const name of namesOf(from, to)) {
    if (parseNamedKey(`f.${name}`) && !equalValues(from[name], to[name])) changes.set(`f.${name}`, to[name])
  }
  for (const name of namesOf(from.props, to.props)) {
    if (equalValues(from.props?.[name], to.props?.[name])) continue
    changes.set(name === 'richText' ? TEXT_KEY : `p.${name}`, to.props?.[name])
  }
  for (const name of namesOf(from.meta, to.meta)) {
    if (!equalValues(from.meta?.[name], to.meta?.[name])) changes.set(`m.${name}`, to.meta?.[name])
  }
  return changes
}

/** A copy of the record with the changed fields in it. */
export function applyFields(record: BoardRecord, fields: Iterable<readonly [string, unknown]>): BoardRecord {
  const result: BoardRecord = { ...record }
  let props: Record<string, unknown> | undefined
  let meta: Record<string, unknown> | undefined
  for (const [key, value] of fields) {
    if (key === PLACE_KEY) {
      if (Array.isArray(value)) for (const [at, name] of PLACE_FIELDS.entries()) result[name] = value[at]
      continue
    }
    if (key === TEXT_KEY) {
      props ??= { ...record.props }
      assign(props, 'richText', value)
      continue
    }
    const field = parseNamedKey(key)
    if (field?.part === 'props') {
      props ??= { ...record.props }
      assign(props, field.name, value)
    } else if (field?.part === 'meta') {
      meta ??= { ...record.meta }
      assign(meta, field.name, value)
    } else if (field) assign(result, field.name, value)
  }
  if (props) result.props = props
  if (meta) result.meta = meta
  return result
}

/**
 * Writes changed fields into a record's Y.Map and returns how many differed from what stands there.
 * The canvas passes a `writeText` that changes a rich text letter by letter; the default replaces it.
 */
export function writeFields(
  map: RecordMap,
  fields: Iterable<readonly [string, unknown]>,
  writeText: (fragment: Y.XmlFragment, json: unknown) => void = replaceFragment,
): number {
  const base = map.get(BASE_KEY)
  if (!isRecord(base)) return 0
  let written = 0
  for (const [key, value] of fields) {
    const current = map.has(key) ? fieldValue(key, map.get(key)) : recordValue(base, key)
    if (equalValues(current, value)) continue
    const fragment = key === TEXT_KEY ? map.get(key) : undefined
    if (fragment instanceof Y.XmlFragment) writeText(fragment, value)
    else map.set(key, key === TEXT_KEY ? jsonToFragment(value) : value)
    written += 1
  }
  return written
}

/** The part of a record that a key of its Y.Map stands for; undefined when the record has none. */
export function recordValue(record: BoardRecord, key: string): unknown {
  if (key === TEXT_KEY) return record.props?.['richText']
  if (key === PLACE_KEY) {
    return record.typeName === 'shape' ? PLACE_FIELDS.map((name) => record[name]) : undefined
  }
  const field = parseNamedKey(key)
  if (!field) return undefined
  const part = field.part === 'field' ? record : record[field.part]
  // A field may be named like something that every object inherits.
  return part && Object.hasOwn(part, field.name) ? part[field.name] : undefined
}

function assign(target: Record<string, unknown>, name: string, value: unknown): void {
  if (value === undefined) delete target[name]
  else target[name] = value
}

function namesOf(a: object | undefined, b: object | undefined): Set<string> {
  return new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])
}

function isRecord(value: unknown): value is BoardRecord {
  return isObject(value) && typeof value['id'] === 'string' && typeof value['typeName'] === 'string'
}
