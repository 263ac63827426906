import { hasDateAxis } from '../content/date-scale.ts'
import { LANE_NAME_HEIGHT, LANE_TOP } from '../content/lanes.ts'
import type { ZoneDefinition } from '../method.ts'

/** How far down the head of a zone reaches before notes can lie: title, prompt, names of lanes or dates of an axis. */
export function zoneHeadHeight(zone: Pick<ZoneDefinition, 'kind' | 'options'>): number {
  const hasNames = zone.options.lane || zone.options.repeat || zone.options.marks
  if (hasNames || hasDateAxis(zone)) return LANE_TOP + LANE_NAME_HEIGHT
  return LANE_TOP
}
