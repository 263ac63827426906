import { hasDateAxis } from '../content/date-scale.ts'
import { LANE_NAME_HEIGHT, LANE_TOP, type Lane, laneArea, laneCount, laneSource } from '../content/lanes.ts'
import type { Method, ZoneDefinition } from '../method.ts'
import { type BoardRecord, isShape, numberProp, type ShapeRecord } from '../record.ts'
import { liesInZones, type Point, pagePlace, shapeCentre, shapeSize, type ZoneArea } from '../zones.ts'

/** A box on the page, in board units. */
export interface Box extends Point {
  w: number
  h: number
}

/** Space between a zone's edge and its notes, and between two notes, in board units: those of a new board. */
const ZONE_PADDING = 24
export const NOTE_GAP = 16

/** Space between a frame's edge and its notes, in board units. */
export const FRAME_PADDING = 16

/** Types of shapes that cover what lies under them, besides those that lie in zones. */
const COVERING_TYPES: ReadonlySet<string> = new Set(['frame', 'sheet'])

/** Where in a zone items are laid down: under its title and what its lanes or its axis are called, inside of its edges. */
export function zoneRegion(area: ZoneArea, method: Method | null): Box {
  const zone = method?.zones.find(({ id }) => id === area.zoneId)
  const hasNames = method && zone && (hasDateAxis(zone) || laneSource(method, zone) !== null)
  const top = LANE_TOP + (hasNames ? LANE_NAME_HEIGHT : 0)
  return {
    x: area.x + ZONE_PADDING,
    y: area.y + top,
    w: area.w - 2 * ZONE_PADDING,
    h: area.h - top - ZONE_PADDING,
  }
}

/** Where in a zone the items of a lane are laid down; null when the zone has no such lane. */
export function laneRegion(
  method: Method,
  zone: ZoneDefinition,
  area: ZoneArea,
  lane: Pick<Lane, 'slot'>,
): Box | null {
  const source = laneSource(method, zone)
  if (!source) return null
  const { x, y, w, h } = laneArea(area, laneCount(source, area), lane.slot)
  const side = Math.min(ZONE_PADDING, Math.max(4, (w - 200) / 2))
  return { x: x + side, y, w: w - 2 * side, h: h - ZONE_PADDING }
}

/** Where in a frame its notes are laid down; null when it lies on no page. */
export function frameRegion(frame: ShapeRecord, records: ReadonlyMap<string, BoardRecord>): Box | null {
  const place = pagePlace(frame, (id) => records.get(id))
  if (!place) return null
  return {
    x: place.x + FRAME_PADDING,
    y: place.y + FRAME_PADDING,
    w: numberProp(frame, 'w') - 2 * FRAME_PADDING,
    h: numberProp(frame, 'h') - 2 * FRAME_PADDING,
  }
}

/** The box of a shape on the page, as if it were not turned; null when it lies on no page. */
export function pageBox(shape: ShapeRecord, records: ReadonlyMap<string, BoardRecord>): Box | null {
  const centre = shapeCentre(shape, records)
  if (!centre) return null
  const { w, h } = shapeSize(shape)
  return { x: centre.x - w / 2, y: centre.y - h / 2, w, h }
}

/** What stands in the way in a region, by record id; `without` are what is about to move, and what it moves into. */
export function obstaclesIn(
  records: ReadonlyMap<string, BoardRecord>,
  region: Box,
  without: ReadonlySet<string>,
): Map<string, Box> {
  const boxes = new Map<string, Box>()
  for (const record of records.values()) {
    if (without.has(record.id) || !isShape(record)) continue
    if (!COVERING_TYPES.has(record.type) && !liesInZones(record)) continue
    const box = pageBox(record, records)
    if (box && overlap(box, region)) boxes.set(record.id, box)
  }
  return boxes
}

/** Whether two boxes share more than an edge. */
export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}
