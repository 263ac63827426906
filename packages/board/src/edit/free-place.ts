import { inReadingOrder, type Placed } from '../reading-order.ts'
import type { Point } from '../zones.ts'
import { type Box, NOTE_GAP, overlap } from './regions.ts'

/** Places that are looked at before a zone counts as full; a zone of 100 notes offers fewer. */
const CANDIDATES_MAX = 4_000

/** How far a note shows beside the one that it has to cover, in board units. */
const CASCADE = 24

/** The first place in reading order that is free; null when the region is full. */
export function freePlace(region: Box, boxes: Iterable<Box>, size: { w: number; h: number }): Point | null {
  const taken = [...boxes]
  for (const place of candidates(region, taken, size)) {
    if (isFree({ ...place, ...size }, taken)) return place
  }
  return null
}

/** Neighbours in reading order that a place has to lie between; left out where there is none. */
export interface Neighbours {
  previous?: string | undefined
  next?: string | undefined
}

/** A free place between two neighbours in reading order, the nearest to the first; null when there is none. */
export function freePlaceBetween(
  region: Box,
  boxes: ReadonlyMap<string, Box>,
  size: { w: number; h: number },
  { previous, next }: Neighbours,
  ordered: ReadonlySet<string>,
): Point | null {
  const taken = [...boxes.values()]
  const others = [...boxes].filter(([id]) => ordered.has(id)).map(([id, box]) => placed(id, box))
  for (const place of candidates(region, taken, size)) {
    const box = { ...place, ...size }
    if (!isFree(box, taken)) continue
    const order = inReadingOrder([...others, placed('', box)]).map(({ id }) => id)
    const at = order.indexOf('')
    if ((order[at - 1] ?? undefined) === previous && (order[at + 1] ?? undefined) === next) return place
  }
  return null
}

/** Where to put what finds no free place: over the last box, so that each still shows its edge. */
export function crowdedPlace(region: Box, boxes: Iterable<Box>, size: { w: number; h: number }): Point {
  const { x, y } = crowdedPlaceFrom(0, region, [...boxes], size)
  return { x, y }
}

/** The same from so many places on, where those before are known to be taken. @returns also which place it is */
export function crowdedPlaceFrom(
  from: number,
  region: Box,
  taken: readonly Box[],
  size: { w: number; h: number },
): Point & { step: number } {
  const columns = Math.max(1, Math.floor((region.w - size.w) / CASCADE))
  const rows = Math.max(1, Math.floor((region.h - size.h) / CASCADE))
  for (let step = from; step < columns * rows; step += 1) {
    const x = region.x + (step % columns) * CASCADE
    const y = region.y + Math.floor(step / columns) * CASCADE
    if (!taken.some((box) => Math.abs(box.x - x) < CASCADE && Math.abs(box.y - y) < CASCADE))
      return { x, y, step }
  }
  return { x: region.x, y: region.y, step: from }
}

/** Whether a box keeps its distance from all others. */
export function isFree({ x, y, w, h }: Box, taken: readonly Box[]): boolean {
  // One unit less than the gap: rounded places stay free.
  const room = NOTE_GAP - 1
  const wide = { x: x - room, y: y - room, w: w + 2 * room, h: h + 2 * room }
  return !taken.some((box) => overlap(wide, box))
}

/** Places from top to bottom and left to right: the grid of an empty region, and beside and under what stands there. */
function* candidates(
  region: Box,
  taken: readonly Box[],
  { w, h }: { w: number; h: number },
): Generator<Point> {
  const right = region.x + Math.max(0, region.w - w)
  const bottom = region.y + Math.max(0, region.h - h)
  const xs = [region.x]
  const ys = [region.y]
  for (let x = region.x + w + NOTE_GAP; x <= right; x += w + NOTE_GAP) xs.push(x)
  for (let y = region.y + h + NOTE_GAP; y <= bottom; y += h + NOTE_GAP) ys.push(y)
  for (const box of taken) {
    xs.push(box.x, box.x + box.w + NOTE_GAP, box.x - w - NOTE_GAP)
    ys.push(box.y, box.y + box.h + NOTE_GAP, box.y - h - NOTE_GAP)
  }
  const inside = (values: number[], from: number, to: number) =>
    [...new Set(values)].filter((value) => value >= from && value <= to).sort((a, b) => a - b)
  const columns = inside(xs, region.x, right)
  let looked = 0
  for (const y of inside(ys, region.y, bottom)) {
    for (const x of columns) {
      looked += 1
      if (looked > CANDIDATES_MAX) return
      yield { x, y }
    }
  }
}

function placed(id: string, { x, y, h }: Box): Placed {
  return { id, left: x, top: y, height: h }
}
