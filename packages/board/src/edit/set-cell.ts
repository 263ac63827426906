import * as Y from 'yjs'
import { writeFields } from '../codec.ts'
import { cellKey, splitCell, typedParts, withRest } from '../content/cells.ts'
import { TEXT_KEY } from '../layout.ts'
import {
  type ColumnDefinition,
  findTerm,
  findZone,
  type Method,
  mainColumn,
  methodOf,
  type ZoneDefinition,
} from '../method.ts'
import { type BoardRecord, isShape } from '../record.ts'
import { richTextToPlain } from '../rich-text.ts'
import { zoneAreas, zoneOfShape } from '../zones.ts'
import { mergeCellText } from './merge-cell-text.ts'
import { placeByDate } from './place-by-date.ts'
import { fitNote, plainTextOf, setItemText } from './set-text.ts'
import { mapOf, recordsOf, type Writer, write } from './writer.ts'

/** What a cell is to hold; null empties it. */
export type CellInput = string | number | null

/** A cell of the board. */
export interface CellPlace {
  itemId: string
  columnId: string
}

/**
 * Fills a cell of a row. The first cell that is filled parts a row that was typed as `a | b | c`. `base` is what the
 * cell held when the person began: what somebody else wrote since then is kept beside hers.
 * @returns what the cell holds now; undefined when there is no such row or column
 */
export function setCell(
  writer: Writer,
  { itemId, columnId }: CellPlace,
  value: CellInput,
  { base }: { base?: CellInput } = {},
): CellInput | undefined {
  const row = findRow(writer, itemId)
  const column = row?.zone.options.cols?.find(({ id }) => id === columnId)
  if (!row || !column || column.type === 'vote') return undefined
  const { method, zone, record, text } = row
  return write(writer, () => {
    const parts = partRow(writer, zone, record, text)
    if (mainColumn(zone)?.id === columnId) {
      const typed = value === null ? '' : String(value)
      return setItemText(writer, itemId, typed, typeof base === 'string' ? { base } : {}) ?? ''
    }
    const held = parts ? (parts.get(columnId) ?? null) : (record.meta[cellKey(columnId)] ?? null)
    const theirs = typeof held === 'string' || typeof held === 'number' ? held : null
    const next =
      base === undefined || base === theirs
        ? value
        : mergeValues(method, column, { base, mine: value, theirs })
    const { cell: kept, rest } = typeof next === 'string' ? splitCell(next) : { cell: next, rest: '' }
    writeCell(writer, itemId, columnId, kept)
    if (rest !== '') setItemText(writer, itemId, withRest(mainText(writer, itemId), rest))
    fitNote(writer, itemId, mainText(writer, itemId))
    placeByDate(writer, itemId, columnId, kept)
    return kept
  })
}

/** Two values of one cell in one: words are kept beside words, and before a choice, which can be made again. */
export function mergeValues(
  method: Method,
  column: ColumnDefinition,
  { base, mine, theirs }: { base: CellInput; mine: CellInput; theirs: CellInput },
): CellInput {
  if (theirs === null || theirs === '') return mine
  if (mine === null || mine === '') return theirs
  if (!isWords(method, column, mine)) return isWords(method, column, theirs) ? theirs : mine
  if (!isWords(method, column, theirs)) return mine
  return mergeCellText(typeof base === 'string' ? base : '', String(mine), String(theirs))
}

/** Whether a value is something that a person wrote, not one that she picked. */
function isWords(method: Method, column: ColumnDefinition, value: string | number): boolean {
  if (typeof value === 'number') return false
  if (column.type === 'choice') return !findTerm(method, column.set, value)
  if (column.type === 'link') return !value.startsWith('shape:')
  if (column.type === 'date') return !/^\d{4}(?:-\d\d){0,2}$/.test(value)
  return true
}

interface Row {
  method: Method
  zone: ZoneDefinition
  record: BoardRecord & { meta: Record<string, unknown> }
  text: string
}

function findRow(writer: Writer, itemId: string): Row | null {
  const records = recordsOf(writer)
  const record = records.get(itemId)
  const method = methodOf(writer.doc)
  if (!isShape(record) || !method) return null
  const zone = findZone(method, zoneOfShape(record, records, zoneAreas(records.values())))
  if (!zone?.options.cols) return null
  return { method, zone, record, text: richTextToPlain(record.props['richText']).trim() }
}

/** Gives each part of a row that was typed in one go its own cell. @returns what the cells hold then, if it was one */
function partRow(
  writer: Writer,
  zone: ZoneDefinition,
  { id, meta }: Row['record'],
  text: string,
): Map<string, string> | null {
  const parts = typedParts(zone.options.cols ?? [], { text, meta })
  if (!parts) return null
  const main = mainColumn(zone)
  for (const [columnId, part] of parts) {
    if (columnId !== main?.id && part.trim() !== '') writeCell(writer, id, columnId, part.trim())
  }
  setItemText(writer, id, main ? (parts.get(main.id) ?? '').trim() : '')
  return parts
}

function mainText(writer: Writer, itemId: string): string {
  const text = mapOf(writer, itemId)?.get(TEXT_KEY)
  return text instanceof Y.XmlFragment ? plainTextOf(text) : ''
}

function writeCell(writer: Writer, itemId: string, columnId: string, value: CellInput): void {
  const map = mapOf(writer, itemId)
  const key = `m.${cellKey(columnId)}`
  if (map) writeFields(map, [[key, value === null || value === '' ? undefined : value]])
}
