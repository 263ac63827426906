import { strToU8 } from 'fflate'
import type { ExportDocument } from '../document/export-document.ts'
import { documentTables, type ExportTable, type TableCell, type TableColumn } from '../document/tables.ts'
import { fileStem } from '../file-names.ts'
import { exportWords, writeNumber } from '../words.ts'
import { aboutRows } from './about.ts'
import type { ExportedFile } from './exported-file.ts'

/** What a spreadsheet takes for a formula at the start of a cell, full-width forms too (OWASP, "CSV injection"). */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/
/** Excel reads UTF-8 only behind this. */
const BYTE_ORDER_MARK = '\ufeff'
const SEPARATOR = ';'
const LINE_END = '\r\n'

/** One table as CSV: `;`, UTF-8 with its mark, CRLF, no cell that a spreadsheet would calculate. */
export function tableCsv(
  { columns, rows }: Pick<ExportTable, 'columns' | 'rows'>,
  lang: ExportDocument['lang'],
): string {
  const lines = [columns.map(({ label }) => label), ...rows].map((cells) =>
    cells.map((cell) => csvCell(cell, lang)).join(SEPARATOR),
  )
  return BYTE_ORDER_MARK + lines.map((line) => line + LINE_END).join('')
}

/** The tables of a document as CSV, a file each; several come with one that says which board they are of. */
export function writeCsv(document: ExportDocument): ExportedFile[] {
  const { lang } = document
  const words = exportWords(lang)
  const tables = documentTables(document)
  const file = (name: string, table: Pick<ExportTable, 'columns' | 'rows'>): ExportedFile => ({
    name: `${name}.csv`,
    bytes: strToU8(tableCsv(table, lang)),
  })
  const [first] = tables
  if (first && tables.length === 1) return [file(fileStem(first.title), first)]
  const property: TableColumn = { label: words.property, type: 'text' }
  const value: TableColumn = { label: words.value, type: 'text' }
  return [
    file(`00 ${fileStem(words.about)}`, { columns: [property, value], rows: aboutRows(document) }),
    ...tables.map((table, at) => file(`${String(at + 1).padStart(2, '0')} ${fileStem(table.title)}`, table)),
  ]
}

function csvCell(cell: TableCell, lang: ExportDocument['lang']): string {
  if (cell === null) return ''
  // a number is no formula, whatever its sign
  if (typeof cell === 'number') return writeNumber(cell, lang)
  const safe = FORMULA_START.test(cell) ? `'${cell}` : cell
  return /[";\r\n\t']/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}
