import type { BoardRecord } from '@tablee/board'
import { getIndices } from '@tldraw/utils'
import { GRID_COLUMNS, type Template } from './template.ts'

/** Width of a grid column, gutter included, in px. */
export const COLUMN_PX = 320

/** Height of a grid row, gutter included, in px: a zone two rows high holds two rows of notes. */
export const ROW_PX = 312

/**
 * Height of a row in which a zone of one row lies, gutter included, in px: title, prompt of two lines and a row
 * of notes fit.
 */
export const TALL_ROW_PX = 408

/** Space between two zones, in px. */
export const GUTTER_PX = 24

/** Height of the banner with the method's title and purpose, in px. */
export const BANNER_PX = 184

/** Side of a note, in px: the canvas' own size. */
export const NOTE_PX = 200

/** Room that a zone keeps for its title and a prompt of two lines, in px. */
export const ZONE_HEADER_PX = 160

/** Space between a zone's edge and its notes, in px. */
export const ZONE_PADDING_PX = 24

/** Space between two notes in a zone, in px. */
export const NOTE_GAP_PX = 16

const PAGE_ID = 'page:page'

/** The furniture of a method's board: the banner on top and one locked zone per template zone, on the grid. */
export function templateRecords(template: Template): BoardRecord[] {
  const [bannerIndex, ...zoneIndices] = getIndices(template.zones.length + 1)
  const banner = furniture('shape:banner', 'banner', bannerIndex, {
    x: 0,
    y: 0,
    props: {
      w: GRID_COLUMNS * COLUMN_PX - GUTTER_PX,
      h: BANNER_PX,
      family: template.family,
      title: template.title,
      purpose: template.purpose,
    },
  })
  const rowTop = rowTops(template)
  const zones = template.zones.map((zone, i) =>
    furniture(`shape:zone-${zone.id}`, 'zone', zoneIndices[i], {
      x: zone.grid.x * COLUMN_PX,
      y: rowTop(zone.grid.y),
      props: {
        w: zone.grid.w * COLUMN_PX - GUTTER_PX,
        h: rowTop(zone.grid.y + zone.grid.h) - rowTop(zone.grid.y) - GUTTER_PX,
        zoneId: zone.id,
        kind: zone.kind,
        family: template.family,
        title: zone.label,
        prompt: zone.prompt,
      },
    }),
  )
  return [banner, ...zones]
}

/**
 * Where notes go in a zone of a template, under its title and prompt, row by row; page positions in px.
 * As many as fit without leaving the zone.
 */
export function noteSlots(zone: BoardRecord): { x: number; y: number }[] {
  const { x, y, props } = zone
  const w = props?.w
  const h = props?.h
  if (typeof x !== 'number' || typeof y !== 'number' || typeof w !== 'number' || typeof h !== 'number')
    return []
  const step = NOTE_PX + NOTE_GAP_PX
  const columns = Math.floor((w - 2 * ZONE_PADDING_PX + NOTE_GAP_PX) / step)
  const rows = Math.floor((h - ZONE_HEADER_PX - ZONE_PADDING_PX + NOTE_GAP_PX) / step)
  return Array.from({ length: Math.max(0, columns) * Math.max(0, rows) }, (_, i) => ({
    x: x + ZONE_PADDING_PX + (i % columns) * step,
    y: y + ZONE_HEADER_PX + Math.floor(i / columns) * step,
  }))
}

/** Where each row of the grid starts on the page, in px. */
function rowTops(template: Template): (row: number) => number {
  const tall = new Set(template.zones.filter(({ grid }) => grid.h === 1).map(({ grid }) => grid.y))
  return (row) => {
    const rowsAbove = Array.from({ length: row }, (_, i): number => (tall.has(i) ? TALL_ROW_PX : ROW_PX))
    return rowsAbove.reduce((sum, height) => sum + height, BANNER_PX + GUTTER_PX)
  }
}

function furniture(
  id: string,
  type: 'banner' | 'zone',
  index: string | undefined,
  { x, y, props }: { x: number; y: number; props: Record<string, unknown> },
): BoardRecord {
  return {
    id,
    typeName: 'shape',
    type,
    parentId: PAGE_ID,
    index,
    x,
    y,
    rotation: 0,
    opacity: 1,
    isLocked: true,
    props,
    meta: { furniture: true },
  }
}
