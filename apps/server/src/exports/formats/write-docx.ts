import { type FileChild, HeadingLevel, ImageRun, Paragraph, TextRun } from 'docx'
import type { ExportDocument } from '../document/export-document.ts'
import { exportWords, fill } from '../words.ts'
import { aboutRows, labelled } from './about.ts'
import { docxFile } from './docx/docx-file.ts'
import { docxSection, runs } from './docx/docx-section.ts'
import { outlineOf } from './outline.ts'
import type { Picture } from './picture.ts'

/** Room for the picture on its landscape page, in px of 96 to the inch. */
const PICTURE_BOX = { width: 980, height: 560 } as const

/** A board as a Word document: a heading a zone, notes as numbered lists, rows as tables, the picture at the end. */
export function writeDocx(document: ExportDocument, picture: Picture): Promise<Uint8Array> {
  const { lang, board, method } = document
  const body: FileChild[] = [
    new Paragraph({ text: board.title, heading: HeadingLevel.TITLE }),
    new Paragraph({ children: runs(method.purpose), spacing: { after: 200 } }),
    ...docxAbout(aboutRows(document), lang),
    ...outlineOf(document).flatMap((section, instance) => docxSection(section, { instance, lang, level: 1 })),
  ]
  const description = method.title
  return docxFile({ lang, title: board.title, description, body, landscape: pictureOf(document, picture) })
}

/** What a document says about itself, a line each. */
export function docxAbout(
  rows: readonly (readonly [string, string])[],
  lang: ExportDocument['lang'],
): Paragraph[] {
  return rows.map(
    ([name, value]) =>
      new Paragraph({
        children: [
          new TextRun({ text: labelled(name, lang), bold: true, size: 18 }),
          new TextRun({ text: value, size: 18 }),
        ],
        spacing: { after: 40 },
      }),
  )
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
