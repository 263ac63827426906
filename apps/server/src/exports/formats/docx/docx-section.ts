import type { Lang } from '@tablee/board'
import {
  AlignmentType,
  BorderStyle,
  TableCell as DocxCell,
  type FileChild,
  HeadingLevel,
  Paragraph,
  ShadingType,
  Table,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { ExportItem } from '../../document/export-document.ts'
import type { ExportTable, TableCell } from '../../document/tables.ts'
import { exportWords, writeNumber } from '../../words.ts'
import { columnShares } from '../column-shares.ts'
import { itemRemark, type OutlineSection } from '../outline.ts'
import { INK_SOFT, NOTES, TEXT_WIDTH } from './docx-file.ts'

const HEADER_FILL = 'E8EEF4'
const LINE = { style: BorderStyle.SINGLE, size: 4, color: 'C3CCD6' } as const

/** A section of an outline; `instance` numbers its notes apart from those of others. */
export function docxSection(
  section: OutlineSection,
  { instance, lang, level }: { instance: number; lang: Lang; level: 1 | 2 },
): FileChild[] {
  const words = exportWords(lang)
  const [heading, subheading] =
    level === 1
      ? [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2]
      : [HeadingLevel.HEADING_2, HeadingLevel.HEADING_3]
  const children: FileChild[] = [new Paragraph({ text: section.title, heading })]
  if (section.prompt)
    children.push(
      new Paragraph({
        children: [new TextRun({ text: section.prompt, italics: true, color: INK_SOFT })],
        keepNext: true,
      }),
    )
  for (const paragraph of section.text?.split(/\n{2,}/) ?? [])
    children.push(new Paragraph({ children: runs(paragraph) }))
  for (const { title, items } of section.groups) {
    if (title !== null) children.push(new Paragraph({ text: title, heading: subheading }))
    // one numbering a zone: it goes on from group to group, as the numbers do
    for (const item of items) children.push(noteOf(item, itemRemark(item, section.carried, lang), instance))
  }
  for (const table of section.tables) children.push(tableOf(table, lang), new Paragraph({ text: '' }))
  if (section.isEmpty) children.push(softly(words.empty))
  if (section.remark) children.push(softly(section.remark))
  return children
}

function noteOf(item: ExportItem, remark: string | null, instance: number): Paragraph {
  return new Paragraph({
    numbering: { reference: NOTES, level: 0, instance },
    children: [
      ...runs(item.text),
      ...(remark === null ? [] : [new TextRun({ text: ` (${remark})`, color: INK_SOFT })]),
    ],
  })
}

function tableOf({ columns, rows }: ExportTable, lang: Lang): Table {
  const widths = columnShares({ columns, rows }).map((share) => Math.round(share * TEXT_WIDTH))
  const cell = (children: TextRun[], at: number, isHeader: boolean) =>
    new DocxCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      ...(isHeader && { shading: { type: ShadingType.CLEAR, fill: HEADER_FILL } }),
      children: [
        new Paragraph({
          children,
          spacing: { after: 0 },
          alignment: columns[at]?.type === 'number' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        }),
      ],
    })
  return new Table({
    borders: {
      top: LINE,
      bottom: LINE,
      left: LINE,
      right: LINE,
      insideHorizontal: LINE,
      insideVertical: LINE,
    },
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ label }, at) =>
          cell([new TextRun({ text: label, bold: true, size: 20 })], at, true),
        ),
      }),
      ...rows.map(
        (row) =>
          new TableRow({ children: row.map((value, at) => cell(runs(written(value, lang), 20), at, false)) }),
      ),
    ],
  })
}

/** A text with its line breaks; `size` in half points. */
export function runs(text: string, size?: number): TextRun[] {
  return text
    .split('\n')
    .map(
      (line, at) =>
        new TextRun({ text: line, ...(size !== undefined && { size }), ...(at > 0 && { break: 1 }) }),
    )
}

function softly(text: string): Paragraph {
  return new Paragraph({ children: [new TextRun({ text, color: INK_SOFT })] })
}

function written(cell: TableCell, lang: Lang): string {
  return typeof cell === 'number' ? writeNumber(cell, lang) : (cell ?? '')
}
