import {
  type BoardRecord,
  findZone,
  LANE_TOP,
  laneArea,
  laneCount,
  laneSource,
  type Method,
  zoneAreas,
  zoneHeadHeight,
} from '@tablee/board'

/** Side of a note, and the space under it, in board units. */
const NOTE = 200
const GAP = 16

/**
 * Moves sample notes under the whole head of their zone and, where it has lanes, into them: `named` is how many lanes
 * have a name where the items of another zone give it.
 */
export function placeInLanes(
  records: readonly BoardRecord[],
  { method, named }: { method: Method; named: number },
): BoardRecord[] {
  const areas = new Map(zoneAreas(records).map((area) => [area.zoneId, area]))
  const placed = new Map<string, number>()
  return records.map((record) => {
    const zoneId = record.type === 'note' ? String(record.meta?.['zone']) : ''
    const zone = findZone(method, zoneId)
    const area = areas.get(zoneId)
    if (!zone || !area || typeof record.y !== 'number') return record
    const nth = placed.get(zoneId) ?? 0
    placed.set(zoneId, nth + 1)
    const source = laneSource(method, zone)
    if (!source) return { ...record, y: record.y + zoneHeadHeight(zone) - LANE_TOP }
    const count = laneCount(source, area)
    const used = source.kind === 'fixed' ? count : Math.min(count, named)
    const lane = laneArea(area, count, nth % used)
    return {
      ...record,
      x: lane.x + (lane.w - NOTE) / 2,
      y: lane.y + Math.floor(nth / used) * (NOTE + GAP),
    }
  })
}
