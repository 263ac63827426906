import {
  type ColumnDefinition,
  columnScale,
  findTerm,
  type Method,
  mainColumn,
  type Scale,
  type ZoneDefinition,
} from '../method.ts'
import { parseTypedNumber } from './typed-number.ts'

/** Before the id of a column, in the meta of a note: each cell is a field of its own, so two people keep theirs both. */
export const CELL_PREFIX = 'c_'

/** The longest text of one cell, in UTF-16 units. */
export const MAX_CELL_LENGTH = 1_000

/** What one cell holds. `free` is what somebody typed that the column does not know: shown, never guessed. */
export type CellValue =
  | { kind: 'empty' }
  | { kind: 'text'; text: string }
  | { kind: 'term'; set: string; id: string }
  | { kind: 'number'; value: number }
  /** ISO 8601 as precise as it was given: `2027`, `2027-03` or `2027-03-12`. */
  | { kind: 'date'; date: string }
  | { kind: 'item'; id: string }
  | { kind: 'votes'; count: number | null }
  | { kind: 'free'; text: string }

/** The cell of every column of a row, by column id. */
export type Cells = Readonly<Record<string, CellValue>>

const CELL_NAME = /^c_[A-Za-z][A-Za-z0-9_]{0,39}$/
const EMPTY: CellValue = { kind: 'empty' }
const PARTIAL_DATE = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/
const RECORD_REF = /^shape:[A-Za-z0-9_.:-]{1,80}$/
/** How people part the cells of a row that they type in one go. */
const ROW_SEPARATOR = /\s*\|\s*/

/** The key of a cell in the meta of a note. */
export function cellKey(columnId: string): string {
  return `${CELL_PREFIX}${columnId}`
}

/** Whether a name of a note's meta is that of a cell. */
export function isCellName(name: string): boolean {
  return CELL_NAME.test(name)
}

/** The id of the column that a name of a cell stands for. */
export function cellColumn(name: string): string {
  return name.slice(CELL_PREFIX.length)
}

/**
 * A text as a cell can keep it, and what does not fit, parted between two words: it belongs in the note's own text, so
 * that no word is lost.
 */
export function splitCell(text: string): { cell: string; rest: string } {
  if (text.length <= MAX_CELL_LENGTH) return { cell: text, rest: '' }
  const space = text.slice(0, MAX_CELL_LENGTH + 1).search(/\s\S*$/)
  // a word as long as a cell is cut, but no letter of it in half
  const isHalf = /[\ud800-\udbff]/.test(text.charAt(MAX_CELL_LENGTH - 1))
  const at = space > MAX_CELL_LENGTH / 2 ? space : MAX_CELL_LENGTH - (isHalf ? 1 : 0)
  return { cell: text.slice(0, at).trimEnd(), rest: text.slice(at).trim() }
}

/** A note's own text with what did not fit in one of its cells. */
export function withRest(text: string, rest: string): string {
  return [text, rest].filter((part) => part !== '').join('\n')
}

/** Whether a value may be kept in a cell: short text, or a plain number. */
export function isCellContent(value: unknown): value is string | number {
  if (typeof value === 'number') return Number.isFinite(value)
  return typeof value === 'string' && value.length <= MAX_CELL_LENGTH
}

/** A row as it is read: the cells, the text that stands for the whole, and the required columns that are empty. */
export interface ReadRow {
  cells: Cells
  title: string
  missing: string[]
}

/**
 * Reads the row that a note in a table zone stands for: its text fills the main column, its meta the others. A text of
 * several parts with `|` between fills the columns in their order as long as no cell has been filled by itself.
 */
export function readRow(
  method: Method,
  zone: ZoneDefinition,
  note: { text: string; meta: Readonly<Record<string, unknown>>; votes: number | null },
): ReadRow {
  const columns = zone.options.cols ?? []
  const main = mainColumn(zone)
  const parts = typedParts(columns, note)
  const cells: Record<string, CellValue> = {}
  for (const column of columns) {
    const typed = parts?.get(column.id)
    const raw = typed ?? (column.id === main?.id ? note.text : note.meta[cellKey(column.id)])
    cells[column.id] =
      column.type === 'vote'
        ? { kind: 'votes', count: note.votes }
        : readCell(method, column, raw, columnScale(zone, column))
  }
  const title = main ? textOf(cells[main.id]) : note.text
  const missing = columns
    .filter(({ id, required }) => required === true && cells[id]?.kind === 'empty')
    .map(({ id }) => id)
  return { cells, title, missing }
}

/** What a stored value means in a column, whose scores go from where to where `scale` says. */
export function readCell(
  method: Method,
  column: ColumnDefinition,
  raw: unknown,
  scale: Scale | undefined = column.type === 'score' ? column.scale : undefined,
): CellValue {
  if (!isCellContent(raw)) return EMPTY
  if (typeof raw === 'number')
    return column.type === 'number' || column.type === 'score' ? numberCell(raw, String(raw), scale) : EMPTY
  const text = raw.trim()
  if (text === '') return EMPTY
  switch (column.type) {
    case 'text':
      return { kind: 'text', text }
    case 'choice':
      return column.set !== undefined && findTerm(method, column.set, text)
        ? { kind: 'term', set: column.set, id: text }
        : { kind: 'free', text }
    case 'date':
      return PARTIAL_DATE.test(text) ? { kind: 'date', date: text } : { kind: 'free', text }
    case 'link':
      return RECORD_REF.test(text) ? { kind: 'item', id: text } : { kind: 'free', text }
    case 'number':
    case 'score':
      return numberCell(parseTypedNumber(text), text, scale)
    case 'vote':
      return EMPTY
  }
}

/** What a cell holds as one plain value, a term or an item as its id; null for an empty one. */
export function plainCell(cell: CellValue | undefined): string | number | null {
  switch (cell?.kind) {
    case undefined:
    case 'empty':
      return null
    case 'text':
    case 'free':
      return cell.text
    case 'term':
    case 'item':
      return cell.id
    case 'number':
      return cell.value
    case 'date':
      return cell.date
    case 'votes':
      return cell.count
  }
}

/** The parts of a row that was typed in one go, by column id; null when the note is not written so. */
export function typedParts(
  columns: readonly ColumnDefinition[],
  note: { text: string; meta: Readonly<Record<string, unknown>> },
): Map<string, string> | null {
  const fillable = columns.filter(({ type }) => type !== 'vote')
  const parts = note.text.split(ROW_SEPARATOR)
  if (parts.length < 2 || parts.length > fillable.length) return null
  if (fillable.some(({ id }) => note.meta[cellKey(id)] !== undefined)) return null
  return new Map(fillable.map(({ id }, at) => [id, parts[at] ?? '']))
}

function numberCell(value: number | null, text: string, scale: Scale | undefined): CellValue {
  const counts = value !== null && (!scale || (value >= scale.min && value <= scale.max))
  return counts ? { kind: 'number', value } : { kind: 'free', text }
}

function textOf(cell: CellValue | undefined): string {
  return cell?.kind === 'text' ? cell.text : ''
}
