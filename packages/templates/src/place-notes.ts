import { type BoardRecord, PAGE_ID, plainToRichText, type ZoneArea, zoneAreas } from '@tablee/board'
import { getIndicesAbove, type IndexKey, sortByIndex } from '@tldraw/utils'
import { ZONE_HEADER_PX } from './layout-board.ts'
import { NOTE_GAP_PX, NOTE_PX, ZONE_PADDING_PX } from './note-grid.ts'

/** Line height of a note of size `s` (18 px × 1.35), and the margins above and below its text, in px. */
const LINE_PX = 24.3
const NOTE_MARGIN_PX = 32
/** Characters of French text that a line of 168 px holds at 18 px; a little few, so that no line leaves the note. */
const CHARACTERS_PER_LINE = 17

/** A note to be put in a zone. */
export interface PlacedNote {
  readonly zoneId: string
  readonly text: string
}

/**
 * Notes laid out in the zones of a board's furniture, column by column where there is most room, without overlap.
 * `by` is the actor that may change them; notes whose zone the board does not have are left out.
 */
export function noteRecords(
  furniture: readonly BoardRecord[],
  notes: readonly PlacedNote[],
  options: { by: string },
): BoardRecord[] {
  const zones = new Map(zoneAreas(furniture).map((zone) => [zone.zoneId, { zone, bottoms: columnsOf(zone) }]))
  const indices = getIndicesAbove(topIndex(furniture), notes.length)
  return notes.flatMap(({ zoneId, text }, position) => {
    const place = zones.get(zoneId)
    const index = indices[position]
    if (!place || index === undefined) return []
    const column = place.bottoms.indexOf(Math.min(...place.bottoms))
    const y = place.bottoms[column] ?? 0
    const growY = Math.max(0, Math.ceil(linesOf(text) * LINE_PX + NOTE_MARGIN_PX - NOTE_PX))
    place.bottoms[column] = y + NOTE_PX + growY + NOTE_GAP_PX
    const x = place.zone.x + ZONE_PADDING_PX + column * (NOTE_PX + NOTE_GAP_PX)
    return [note({ position, index, x, y, growY, text, by: options.by, zoneId })]
  })
}

function columnsOf(zone: ZoneArea): number[] {
  const columns = Math.floor((zone.w - 2 * ZONE_PADDING_PX + NOTE_GAP_PX) / (NOTE_PX + NOTE_GAP_PX))
  return Array.from({ length: Math.max(1, columns) }, () => zone.y + ZONE_HEADER_PX)
}

function topIndex(records: readonly BoardRecord[]): IndexKey | null {
  // furniture's indices were made by `getIndices`
  const sorted = records.map((record) => ({ index: record.index as IndexKey })).sort(sortByIndex)
  return sorted.at(-1)?.index ?? null
}

/** How many lines the text takes, wrapped at words. */
function linesOf(text: string): number {
  let lines = 0
  for (const paragraph of text.split('\n')) {
    let length = 0
    lines += 1
    for (const word of paragraph.split(' ')) {
      if (length > 0 && length + 1 + word.length > CHARACTERS_PER_LINE) {
        lines += 1
        length = 0
      }
      lines += Math.floor(Math.max(0, word.length - 1) / CHARACTERS_PER_LINE)
      length += (length > 0 ? 1 : 0) + word.length
    }
  }
  return lines
}

function note(at: {
  position: number
  index: string
  x: number
  y: number
  growY: number
  text: string
  by: string
  zoneId: string
}): BoardRecord {
  return {
    id: `shape:note-${at.position + 1}`,
    typeName: 'shape',
    type: 'note',
    parentId: PAGE_ID,
    index: at.index,
    x: at.x,
    y: at.y,
    rotation: 0,
    opacity: 1,
    isLocked: false,
    props: {
      // the canvas' own colour for new notes: tldraw draws `black` notes on yellow paper
      color: 'black',
      labelColor: 'black',
      size: 's',
      font: 'sans',
      fontSizeAdjustment: 0,
      align: 'middle',
      verticalAlign: 'middle',
      growY: at.growY,
      url: '',
      scale: 1,
      richText: plainToRichText(at.text),
    },
    meta: { by: at.by, zone: at.zoneId },
  }
}
