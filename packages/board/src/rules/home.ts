import { PAGE_ID, type ShapeRecord } from '../record.ts'
import { MAX_NESTING, type PagePlace, pagePlace } from '../zones.ts'
import type { LastGood } from './last-good.ts'

/** A place on the page, in the order of PLACE_FIELDS. */
export type PlaceOnPage = [parentId: string, index: string, x: number, y: number, rotation: number]

/**
 * R3: the place on the page of a shape whose parents do not lead there, or whose children would come to lie too deep:
 * where it was when that is still known. Null when it may stay in its parent.
 */
export function homeOf(shape: ShapeRecord, good: LastGood): PlaceOnPage | null {
  const itself = (id: string) => (id === shape.id ? shape : undefined)
  const now = pagePlace(shape, (id) => itself(id) ?? good.find(id))
  if (now && now.depth + heightOf(shape.id, MAX_NESTING - now.depth, good) <= MAX_NESTING) return null
  const place = now ?? pagePlace(shape, (id) => itself(id) ?? good.findFormer(id))
  const { x, y, rotation } = isFinitePlace(place) ? place : shape
  return [PAGE_ID, shape.index, x, y, rotation]
}

/** How many levels lie under a shape, as far as `limit` and one more. */
function heightOf(id: string, limit: number, { layers }: LastGood): number {
  let level = layers.childrenOf(id)
  let height = 0
  while (level.length > 0 && height <= limit) {
    height += 1
    level = level.flatMap((child) => layers.childrenOf(child))
  }
  return height
}

/** Whether a place on the page can be written down. */
export function isFinitePlace(place: PagePlace | null): place is PagePlace {
  return place !== null && [place.x, place.y, place.rotation].every(Number.isFinite)
}
