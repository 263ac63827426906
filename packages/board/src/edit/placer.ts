import type { Method } from '../method.ts'
import { type BoardRecord, isShape } from '../record.ts'
import { crowdedPlaceFrom, freePlace } from './free-place.ts'
import { CROWDED_SCALE, findPlace, type Place, SCALES, type Target, targetRegion } from './place-item.ts'
import { type Box, obstaclesIn, pageBox } from './regions.ts'

/** Lays many notes on a board, one after the other. */
export interface Placer {
  /** Finds a place for a note of a height at scale 1; null when the board has no such zone. */
  find(target: Target, height: number): Place | null
  /** Puts a note in the way of those that come after it. */
  add(record: BoardRecord): void
}

/** What is known of a part of a board where notes are laid; notes only come, so what is full stays full. */
interface Part {
  readonly region: Box
  readonly parentId: string
  readonly boxes: Map<string, Box>
  /** The least height, by scale, for which no place was free. */
  readonly fullFrom: Map<number, number>
  /** Places that cover others and are taken themselves, in the order in which they are offered. */
  crowded: number
}

/**
 * As `findPlace` for each note, without looking through the board and the full places again for each: revealing hundreds
 * of notes at once would hold up everybody for seconds. @param records with what `add` was given, kept by the caller
 */
export function placerOn(records: Map<string, BoardRecord>, method: Method | null): Placer {
  const parts = new Map<string, Part | null>()
  const partOf = (target: Target): Part | null => {
    const key = JSON.stringify([target.zoneId, target.lane?.slot ?? null, target.clusterId ?? null])
    const known = parts.get(key)
    if (known !== undefined) return known
    const found = targetRegion(records, method, target)
    const part = found && {
      region: found.region,
      parentId: found.parentId,
      boxes: obstaclesIn(records, found.region, new Set([found.parentId])),
      fullFrom: new Map<number, number>(),
      crowded: 0,
    }
    parts.set(key, part)
    return part
  }
  return {
    find(target, height) {
      if (target.between || target.acrossAt !== undefined)
        return findPlace(records, method, target, { height, without: new Set() })
      const part = partOf(target)
      return part && placeIn(part, height)
    },
    add(record) {
      records.set(record.id, record)
      const box = isShape(record) ? pageBox(record, records) : null
      if (!box) return
      for (const part of parts.values()) part?.boxes.set(record.id, box)
    },
  }
}

function placeIn(part: Part, height: number): Place {
  const { region, parentId, boxes, fullFrom } = part
  for (const scale of SCALES) {
    if (height >= (fullFrom.get(scale) ?? Number.POSITIVE_INFINITY)) continue
    const point = freePlace(region, boxes.values(), { w: 200 * scale, h: height * scale })
    if (point) return { ...point, parentId, scale }
    fullFrom.set(scale, height)
  }
  const size = { w: 200 * CROWDED_SCALE, h: height * CROWDED_SCALE }
  const { x, y, step } = crowdedPlaceFrom(part.crowded, region, [...boxes.values()], size)
  part.crowded = step
  return { x, y, parentId, scale: CROWDED_SCALE }
}
