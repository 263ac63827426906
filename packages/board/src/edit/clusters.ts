import { encodeRecord, writeFields } from '../codec.ts'
import { boardRoot, PLACE_KEY } from '../layout.ts'
import { methodOf } from '../method.ts'
import { type BoardRecord, isShape, type ShapeRecord } from '../record.ts'
import { pagePlace, zoneAreas } from '../zones.ts'
import { crowdedPlace, freePlace } from './free-place.ts'
import { layDown } from './move-item.ts'
import { inParent } from './place-item.ts'
import { FRAME_PADDING, NOTE_GAP, obstaclesIn, pageBox, zoneRegion } from './regions.ts'
import { frameShape, indexAbove, topIndex } from './shapes.ts'
import { mapOf, mayMove, newId, recordsOf, type Writer, write } from './writer.ts'

/** Room above a frame for its name, in board units. */
const NAME_HEIGHT = 32

/**
 * Gathers items of a zone in a frame with a name. Items that are not the writer's to move stay where they are.
 * @returns the frame's id; null when the zone is not on the board
 */
export function addCluster(
  writer: Writer,
  cluster: { zoneId: string; name: string; itemIds: readonly string[] },
): string | null {
  const records = recordsOf(writer)
  const area = zoneAreas(records.values()).find(({ zoneId }) => zoneId === cluster.zoneId)
  if (!area) return null
  const items = cluster.itemIds.flatMap((id) => {
    const record = records.get(id)
    const box = isShape(record) ? pageBox(record, records) : null
    return isShape(record) && box && mayMove(writer, record) ? [{ record, box }] : []
  })
  const room = zoneRegion(area, methodOf(writer.doc))
  const layout = layOut(
    items.map(({ box }) => box),
    room.w,
  )
  const size = { w: layout.w, h: layout.h }
  const region = { ...room, y: room.y + NAME_HEIGHT, h: room.h - NAME_HEIGHT }
  const boxes = [...obstaclesIn(records, region, new Set(items.map(({ record }) => record.id))).values()]
  const place = freePlace(region, boxes, size) ?? crowdedPlace(region, boxes, size)
  const id = newId('shape')
  const meta = writer.by === null ? {} : { by: writer.by }
  const frame = frameShape(
    { id, parentId: 'page:page', index: topIndex(records), x: place.x, y: place.y, meta },
    { name: cluster.name, ...size },
  )
  const around = new Map(records).set(id, frame)
  write(writer, () => {
    boardRoot(writer.doc).set(id, encodeRecord(frame))
    let index = indexAbove(null)
    for (const [at, { record }] of items.entries()) {
      const offset = layout.places[at] ?? { x: 0, y: 0 }
      const point = { x: place.x + offset.x, y: place.y + offset.y }
      const laid = { ...point, parentId: id, scale: Number(record.props['scale'] ?? 1), index }
      layDown(writer, record, laid, around, cluster.zoneId)
      index = indexAbove(index)
    }
  })
  return id
}

/** Gives a cluster another name. @returns whether it was there and the writer's to name */
export function renameCluster(writer: Writer, id: string, name: string): boolean {
  const frame = recordsOf(writer).get(id)
  const map = mapOf(writer, id)
  if (frame?.type !== 'frame' || !map || !mayMove(writer, frame)) return false
  write(writer, () => writeFields(map, [['p.name', name]]))
  return true
}

/**
 * Takes a cluster or a group away and leaves what it holds where it lies. What others own in it is put back on the page
 * by the server.
 * @returns whether it was there and the writer's to take away
 */
export function dissolve(writer: Writer, id: string): boolean {
  const records = recordsOf(writer)
  const parent = records.get(id)
  if (!isShape(parent) || !mayMove(writer, parent) || (parent.type !== 'frame' && parent.type !== 'group'))
    return false
  write(writer, () => {
    let index = topIndex(records, parent.parentId)
    for (const child of records.values()) {
      if (!isShape(child) || child.parentId !== id || !mayMove(writer, child)) continue
      lift(writer, child, { parentId: parent.parentId, index }, records)
      index = indexAbove(index)
    }
    boardRoot(writer.doc).delete(id)
  })
  return true
}

function lift(
  writer: Writer,
  child: ShapeRecord,
  { parentId, index }: { parentId: string; index: string },
  records: ReadonlyMap<string, BoardRecord>,
): void {
  const place = pagePlace(child, (id) => records.get(id))
  const map = mapOf(writer, child.id)
  if (!place || !map) return
  const { x, y } = inParent(place, parentId, records)
  writeFields(map, [[PLACE_KEY, [parentId, index, x, y, place.rotation]]])
}

/** Places in a frame, row by row; as square as the zone allows. */
function layOut(boxes: readonly { w: number; h: number }[], width: number) {
  const widest = Math.max(200, ...boxes.map(({ w }) => w))
  const most = Math.max(1, Math.floor((width - 2 * FRAME_PADDING + NOTE_GAP) / (widest + NOTE_GAP)))
  const columns = Math.min(most, Math.max(1, Math.ceil(Math.sqrt(boxes.length))))
  const places: { x: number; y: number }[] = []
  let y = FRAME_PADDING
  let bottom = y + 200
  for (const [at, { h }] of boxes.entries()) {
    const column = at % columns
    if (column === 0 && at > 0) {
      y = bottom + NOTE_GAP
      bottom = y
    }
    places.push({ x: FRAME_PADDING + column * (widest + NOTE_GAP), y })
    bottom = Math.max(bottom, y + h)
  }
  const w = 2 * FRAME_PADDING + columns * (widest + NOTE_GAP) - NOTE_GAP
  return { places, w, h: bottom + FRAME_PADDING }
}
