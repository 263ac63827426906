/** One plain JSON record of a board, in the form of tldraw 3.15.6. */
export interface BoardRecord {
  id: string
  typeName: string
  type?: string
  props?: Record<string, unknown>
  meta?: Record<string, unknown>
  [key: string]: unknown
}

/** A record that is drawn on the board. */
export interface ShapeRecord extends BoardRecord {
  typeName: 'shape'
  type: string
  parentId: string
  index: string
  x: number
  y: number
  rotation: number
  props: Record<string, unknown>
  meta: Record<string, unknown>
}

/** The one text of a text zone. */
export interface SheetRecord extends ShapeRecord {
  type: 'sheet'
  props: Record<string, unknown> & { zoneId: string }
}

/** A record that ties an arrow's end to a shape. */
export interface BindingRecord extends BoardRecord {
  typeName: 'binding'
  fromId: string
  toId: string
  props: Record<string, unknown>
}

/** A page of the board; the server makes the only one. */
export const PAGE_ID = 'page:page'

/** The one record that holds what concerns the whole document. */
export const DOCUMENT_ID = 'document:document'

/** Whether a record is a shape with a usable place on the board. */
export function isShape(record: BoardRecord | undefined | null): record is ShapeRecord {
  return (
    record?.typeName === 'shape' &&
    typeof record.type === 'string' &&
    typeof record['parentId'] === 'string' &&
    typeof record['index'] === 'string' &&
    typeof record['x'] === 'number' &&
    typeof record['y'] === 'number' &&
    typeof record['rotation'] === 'number' &&
    isObject(record.props) &&
    isObject(record.meta)
  )
}

/** Whether a record is the one text of a text zone. */
export function isSheet(record: BoardRecord | undefined | null): record is SheetRecord {
  return isShape(record) && record.type === 'sheet' && typeof record.props['zoneId'] === 'string'
}

/** Whether a record is a binding with two ends. */
export function isBinding(record: BoardRecord | undefined | null): record is BindingRecord {
  return (
    record?.typeName === 'binding' &&
    typeof record['fromId'] === 'string' &&
    typeof record['toId'] === 'string' &&
    isObject(record.props)
  )
}

/** Whether a record belongs to the board's locked frame: zones, banner, whatever a coach fixed. */
export function isFurniture(record: BoardRecord | undefined | null): boolean {
  return record?.meta?.['furniture'] === true
}

/** The actor who made a record, or null for what the server made. */
export function authorOf(record: BoardRecord | undefined | null): string | null {
  const by = record?.meta?.['by']
  return typeof by === 'string' ? by : null
}

/** A finite number from a record's props, or the fallback. */
export function numberProp(record: BoardRecord, name: string, fallback = 0): number {
  const value = record.props?.[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback
}

/** Whether a value is an object with named fields. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Deep equality of plain JSON values; absent and undefined fields count as different. */
export function equalValues(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, at) => equalValues(item, b[at]))
  }
  if (!isObject(a) || !isObject(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.hasOwn(b, key) && equalValues(a[key], b[key]))
}
