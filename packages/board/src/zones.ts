import { type BoardRecord, isShape, numberProp, type ShapeRecord } from './record.ts'

/** A point on the page, in board units. */
export interface Point {
  x: number
  y: number
}

/** A zone as a place: its box on the page, in board units. */
export interface ZoneArea extends Point {
  zoneId: string
  w: number
  h: number
}

/** A shape's place on the page: its origin, its turn in radians, the page, and how many parents lie between. */
export interface PagePlace extends Point {
  rotation: number
  pageId: string
  depth: number
}

/** Records by their id. */
export interface RecordLookup {
  get(id: string): BoardRecord | undefined
}

/** Side of a note at scale 1, in board units (tldraw's NOTE_SIZE). */
const NOTE_SIZE = 200

/** Heights of one line of a text shape at scale 1, in board units (tldraw's font sizes × 1.35). */
const TEXT_LINE_HEIGHT: Readonly<Record<string, number>> = { s: 24.3, m: 32.4, l: 48.6, xl: 59.4 }

/** Deepest nesting of frames and groups that is followed; also ends a circle of parents. */
export const MAX_NESTING = 50

const ZONED_TYPES: ReadonlySet<string> = new Set(['note', 'text', 'geo', 'image'])

/** Whether shapes of this type lie in a zone; arrows, strokes and groups do not. */
export function liesInZones(record: BoardRecord): record is ShapeRecord {
  return isShape(record) && ZONED_TYPES.has(record.type) && record.meta['furniture'] !== true
}

/** Whether a shape counts among the items of the zone that it lies in; pictures only lie there. */
export function isZoneItem(record: BoardRecord): record is ShapeRecord {
  return liesInZones(record) && record.type !== 'image'
}

/** The zones among the records of a board. */
export function zoneAreas(records: Iterable<BoardRecord>): ZoneArea[] {
  const areas: ZoneArea[] = []
  for (const record of records) {
    const zoneId = record.props?.['zoneId']
    if (!isShape(record) || record.type !== 'zone' || typeof zoneId !== 'string') continue
    areas.push({ zoneId, x: record.x, y: record.y, w: numberProp(record, 'w'), h: numberProp(record, 'h') })
  }
  return areas
}

/** The smallest zone that contains the point, or null; the zone's id decides between equals. */
export function zoneAtPoint(zones: Iterable<ZoneArea>, point: Point): string | null {
  let found: ZoneArea | null = null
  for (const zone of zones) {
    const inside =
      point.x >= zone.x && point.x <= zone.x + zone.w && point.y >= zone.y && point.y <= zone.y + zone.h
    if (inside && (!found || isBefore(zone, found))) found = zone
  }
  return found?.zoneId ?? null
}

/** The zone that contains a shape's centre, or null: geometry decides, not parenting. */
export function zoneOfShape(
  record: BoardRecord,
  recordsById: RecordLookup,
  zones: readonly ZoneArea[],
): string | null {
  const centre = liesInZones(record) ? shapeCentre(record, recordsById) : null
  return centre && zoneAtPoint(zones, centre)
}

/** The centre of a shape on the page, or null when its parents do not lead to a page. */
export function shapeCentre(shape: ShapeRecord, recordsById: RecordLookup): Point | null {
  const place = pagePlace(shape, (id) => recordsById.get(id))
  if (!place) return null
  const { w, h } = shapeSize(shape)
  return turned(place, w / 2, h / 2)
}

/** Where a shape lies on its page, through the frames and groups around it; null when they lead nowhere. */
export function pagePlace(
  shape: ShapeRecord,
  find: (id: string) => BoardRecord | undefined,
): PagePlace | null {
  const chain: ShapeRecord[] = []
  let current: BoardRecord | undefined = shape
  while (isShape(current)) {
    if (chain.length > MAX_NESTING) return null
    chain.push(current)
    current = find(current.parentId)
  }
  if (current?.typeName !== 'page') return null
  const place: PagePlace = { x: 0, y: 0, rotation: 0, pageId: current.id, depth: chain.length - 1 }
  for (const link of chain.reverse()) {
    const { x, y } = turned(place, link.x, link.y)
    place.x = x
    place.y = y
    place.rotation += link.rotation
  }
  return place
}

/** The size of a shape before it is turned, in board units; the height of a text is that of its first line. */
export function shapeSize(shape: ShapeRecord): { w: number; h: number } {
  const scale = numberProp(shape, 'scale', 1)
  if (shape.type === 'note')
    return { w: NOTE_SIZE * scale, h: (NOTE_SIZE + numberProp(shape, 'growY')) * scale }
  if (shape.type === 'text') {
    const line = TEXT_LINE_HEIGHT[String(shape.props['size'])] ?? 0
    return { w: numberProp(shape, 'w'), h: line * scale }
  }
  return { w: numberProp(shape, 'w'), h: numberProp(shape, 'h') + numberProp(shape, 'growY') }
}

/** The upright box on the page around a shape that lies there. */
export function pageBox(shape: ShapeRecord, place: PagePlace) {
  const { w, h } = shapeSize(shape)
  const corners = [turned(place, 0, 0), turned(place, w, 0), turned(place, 0, h), turned(place, w, h)]
  const xs = corners.map(({ x }) => x)
  const ys = corners.map(({ y }) => y)
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}

function turned(place: PagePlace, x: number, y: number): Point {
  const cos = Math.cos(place.rotation)
  const sin = Math.sin(place.rotation)
  return { x: place.x + x * cos - y * sin, y: place.y + x * sin + y * cos }
}

function isBefore(a: ZoneArea, b: ZoneArea): boolean {
  const difference = a.w * a.h - b.w * b.h
  return difference === 0 ? a.zoneId < b.zoneId : difference < 0
}
