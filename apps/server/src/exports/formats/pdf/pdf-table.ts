import type { ExportDocument } from '../../document/export-document.ts'
import type { ExportTable } from '../../document/tables.ts'
import { writeNumber } from '../../words.ts'
import { columnShares } from '../column-shares.ts'
import { linesOf, type PdfLine, widthOf } from './pdf-lines.ts'
import { LEADING, MARGIN_PT, type PdfPages } from './pdf-pages.ts'

const SIZE = 9
const LINE_PT = SIZE * LEADING
const PADDING_PT = 4
const RULE = '#c3ccd6'
const HEADER_FILL = '#e8eef4'

type Structure = ReturnType<PDFKit.PDFDocument['struct']>

/** Draws a table whose header stands on every page; a row that is higher than a page goes on on the next. */
export function drawTable(
  pages: PdfPages,
  parent: Structure,
  { columns, rows }: ExportTable,
  lang: ExportDocument['lang'],
): void {
  const { doc, fonts } = pages
  const widths = columnShares({ columns, rows }).map((share) => share * pages.width)
  const lefts = widths.map((_, at) => MARGIN_PT + widths.slice(0, at).reduce((sum, width) => sum + width, 0))
  const cellLines = (text: string, at: number, bold: boolean) =>
    linesOf(text, { fonts, size: SIZE, bold, width: (widths[at] ?? 0) - 2 * PADDING_PT })
  const header = columns.map(({ label }, at) => cellLines(label, at, true))
  const headerHeight = heightOf(header)
  const table = doc.struct('Table')
  parent.add(table)

  const drawCells = (
    tag: 'TH' | 'TD',
    cells: readonly (readonly PdfLine[])[],
    mark: (at: number) => Structure | null,
  ) => {
    const height = heightOf(cells)
    for (const [at, lines] of cells.entries()) {
      const cell = mark(at)
      if (lines.length === 0) continue
      const content = cell ? doc.markStructureContent(tag) : null
      if (!content) doc.markContent('Artifact', { type: 'Layout' })
      for (const [row, line] of lines.entries()) {
        const shift =
          columns[at]?.type === 'number' ? (widths[at] ?? 0) - 2 * PADDING_PT - widthOf(line) * SIZE : 0
        pages.line(line, (lefts[at] ?? 0) + PADDING_PT + shift, pages.y + PADDING_PT + row * LINE_PT, {
          size: SIZE,
        })
      }
      doc.endMarkedContent()
      if (cell && content) cell.add(content)
    }
    pages.y += height
    pages.decoration((page) =>
      page
        .lineWidth(0.5)
        .strokeColor(RULE)
        .moveTo(MARGIN_PT, pages.y)
        .lineTo(MARGIN_PT + pages.width, pages.y)
        .stroke(),
    )
  }
  const drawHeader = (mark: (at: number) => Structure | null) => {
    pages.decoration((page) => page.rect(MARGIN_PT, pages.y, pages.width, headerHeight).fill(HEADER_FILL))
    drawCells('TH', header, mark)
  }
  const rowOf = (tag: 'TH' | 'TD') => {
    const row = doc.struct('TR')
    // the library knows a header's scope, its types do not yet
    const scope: PDFKit.Mixins.StructureElementOptions & { scope?: string } =
      tag === 'TH' ? { scope: 'Column' } : {}
    table.add(row)
    const cells = columns.map(() => {
      const cell = doc.struct(tag, scope)
      row.add(cell)
      return cell
    })
    return { cells, end: () => row.end() }
  }

  pages.need(headerHeight + 3 * LINE_PT)
  const head = rowOf('TH')
  drawHeader((at) => head.cells[at] ?? null)
  head.end()
  for (const row of rows) {
    let rest: PdfLine[][] = row.map((cell, at) =>
      cellLines(typeof cell === 'number' ? writeNumber(cell, lang) : (cell ?? ''), at, false),
    )
    const { cells, end } = rowOf('TD')
    const pageHeight = pages.bottom - MARGIN_PT - headerHeight
    while (rest.some(({ length }) => length > 0)) {
      const room = pages.bottom - pages.y
      const whole = heightOf(rest)
      if (whole > room && (whole <= pageHeight || room < 3 * LINE_PT + 2 * PADDING_PT)) {
        pages.addPage()
        // only to be seen: the structure has its header already
        drawHeader(() => null)
        continue
      }
      const fitting = Math.max(1, Math.floor((room - 2 * PADDING_PT) / LINE_PT))
      drawCells(
        'TD',
        rest.map((lines) => lines.slice(0, fitting)),
        (at) => cells[at] ?? null,
      )
      rest = rest.map((lines) => lines.slice(fitting))
    }
    end()
  }
  table.end()
}

function heightOf(cells: readonly (readonly PdfLine[])[]): number {
  return Math.max(1, ...cells.map(({ length }) => length)) * LINE_PT + 2 * PADDING_PT
}
