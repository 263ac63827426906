import writeXlsxFile, { type Cell, type Row, type Sheet } from 'write-excel-file/node'
import type { ExportDocument } from '../document/export-document.ts'
import { documentTables, type ExportTable, type TableCell, type TableColumn } from '../document/tables.ts'
import { distinctNames } from '../file-names.ts'
import { exportWords } from '../words.ts'
import { aboutRows } from './about.ts'

/** Most characters that Excel keeps in a cell. */
const CELL_MAX = 32_767
/** Longest name of a sheet, with room for a number behind it. */
const SHEET_NAME_MAX = 26
/** What Excel refuses in the name of a sheet. */
const UNFIT_IN_NAME = /[[\]:*?/\\]/g
/** A text that looks like a coded character would be read as one (ECMA-376, ST_Xstring). */
const CODED = /_(?=x[0-9A-Fa-f]{4}_)/g
const FULL_DATE = /^\d{4}-\d{2}-\d{2}$/
const HEADER = { fontWeight: 'bold', backgroundColor: '#E8EEF4', alignVertical: 'top', wrap: true } as const
const BODY = { alignVertical: 'top', wrap: true } as const
/** Widths of columns, in characters. */
const WIDTHS = { number: 12, date: 14, short: 22, text: 60 } as const

/** A board as a workbook: a sheet a table with typed cells under a header that stays, and one that says what it is. */
export function writeXlsx(document: ExportDocument): Promise<Uint8Array> {
  const words = exportWords(document.lang)
  const about = {
    title: words.about,
    columns: [column(words.property), column(words.value)],
    rows: aboutRows(document),
  }
  return writeWorkbook([...documentTables(document), about])
}

/** Tables as a workbook, a sheet each. */
export async function writeWorkbook(
  tables: readonly Pick<ExportTable, 'title' | 'columns' | 'rows'>[],
): Promise<Uint8Array> {
  const distinct = distinctNames()
  const sheets = tables.map((table) => sheetOf(table, distinct(sheetName(table.title))))
  const buffer = await writeXlsxFile(sheets, { fontFamily: 'Calibri', fontSize: 11 }).toBuffer()
  return Uint8Array.from(buffer)
}

function sheetOf({ columns, rows }: Pick<ExportTable, 'columns' | 'rows'>, sheet: string): Sheet<never> {
  const header = columns.map(({ label }): Cell => ({ value: coded(label), type: String, ...HEADER }))
  return {
    sheet,
    data: [header, ...rows.flatMap((row) => rowsOf(row, columns))],
    columns: columns.map(({ type }, at) => ({
      width: widthOf(
        type,
        rows.map((row) => row[at] ?? null),
      ),
    })),
    stickyRowsCount: 1,
  }
}

/** A row whose text is too long for one cell goes on in the next rows: nothing is cut off. */
function rowsOf(row: readonly TableCell[], columns: readonly TableColumn[]): Row[] {
  const pieces = row.map((cell) => (typeof cell === 'string' ? piecesOf(cell) : [cell]))
  const height = Math.max(...pieces.map(({ length }) => length))
  return Array.from({ length: height }, (_, at) =>
    pieces.map((cells, column) => cellOf(cells[at] ?? null, columns[column]?.type)),
  )
}

function piecesOf(text: string): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const character of text) {
    if (piece.length + character.length > CELL_MAX) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}

function cellOf(cell: TableCell, type: TableColumn['type'] | undefined): Cell {
  if (cell === null || cell === '') return null
  if (typeof cell === 'number') return { value: cell, type: Number, alignVertical: 'top' }
  if (type === 'date' && FULL_DATE.test(cell) && !Number.isNaN(Date.parse(cell)))
    return { value: new Date(`${cell}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd', alignVertical: 'top' }
  // a string is a string: Excel calculates nothing of it, whatever it begins with
  return { value: coded(cell), type: String, ...BODY }
}

function coded(text: string): string {
  return text.replace(CODED, '_x005F_')
}

function widthOf(type: TableColumn['type'], cells: readonly TableCell[]): number {
  if (type !== 'text') return WIDTHS[type]
  return cells.some((cell) => typeof cell === 'string' && cell.length > WIDTHS.short)
    ? WIDTHS.text
    : WIDTHS.short
}

function sheetName(title: string): string {
  const fit = [...title.replace(UNFIT_IN_NAME, ' ').replace(/\s+/g, ' ').trim()]
  const name = fit
    .slice(0, SHEET_NAME_MAX)
    .join('')
    .replace(/^['\s]+|['\s]+$/g, '')
  // Excel keeps this one for itself
  return name === '' || name.toLowerCase() === 'history' ? `${name} 1`.trim() : name
}

function column(label: string): TableColumn {
  return { label, type: 'text' }
}
