import { type BoardRecord, isSheet, PAGE_ID, plainToRichText, type ZoneArea, zoneAreas } from '@tablee/board'
import { noteGrowth } from '@tablee/board/edit'
import { getIndicesAbove, type IndexKey, sortByIndex } from '@tldraw/utils'
import { ZONE_HEADER_PX } from './layout-board.ts'
import { NOTE_GAP_PX, NOTE_PX, ZONE_PADDING_PX } from './note-grid.ts'

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
    const growY = noteGrowth(text)
    place.bottoms[column] = y + NOTE_PX + growY + NOTE_GAP_PX
    const x = place.zone.x + ZONE_PADDING_PX + column * (NOTE_PX + NOTE_GAP_PX)
    return [note({ position, index, x, y, growY, text, by: options.by, zoneId })]
  })
}

/**
 * What a new board holds: its furniture and these notes. What is meant for a text zone is written on its sheet, one
 * paragraph after the other.
 */
export function filledBoard(
  furniture: readonly BoardRecord[],
  notes: readonly PlacedNote[],
  options: { by: string },
): BoardRecord[] {
  const sheets = new Set(furniture.filter(isSheet).map(({ props }) => props.zoneId))
  const textsOf = (zoneId: unknown) => notes.filter((note) => note.zoneId === zoneId).map(({ text }) => text)
  const written = furniture.map((record) => {
    const texts = isSheet(record) ? textsOf(record.props.zoneId) : []
    if (texts.length === 0) return record
    return { ...record, props: { ...record.props, richText: plainToRichText(texts.join('\n')) } }
  })
  const others = notes.filter(({ zoneId }) => !sheets.has(zoneId))
  return [...written, ...noteRecords(furniture, others, options)]
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
