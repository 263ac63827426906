import { writeFields } from '../codec.ts'
import { PLACE_KEY } from '../layout.ts'
import { methodOf } from '../method.ts'
import { inReadingOrder } from '../reading-order.ts'
import { type BoardRecord, isShape, numberProp, type ShapeRecord } from '../record.ts'
import { liesInZones, zoneAreas, zoneOfShape } from '../zones.ts'
import { isFree, type Neighbours } from './free-place.ts'
import { findPlace, heightOf, inParent, type Place, type Target } from './place-item.ts'
import { type Box, NOTE_GAP, overlap, pageBox, zoneRegion } from './regions.ts'
import { topIndex } from './shapes.ts'
import { mapOf, mayMove, recordsOf, type Writer, write } from './writer.ts'

/**
 * Moves an item to a zone, a lane, a cluster, or between two others: where there is room.
 * @returns whether it moved; not when the item or the target is gone, or the item is not the writer's to move
 */
export function moveItem(writer: Writer, id: string, target: Target): boolean {
  const records = recordsOf(writer)
  const record = records.get(id)
  if (!isShape(record) || !mayMove(writer, record)) return false
  const place = findPlace(records, methodOf(writer.doc), target, {
    height: heightOf(record, records),
    without: new Set([id]),
  })
  if (!place) return false
  write(writer, () => layDown(writer, record, place, records, target.zoneId))
  return true
}

/**
 * Moves an item one place up or down in its zone's reading order: to a free place there, else by trading places with
 * the neighbours that may be moved, else over the edge of the neighbour.
 * @returns whether it moved
 */
export function reorderItem(writer: Writer, id: string, neighbours: Neighbours): boolean {
  const records = recordsOf(writer)
  const record = records.get(id)
  if (!isShape(record) || !mayMove(writer, record)) return false
  const areas = zoneAreas(records.values())
  const zoneId = zoneOfShape(record, records, areas)
  const area = areas.find((candidate) => candidate.zoneId === zoneId)
  if (zoneId === null || !area) return false
  const clusterId = isShape(records.get(record.parentId)) ? record.parentId : null
  const place = findPlace(
    records,
    methodOf(writer.doc),
    { zoneId, clusterId, between: neighbours },
    {
      height: heightOf(record, records),
      without: new Set([id]),
    },
  )
  const boxes = itemBoxes(records, zoneId)
  if (place && liesBetween(boxes, id, { ...place, ...sizeAt(record, records, place.scale) }, neighbours)) {
    write(writer, () => layDown(writer, record, place, records, zoneId))
    return true
  }
  if (tradePlaces(writer, records, boxes, id, neighbours)) return true
  const anchor = boxes.get(neighbours.next ?? neighbours.previous ?? '')
  if (!anchor) return false
  const step = neighbours.next === undefined ? NOTE_GAP : -NOTE_GAP
  const region = zoneRegion(area, methodOf(writer.doc))
  const x = Math.min(Math.max(anchor.x + step, area.x), region.x + region.w)
  const over = { x, y: anchor.y, parentId: record.parentId, scale: numberProp(record, 'scale', 1) }
  write(writer, () => layDown(writer, record, over, records, zoneId))
  return true
}

/** Puts an item that has grown over others where it covers none, as near as possible to its place in the order. */
export function settleItem(writer: Writer, id: string): boolean {
  const records = recordsOf(writer)
  const record = records.get(id)
  if (!isShape(record) || !mayMove(writer, record)) return false
  const zoneId = zoneOfShape(record, records, zoneAreas(records.values()))
  const box = pageBox(record, records)
  if (zoneId === null || !box) return false
  const boxes = itemBoxes(records, zoneId)
  const others = [...boxes].filter(([other]) => other !== id).map(([, taken]) => taken)
  if (!others.some((taken) => overlap(taken, box))) return false
  const order = inOrder(boxes)
  const at = order.indexOf(id)
  const between = { previous: order[at - 1], next: order[at + 1] }
  const clusterId = isShape(records.get(record.parentId)) ? record.parentId : null
  const place = findPlace(
    records,
    methodOf(writer.doc),
    { zoneId, clusterId, between },
    {
      height: heightOf(record, records),
      without: new Set([id]),
    },
  )
  if (!place) return false
  // A full zone has nothing better to offer.
  if (!isFree({ ...place, ...sizeAt(record, records, place.scale) }, others)) return false
  write(writer, () => layDown(writer, record, place, records, zoneId))
  return true
}

