import type { Lang, LocalisedText } from '../language.ts'
import { findTerm, findZone, type Method, mainColumn } from '../method.ts'
import { carriedCells } from './carried-cells.ts'
import { type CellValue, readRow } from './cells.ts'
import { isBlank } from './is-blank.ts'
import { sayDate } from './typed-date.ts'

/** One line under the text of a note in a table or date zone. */
export interface NoteCell {
  columnId: string
  label: string
  /** The value in words; empty when it is missing. */
  value: string
  /** `free` is kept as it was typed, `missing` is required and empty. */
  state: 'filled' | 'free' | 'missing'
}

/** What stands in the place of a required value that is missing. */
export const TO_FILL: LocalisedText = { fr: 'à compléter', nl: 'in te vullen', en: 'to fill in' }

/** What the cells of a note are read from. */
interface NoteCellsSource {
  method: Method
  zoneId: string | null
  note: { text: string; meta: Readonly<Record<string, unknown>> }
  /** Dots of a closed ballot; null while there is none. */
  votes: number | null
  lang: Lang
  /** What stands for another item of the board, whose id a `link` cell holds. */
  titleOf(itemId: string): string | null
}

/**
 * The lines that a note shows under its text: what is filled in, and what must be; in a zone without columns, what it
 * brought along. None on a note that nothing stands on yet.
 */
export function noteCells(source: NoteCellsSource): NoteCell[] {
  const { method, zoneId, note, votes, lang } = source
  const zone = findZone(method, zoneId)
  if (!zone) return []
  if (!zone.options.cols)
    return carriedCells(method, note.meta).flatMap(({ column, cell }): NoteCell[] => {
      const value = sayCell(cell, source)
      const state = cell.kind === 'free' ? 'free' : 'filled'
      return value === '' ? [] : [{ columnId: column.id, label: column.label[lang], value, state }]
    })
  const { cells, missing } = readRow(method, zone, { ...note, votes })
  if (isBlank({ text: note.text.trim(), cells })) return []
  const main = mainColumn(zone)
  return zone.options.cols.flatMap((column): NoteCell[] => {
    const cell = cells[column.id]
    if (column.id === main?.id || cell === undefined) return []
    const label = column.label[lang]
    const value = sayCell(cell, source)
    if (value !== '') {
      const state = cell.kind === 'free' ? 'free' : 'filled'
      return [{ columnId: column.id, label, value, state }]
    }
    return missing.includes(column.id) ? [{ columnId: column.id, label, value: '', state: 'missing' }] : []
  })
}

/** A cell's value in words. */
export function sayCell(
  cell: CellValue,
  { method, lang, titleOf }: Pick<NoteCellsSource, 'method' | 'lang' | 'titleOf'>,
): string {
  switch (cell.kind) {
    case 'empty':
      return ''
    case 'text':
    case 'free':
      return cell.text
    case 'term':
      return findTerm(method, cell.set, cell.id)?.label[lang] ?? cell.id
    case 'number':
      return String(cell.value)
    case 'date':
      return sayDate(cell.date, lang)
    case 'item':
      return titleOf(cell.id) ?? ''
    case 'votes':
      return cell.count === null ? '' : String(cell.count)
  }
}
