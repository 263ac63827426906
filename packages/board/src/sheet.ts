import { LANE_TOP } from './content/lanes.ts'
import type { BoardRecord, ShapeRecord } from './record.ts'
import { numberProp } from './record.ts'
import { plainToRichText } from './rich-text.ts'

/** Room above a sheet for its zone's title and a prompt of two lines, in board units. */
const SHEET_TOP = LANE_TOP

/** Space between a sheet and the other three edges of its zone, in board units. */
const SHEET_MARGIN = 24

/** Shortest side of a sheet, in board units: a coach may make a zone very small. */
const SHEET_MIN = 48

/** The one text of a text zone, under the zone's title; `index` is its place among the shapes of the page. */
export function sheetRecord(zone: ShapeRecord, index: string, text = ''): BoardRecord {
  const zoneId = String(zone.props['zoneId'])
  return {
    id: `shape:sheet-${zoneId}`,
    typeName: 'shape',
    type: 'sheet',
    parentId: zone.parentId,
    index,
    x: zone.x + SHEET_MARGIN,
    y: zone.y + SHEET_TOP,
    rotation: 0,
    opacity: 1,
    isLocked: true,
    props: {
      w: Math.max(SHEET_MIN, numberProp(zone, 'w') - 2 * SHEET_MARGIN),
      h: Math.max(SHEET_MIN, numberProp(zone, 'h') - SHEET_TOP - SHEET_MARGIN),
      zoneId,
      richText: plainToRichText(text),
    },
    meta: { furniture: true },
  }
}
