import { GRID_COLUMNS, GRID_ROWS_MAX, ZONE_COLUMNS_MIN, zonesOverlap } from '@tablee/templates'

/** A zone's place, in columns and rows. */
export interface GridBox {
  x: number
  y: number
  w: number
  h: number
}

/** Size of a new zone, in columns and rows. */
const NEW_ZONE = { w: 4, h: 2 }

/** The box moved by so many columns and rows, as far as the frame goes. */
export function moved(box: GridBox, columns: number, rows: number): GridBox {
  return {
    ...box,
    x: clamp(box.x + columns, 0, GRID_COLUMNS - box.w),
    y: clamp(box.y + rows, 0, GRID_ROWS_MAX - box.h),
  }
}

/** The box made wider and higher by so much, as far as the frame goes and a title fits. */
export function resized(box: GridBox, columns: number, rows: number): GridBox {
  return {
    ...box,
    w: clamp(box.w + columns, ZONE_COLUMNS_MIN, GRID_COLUMNS - box.x),
    h: clamp(box.h + rows, 1, GRID_ROWS_MAX - box.y),
  }
}

/** The first place, row by row, where a new zone lies over no other. */
export function freePlace(boxes: readonly GridBox[]): GridBox {
  for (let y = 0; y + NEW_ZONE.h <= GRID_ROWS_MAX; y += 1) {
    for (let x = 0; x + NEW_ZONE.w <= GRID_COLUMNS; x += 1) {
      const box = { x, y, ...NEW_ZONE }
      if (!boxes.some((other) => zonesOverlap({ grid: box }, { grid: other }))) return box
    }
  }
  return { x: 0, y: 0, ...NEW_ZONE }
}

/** Rows that are shown: what is taken, and some room below. */
export function shownRows(boxes: readonly GridBox[]): number {
  const lowest = Math.max(0, ...boxes.map(({ y, h }) => y + h))
  return clamp(lowest + 2, 8, GRID_ROWS_MAX)
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(Math.max(least, most), value))
}
