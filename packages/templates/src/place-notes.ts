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

/** How small notes become, one after the other, until all of a zone find room in it. */
const SCALES = [1, 0.75, 0.5] as const

/**
 * Notes laid out in the zones of a board's furniture, column by column where there is most room, without overlap; more
 * than a zone has room for become smaller, and the last ones lie on its lower edge: a note outside of its zone would
 * mean something else. `by` is the actor that may change them; notes whose zone the board does not have are left out.
 */
export function noteRecords(
  furniture: readonly BoardRecord[],
  notes: readonly PlacedNote[],
  options: { by: string },
): BoardRecord[] {
  const indices = getIndicesAbove(topIndex(furniture), notes.length)
  const places = new Map<PlacedNote, NotePlace>()
  for (const zone of zoneAreas(furniture)) {
    const own = notes.filter(({ zoneId }) => zoneId === zone.zoneId)
    for (const [at, place] of placesIn(zone, own).entries()) {
      const placed = own[at]
      if (placed) places.set(placed, place)
    }
  }
  return notes.flatMap((placed, position) => {
    const place = places.get(placed)
    const index = indices[position]
    if (!place || index === undefined) return []
    return [note({ ...placed, ...place, position, index, by: options.by })]
  })
}

interface NotePlace {
  x: number
  y: number
  growY: number
  scale: number
}

/** Where each of a zone's notes lies, at the largest scale at which all have room. */
function placesIn(zone: ZoneArea, notes: readonly PlacedNote[]): NotePlace[] {
  const end = zone.y + zone.h - ZONE_PADDING_PX
  for (const scale of SCALES) {
    const places = columnsOfNotes(zone, notes, scale)
    if (places.every(({ y, growY }) => y + (NOTE_PX + growY) * scale <= end)) return places
  }
  const [scale = 1] = SCALES.slice(-1)
  return columnsOfNotes(zone, notes, scale).map((place) => ({
    ...place,
    y: Math.min(place.y, end - (NOTE_PX + place.growY) * scale),
  }))
}

function columnsOfNotes(zone: ZoneArea, notes: readonly PlacedNote[], scale: number): NotePlace[] {
  const step = NOTE_PX * scale + NOTE_GAP_PX
  const columns = Math.max(1, Math.floor((zone.w - 2 * ZONE_PADDING_PX + NOTE_GAP_PX) / step))
  const bottoms = Array.from({ length: columns }, () => zone.y + ZONE_HEADER_PX)
  return notes.map(({ text }) => {
    const column = bottoms.indexOf(Math.min(...bottoms))
    const y = bottoms[column] ?? 0
    const growY = noteGrowth(text)
    bottoms[column] = y + (NOTE_PX + growY) * scale + NOTE_GAP_PX
    return { x: zone.x + ZONE_PADDING_PX + column * step, y, growY, scale }
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
  scale: number
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
      scale: at.scale,
      richText: plainToRichText(at.text),
    },
    meta: { by: at.by, zone: at.zoneId },
  }
}
