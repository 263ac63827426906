import { GRID_COLUMNS } from '../template.ts'
import type { DraftZone, TemplateDraft } from './template-draft.ts'
import { error, type TemplateFault } from './template-fault.ts'

/** Rows that a board has room for: more is a page that nobody scrolls through. */
export const GRID_ROWS_MAX = 24
/** Narrowest zone, in columns: its title and one column of notes fit. */
export const ZONE_COLUMNS_MIN = 2

/** Zones that lie over each other, outside the frame or are too narrow for a note under a title. */
export function checkLayout({ zones }: Pick<TemplateDraft, 'zones'>): TemplateFault[] {
  return zones.flatMap((zone, at) => [
    ...(leavesFrame(zone)
      ? [error('zone_outside_frame', placeOf(zone, at), { columns: GRID_COLUMNS, rows: GRID_ROWS_MAX })]
      : []),
    ...(zone.grid.w < ZONE_COLUMNS_MIN
      ? [error('zone_too_narrow', placeOf(zone, at), { columns: ZONE_COLUMNS_MIN })]
      : []),
    ...zones
      .slice(at + 1)
      .filter((other) => zonesOverlap(zone, other))
      .map((other) =>
        error('zones_overlap', placeOf(zone, at), { other: other.id, otherAt: zones.indexOf(other) }),
      ),
  ])
}

/** Whether two zones share a cell of the grid. */
export function zonesOverlap({ grid: a }: Pick<DraftZone, 'grid'>, { grid: b }: Pick<DraftZone, 'grid'>) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

function leavesFrame({ grid: { x, y, w, h } }: DraftZone): boolean {
  return x < 0 || y < 0 || x + w > GRID_COLUMNS || y + h > GRID_ROWS_MAX
}

function placeOf({ id }: DraftZone, at: number) {
  return { zone: at, zoneId: id, field: 'grid' } as const
}
