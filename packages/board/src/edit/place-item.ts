import type { Lane } from '../content/lanes.ts'
import { findZone, type Method } from '../method.ts'
import { type BoardRecord, isShape, numberProp, PAGE_ID, type ShapeRecord } from '../record.ts'
import { liesInZones, type Point, pagePlace, type ZoneArea, zoneAreas } from '../zones.ts'
import { crowdedPlace, freePlace, freePlaceBetween, type Neighbours } from './free-place.ts'
import { type Box, frameRegion, laneRegion, obstaclesIn, pageBox, zoneRegion } from './regions.ts'

/** Where an item is to lie. */
export interface Target {
  zoneId: string
  /** A column of the zone's area. */
  lane?: Pick<Lane, 'slot'> | null
  /** A frame in the zone. */
  clusterId?: string | null
  /** Between which items it is read; anywhere free when left out. */
  between?: Neighbours | undefined
  /** From where on to look, as a share of the zone's width: a moment on a time axis. */
  acrossAt?: number | undefined
}

/** A place for an item: its parent, its place on the page, and how large it is drawn. */
export interface Place extends Point {
  parentId: string
  scale: number
  /** Its place in the order of layers; above all others when left out and the parent changes. */
  index?: string
}

/** The scales that a note is tried at, one after the other: a smaller note can be read, a covered one cannot. */
export const SCALES = [1, 0.5] as const
/** The scale of a note that covers others. */
export const CROWDED_SCALE = 0.5

/** The narrowest box of a region that is cut at a moment, in board units. */
const NARROWEST = 200

/** The part of the board that a target means; null when the board has no such zone or frame. */
export function targetRegion(
  records: ReadonlyMap<string, BoardRecord>,
  method: Method | null,
  target: Target,
): { region: Box; parentId: string; area: ZoneArea } | null {
  const area = zoneAreas(records.values()).find(({ zoneId }) => zoneId === target.zoneId)
  if (!area) return null
  if (target.clusterId) {
    const frame = records.get(target.clusterId)
    const region = isShape(frame) ? frameRegion(frame, records) : null
    return region && { region, parentId: target.clusterId, area }
  }
  const zone = method && findZone(method, target.zoneId)
  const lane = target.lane && method && zone ? laneRegion(method, zone, area, target.lane) : null
  return { region: lane ?? zoneRegion(area, method), parentId: PAGE_ID, area }
}

/** Finds a place for a note of a height at scale 1; null when the board has no such zone. */
export function findPlace(
  records: ReadonlyMap<string, BoardRecord>,
  method: Method | null,
  target: Target,
  note: { height: number; without: ReadonlySet<string> },
): Place | null {
  const found = targetRegion(records, method, target)
  if (!found) return null
  const { region, parentId } = found
  const boxes = obstaclesIn(records, region, new Set([...note.without, parentId]))
  const ordered = new Set([...boxes.keys()].filter((id) => isItem(records.get(id))))
  const from = target.acrossAt === undefined ? region : cutAt(region, found.area, target.acrossAt)
  for (const scale of SCALES) {
    const size = { w: 200 * scale, h: note.height * scale }
    const point =
      (target.between && freePlaceBetween(region, boxes, size, target.between, ordered)) ??
      freePlace(from, boxes.values(), size)
    if (point) return { ...point, parentId, scale }
  }
  const size = { w: 200 * CROWDED_SCALE, h: note.height * CROWDED_SCALE }
  return { ...crowdedPlace(from, boxes.values(), size), parentId, scale: CROWDED_SCALE }
}

/** A point of the page as its parent counts. */
export function inParent(point: Point, parentId: string, records: ReadonlyMap<string, BoardRecord>): Point {
  const parent = records.get(parentId)
  const place = isShape(parent) ? pagePlace(parent, (id) => records.get(id)) : null
  if (!place) return point
  const dx = point.x - place.x
  const dy = point.y - place.y
  const cos = Math.cos(-place.rotation)
  const sin = Math.sin(-place.rotation)
  return { x: dx * cos - dy * sin, y: dx * sin + dy * cos }
}

/** The height of an item at scale 1, in board units. */
export function heightOf(record: ShapeRecord, records: ReadonlyMap<string, BoardRecord>): number {
  const box = pageBox(record, records)
  return (box?.h ?? 200) / numberProp(record, 'scale', 1)
}

/** A moment has its place across the zone; what lies there already pushes the note down. */
function cutAt(region: Box, area: ZoneArea, share: number): Box {
  const centre = area.x + Math.min(1, Math.max(0, share)) * area.w
  const x = Math.min(Math.max(region.x, centre - NARROWEST / 2), region.x + region.w - NARROWEST)
  return { ...region, x: Math.max(region.x, x), w: NARROWEST }
}

function isItem(record: BoardRecord | undefined): boolean {
  return record !== undefined && liesInZones(record)
}