/** Writes where an item lies. Belongs in a transaction. */
export function layDown(
  writer: Writer,
  record: ShapeRecord,
  place: Place,
  records: ReadonlyMap<string, BoardRecord>,
  zoneId: string | null,
): void {
  const map = mapOf(writer, record.id)
  if (!map) return
  const { parentId, scale } = place
  const { x, y } = inParent(place, parentId, records)
  const index = place.index ?? (parentId === record.parentId ? record.index : topIndex(records, parentId))
  const fields: [string, unknown][] = [[PLACE_KEY, [parentId, index, x, y, 0]]]
  if (record.type === 'note') fields.push(['p.scale', scale])
  if (liesInZones(record)) fields.push(['m.zone', zoneId])
  writeFields(map, fields)
}

function sizeAt(record: ShapeRecord, records: ReadonlyMap<string, BoardRecord>, scale: number) {
  return { w: 200 * scale, h: heightOf(record, records) * scale }
}

/** The items of a zone with their boxes on the page. */
function itemBoxes(records: ReadonlyMap<string, BoardRecord>, zoneId: string): Map<string, Box> {
  const areas = zoneAreas(records.values())
  const boxes = new Map<string, Box>()
  for (const record of records.values()) {
    if (!liesInZones(record) || zoneOfShape(record, records, areas) !== zoneId) continue
    const box = pageBox(record, records)
    if (box) boxes.set(record.id, box)
  }
  return boxes
}

function inOrder(boxes: ReadonlyMap<string, Box>): string[] {
  const placed = [...boxes].map(([id, { x, y, h }]) => ({ id, left: x, top: y, height: h }))
  return inReadingOrder(placed).map(({ id }) => id)
}

function liesBetween(boxes: ReadonlyMap<string, Box>, id: string, box: Box, wanted: Neighbours): boolean {
  const order = inOrder(new Map([...boxes, [id, box]]))
  const at = order.indexOf(id)
  return order[at - 1] === wanted.previous && order[at + 1] === wanted.next
}

/** Each of the items between the old and the new place takes the place of the one before or after it. */
function tradePlaces(
  writer: Writer,
  records: ReadonlyMap<string, BoardRecord>,
  boxes: ReadonlyMap<string, Box>,
  id: string,
  wanted: Neighbours,
): boolean {
  const before = inOrder(boxes)
  const others = before.filter((other) => other !== id)
  const at = wanted.previous === undefined ? 0 : others.indexOf(wanted.previous) + 1
  const after = [...others.slice(0, at), id, ...others.slice(at)]
  const moves = after.flatMap((item, slot) => {
    const from = before[slot]
    const box = from === undefined || from === item ? undefined : boxes.get(from)
    const record = records.get(item)
    return box && isShape(record) ? [{ record, box }] : []
  })
  const parents = new Set(moves.map(({ record }) => record.parentId))
  if (parents.size > 1 || moves.some(({ record }) => !mayMove(writer, record))) return false
  const next = new Map(boxes)
  for (const { record, box } of moves) {
    const size = boxes.get(record.id) ?? box
    next.set(record.id, { x: box.x, y: box.y, w: size.w, h: size.h })
  }
  const moved = [...next]
  const covers = moved.some(([one, box], i) =>
    moved.slice(i + 1).some(([other, taken]) => overlap(box, taken) && !wereOver(boxes, one, other)),
  )
  if (covers || inOrder(next).join() !== after.join()) return false
  write(writer, () => {
    for (const { record, box } of moves) {
      const place = { x: box.x, y: box.y, parentId: record.parentId, scale: numberProp(record, 'scale', 1) }
      layDown(writer, record, place, records, String(record.meta['zone'] ?? '') || null)
    }
  })
  return true
}

function wereOver(boxes: ReadonlyMap<string, Box>, one: string, other: string): boolean {
  const a = boxes.get(one)
  const b = boxes.get(other)
  return a !== undefined && b !== undefined && overlap(a, b)
}
