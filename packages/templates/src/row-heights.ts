import {
  LANE_TOP,
  laneCount,
  laneSource,
  type Method,
  mainColumn,
  noteCellsHeight,
  zoneHeadHeight,
} from '@tablee/board'
import { NOTE_GAP_PX, NOTE_PX, ZONE_PADDING_PX } from './note-grid.ts'
import type { Template, TemplateZone } from './template.ts'

/** The lowest row of the grid, gutter included, in px. */
const MIN_ROW_PX = 200

/** Notes that every zone has room for, however few people the method is for. */
const NOTES_MIN = 6

/** Most rows of notes that are planned for: larger groups spread over several boards. */
const NOTE_ROWS_MAX = 12
const LANE_ROWS_MAX = 6

/** The height that the text of a row takes beside its cells, in px: four lines of 18 px and their margins. */
const ROW_TEXT_PX = 130

/** Room for a shared text: eight lines of 24 px and the paper's margins, in px. */
const SHEET_PX = 320

/** Room for a line in a list of links, of scores or of answers, in px. */
const LINE_PX = 52
const LINKS_MIN = 5

/** Room for the sentence above scores and the controls below answers, in px. */
const CONTROLS_PX = 88

/** Side of a matrix of two directions, in px. */
const MATRIX_PX = 620

/**
 * The height of every row of a method's grid, gutter included, in px: each zone has room for what the largest group
 * that the method is for puts into it.
 */
export function rowHeights(
  template: Template,
  { method, columnPx, gutterPx }: { method: Method; columnPx: number; gutterPx: number },
): number[] {
  const rows = Math.max(...template.zones.map(({ grid }) => grid.y + grid.h))
  const heights = Array.from({ length: rows }, () => MIN_ROW_PX)
  // Zones of one row first: what they need, taller neighbours have as well.
  for (const zone of [...template.zones].sort((a, b) => a.grid.h - b.grid.h)) {
    const { y, h, w } = zone.grid
    const needed = neededHeight(zone, method, {
      people: template.groupSize.max,
      width: w * columnPx - gutterPx,
    })
    const has = heights.slice(y, y + h).reduce((sum, height) => sum + height, -gutterPx)
    const more = Math.ceil(Math.max(0, needed - has) / h)
    for (let row = y; row < y + h; row += 1) heights[row] = (heights[row] ?? 0) + more
  }
  return heights
}

function neededHeight(
  zone: TemplateZone,
  method: Method,
  { people, width }: { people: number; width: number },
): number {
  const { kind, options } = zone
  if (options.axes) return LANE_TOP + MATRIX_PX
  switch (kind) {
    case 'text':
      return options.repeat ? notesHeight(zone, method, { notes: NOTES_MIN, width }) : LANE_TOP + SHEET_PX
    case 'link':
      return LANE_TOP + LINKS_MIN * LINE_PX
    case 'score':
      return LANE_TOP + CONTROLS_PX + Math.max(6, options.items?.length ?? 0) * LINE_PX
    case 'vote':
      return LANE_TOP + CONTROLS_PX + (options.choices?.length ?? 0) * LINE_PX
    default:
      return notesHeight(zone, method, { notes: expectedNotes(zone, people), width })
  }
}

function expectedNotes({ options, kind }: TemplateZone, people: number): number {
  if (options.max !== undefined) return options.max
  const each = Math.max(NOTES_MIN, people)
  // Frames with a name, and places on a time axis, leave room unused.
  return options.group || kind === 'date' ? Math.ceil(each * 1.5) : each
}

function notesHeight(
  zone: TemplateZone,
  method: Method,
  { notes, width }: { notes: number; width: number },
): number {
  const cells = (zone.options.cols ?? []).filter(
    ({ id, type }) => id !== mainColumn({ ...zone })?.id && type !== 'vote',
  )
  const noteHeight =
    cells.length > 0 ? Math.max(NOTE_PX, ROW_TEXT_PX + noteCellsHeight(cells.length)) : NOTE_PX
  const source = laneSource(method, zone)
  const perRow = source
    ? laneCount(source, { w: width })
    : Math.floor((width - 2 * ZONE_PADDING_PX + NOTE_GAP_PX) / (NOTE_PX + NOTE_GAP_PX))
  const rows = Math.min(Math.ceil(notes / Math.max(1, perRow)), source ? LANE_ROWS_MAX : NOTE_ROWS_MAX)
  return zoneHeadHeight(zone) + rows * (noteHeight + NOTE_GAP_PX) - NOTE_GAP_PX + ZONE_PADDING_PX
}
