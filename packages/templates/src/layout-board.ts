import { type BoardRecord, hasSheet, isShape, LANE_TOP, sheetRecord } from '@tablee/board'
import { getIndices } from '@tldraw/utils'
import { NOTE_GAP_PX, NOTE_PX, ZONE_PADDING_PX } from './note-grid.ts'
import { rowHeights } from './row-heights.ts'
import { GRID_COLUMNS, type Template } from './template.ts'
import { templateMethod } from './template-method.ts'

/** Width of a grid column, gutter included, in px. */
export const COLUMN_PX = 320

/** Space between two zones, in px. */
export const GUTTER_PX = 24

/** Height of the banner with the method's title and purpose, in px. */
export const BANNER_PX = 184

/** Room that a zone keeps for its title and a prompt of two lines, in px. */
export const ZONE_HEADER_PX = LANE_TOP

const PAGE_ID = 'page:page'

/**
 * The furniture of a method's board: the banner on top, one locked zone per template zone, on the grid, and a sheet in
 * each text zone.
 */
export function templateRecords(template: Template): BoardRecord[] {
  const textZones = new Set(template.zones.filter(hasSheet).map(({ id }) => id))
  const [bannerIndex, ...indices] = getIndices(template.zones.length + textZones.size + 1)
  const zoneIndices = indices.slice(0, template.zones.length)
  const sheetIndices = indices.slice(template.zones.length)
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
  const sheets = zones
    .filter(isShape)
    .filter(({ props }) => textZones.has(String(props['zoneId'])))
    .flatMap((zone, i) => (sheetIndices[i] ? [sheetRecord(zone, sheetIndices[i])] : []))
  return [banner, ...zones, ...sheets]
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
  const heights = rowHeights(template, {
    method: templateMethod(template),
    columnPx: COLUMN_PX,
    gutterPx: GUTTER_PX,
  })
  return (row) => heights.slice(0, row).reduce((sum, height) => sum + height, BANNER_PX + GUTTER_PX)
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
