import type { Lang, LocalisedText } from '../language.ts'
import { findZone, type Method, type ZoneDefinition } from '../method.ts'
import type { Point, ZoneArea } from '../zones.ts'

/** The narrowest lane, in board units: a note of 200 with its gap. */
const LANE_MIN_WIDTH = 224

/** Room at the top of every zone for its title and a prompt of two lines, in board units. */
export const LANE_TOP = 168

/** Room under that for the names of lanes or the dates of an axis, in board units. */
export const LANE_NAME_HEIGHT = 48

/** How many projects a zone with `repeat` has room for. */
const PROJECT_LANES = 5

const MARK_LABELS: Readonly<Record<'start' | 'today' | 'horizon', LocalisedText>> = {
  start: { fr: 'Départ', nl: 'Start', en: 'Start' },
  today: { fr: 'Aujourd’hui', nl: 'Vandaag', en: 'Today' },
  horizon: { fr: 'Horizon', nl: 'Horizon', en: 'Horizon' },
}

/** One lane of a zone: a column of its area. `slot` counts from the left; an item of the board names it, or the method. */
export interface Lane {
  id: string
  slot: number
  label: string
}

/** What the lanes of a zone come from: names that the method gives, or the items of another zone. */
export type LaneSource =
  | { kind: 'fixed'; lanes: readonly { id: string; label: LocalisedText }[] }
  | { kind: 'items'; zoneId: string }

/** Where a zone's lanes come from; null for a zone without lanes. */
export function laneSource(method: Method, zone: ZoneDefinition): LaneSource | null {
  if (zone.options.repeat) return { kind: 'fixed', lanes: projectLanes() }
  const source = findZone(method, zone.options.lane ?? null)
  if (!source || source.id === zone.id) return null
  const { items, marks } = source.options
  if (items) return { kind: 'fixed', lanes: items }
  if (marks) return { kind: 'fixed', lanes: marks.map((mark) => ({ id: mark, label: MARK_LABELS[mark] })) }
  return { kind: 'items', zoneId: source.id }
}

/**
 * How many lanes a zone's area is divided into. For lanes that items name it depends on the width only, so that a
 * further lane moves nobody's notes.
 */
export function laneCount(source: LaneSource, area: { w: number }): number {
  // a method from elsewhere may name no lanes at all: the zone is one then
  return Math.max(1, source.kind === 'fixed' ? source.lanes.length : Math.floor(area.w / LANE_MIN_WIDTH))
}

/** The slot under a point of the area. */
export function laneSlotAt(area: ZoneArea, count: number, point: Point): number {
  const slot = Math.floor(((point.x - area.x) / area.w) * count)
  return Math.min(count - 1, Math.max(0, slot))
}

/** The part of a zone's area in which the notes of a slot lie, under the zone's title and the lane's name. */
export function laneArea(
  area: ZoneArea,
  count: number,
  slot: number,
): { x: number; y: number; w: number; h: number } {
  const w = area.w / count
  const top = LANE_TOP + LANE_NAME_HEIGHT
  return { x: area.x + slot * w, y: area.y + top, w, h: area.h - top }
}

/** The lanes that the method itself names, in the reader's language. */
export function fixedLanes(source: LaneSource & { kind: 'fixed' }, lang: Lang): Lane[] {
  return source.lanes.map(({ id, label }, slot) => ({ id, slot, label: label[lang] }))
}

function projectLanes(): { id: string; label: LocalisedText }[] {
  return Array.from({ length: PROJECT_LANES }, (_, at) => {
    const n = at + 1
    return {
      id: `project_${n}`,
      label: { fr: `Projet ${n}`, nl: `Project ${n}`, en: `Project ${n}` },
    }
  })
}
