import {
  AlignmentType,
  BorderStyle,
  Document,
  TableCell as DocxCell,
  type FileChild,
  Footer,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  ShadingType,
  Table,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { ExportDocument, ExportItem } from '../document/export-document.ts'
import type { ExportTable, TableCell } from '../document/tables.ts'
import { exportWords, fill, writeNumber } from '../words.ts'
import { aboutRows, labelled } from './about.ts'
import { columnShares } from './column-shares.ts'
import { itemRemark, type OutlineSection, outlineOf } from './outline.ts'
import type { Picture } from './picture.ts'

/** A4, in twentieths of a point. */
const A4 = { width: 11_906, height: 16_838 } as const
const MARGIN = 1_080
const TEXT_WIDTH = A4.width - 2 * MARGIN
/** Room for the picture on its landscape page, in px of 96 to the inch. */
const PICTURE_BOX = { width: 980, height: 560 } as const
const NOTES = 'notes'
const LANGUAGES = { fr: 'fr-BE', nl: 'nl-BE', en: 'en-GB' } as const
const INK_SOFT = '5A6470'
const HEADER_FILL = 'E8EEF4'
const LINE = { style: BorderStyle.SINGLE, size: 4, color: 'C3CCD6' } as const

/** A board as a Word document: a heading a zone, notes as numbered lists, rows as tables, the picture at the end. */
export async function writeDocx(document: ExportDocument, picture: Picture): Promise<Uint8Array> {
  const { lang, board, method } = document
  const words = exportWords(lang)
  const sections = outlineOf(document)
  const body: FileChild[] = [
    new Paragraph({ text: board.title, heading: HeadingLevel.TITLE }),
    new Paragraph({ children: runs(method.purpose), spacing: { after: 200 } }),
    ...aboutRows(document).map(
      ([name, value]) =>
        new Paragraph({
          children: [
            new TextRun({ text: labelled(name, lang), bold: true, size: 18 }),
            new TextRun({ text: value, size: 18 }),
          ],
          spacing: { after: 40 },
        }),
    ),
    ...sections.flatMap((section, at) => sectionOf(section, at, document)),
  ]
  const footer = new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [
          new TextRun({ text: `${board.title} · ${words.page} `, size: 16, color: INK_SOFT }),
          new TextRun({
            children: [PageNumber.CURRENT, ` ${words.of} `, PageNumber.TOTAL_PAGES],
            size: 16,
            color: INK_SOFT,
          }),
        ],
      }),
    ],
  })
  const margin = { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN }
  const file = new Document({
    title: board.title,
    creator: 'Tablée',
    lastModifiedBy: 'Tablée',
    description: method.title,
    styles: {
      default: {
        document: {
          run: { font: 'Calibri', size: 22, language: { value: LANGUAGES[lang] } },
          paragraph: { spacing: { after: 100 } },
        },
        title: { run: { size: 44, bold: true }, paragraph: { spacing: { after: 120 } } },
        heading1: {
          run: { size: 30, bold: true, color: '1B2430' },
          paragraph: { spacing: { before: 320, after: 80 }, keepNext: true },
        },
        heading2: {
          run: { size: 24, bold: true, color: '1B2430' },
          paragraph: { spacing: { before: 200, after: 60 }, keepNext: true },
        },
      },
    },
    numbering: {
      config: [
        {
          reference: NOTES,
          levels: [
            {
              level: 0,
              format: LevelFormat.DECIMAL,
              text: '%1.',
              alignment: AlignmentType.START,
              style: { paragraph: { indent: { left: 480, hanging: 480 } } },
            },
          ],
        },
      ],
    },
    sections: [
      { properties: { page: { size: A4, margin } }, footers: { default: footer }, children: body },
      {
        properties: {
          type: SectionType.NEXT_PAGE,
          page: { size: { ...A4, orientation: PageOrientation.LANDSCAPE }, margin },
        },
        footers: { default: footer },
        children: pictureOf(document, picture),
      },
    ],
  })
  return Uint8Array.from(await Packer.toBuffer(file))
}

function sectionOf(section: OutlineSection, instance: number, document: ExportDocument): FileChild[] {
  const words = exportWords(document.lang)
  const children: FileChild[] = [new Paragraph({ text: section.title, heading: HeadingLevel.HEADING_1 })]
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
    if (title !== null) children.push(new Paragraph({ text: title, heading: HeadingLevel.HEADING_2 }))
    // one numbering a zone: it goes on from group to group, as the numbers do
    for (const item of items) children.push(noteOf(item, instance, document))
  }
  for (const table of section.tables) children.push(tableOf(table, document), new Paragraph({ text: '' }))
  if (section.isEmpty) children.push(softly(words.empty))
  if (section.remark) children.push(softly(section.remark))
  return children
}

function noteOf(item: ExportItem, instance: number, { lang }: ExportDocument): Paragraph {
  const remark = itemRemark(item, lang)
  return new Paragraph({
    numbering: { reference: NOTES, level: 0, instance },
    children: [
      ...runs(item.text),
      ...(remark === null ? [] : [new TextRun({ text: ` (${remark})`, color: INK_SOFT })]),
    ],
  })
}

function tableOf({ columns, rows }: ExportTable, { lang }: ExportDocument): Table {
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

function pictureOf({ lang, board }: ExportDocument, { png, width, height }: Picture): FileChild[] {
  const words = exportWords(lang)
  const scale = Math.min(PICTURE_BOX.width / width, PICTURE_BOX.height / height)
  const description = fill(words.pictureAlt, { title: board.title })
  return [
    new Paragraph({ text: words.picture, heading: HeadingLevel.HEADING_1 }),
    new Paragraph({
      children: [
        new ImageRun({
          type: 'png',
          data: png,
          transformation: {
            width: Math.max(1, Math.round(width * scale)),
            height: Math.max(1, Math.round(height * scale)),
          },
          altText: { name: words.picture, title: words.picture, description },
        }),
      ],
    }),
  ]
}

/** A text with its line breaks. */
function runs(text: string, size?: number): TextRun[] {
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

function written(cell: TableCell, lang: ExportDocument['lang']): string {
  return typeof cell === 'number' ? writeNumber(cell, lang) : (cell ?? '')
}
