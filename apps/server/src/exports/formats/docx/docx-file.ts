import type { Lang } from '@tablee/board'
import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  LevelFormat,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
} from 'docx'
import { exportWords } from '../../words.ts'

/** A4, in twentieths of a point. */
const A4 = { width: 11_906, height: 16_838 } as const
const MARGIN = 1_080
/** Width of the text, in twentieths of a point. */
export const TEXT_WIDTH = A4.width - 2 * MARGIN
/** The numbering of notes. */
export const NOTES = 'notes'
/** What is said beside what people wrote. */
export const INK_SOFT = '5A6470'
const INK = '1B2430'
const LANGUAGES = { fr: 'fr-BE', nl: 'nl-BE', en: 'en-GB' } as const

/** What a Word document consists of. */
interface DocxParts {
  lang: Lang
  title: string
  description: string
  body: readonly FileChild[]
  /** Pages in landscape at the end; left out when there are none. */
  landscape?: readonly FileChild[]
}

/** Puts a Word document together, with its styles and numbered pages. */
export async function docxFile({
  lang,
  title,
  description,
  body,
  landscape,
}: DocxParts): Promise<Uint8Array> {
  const footer = footerOf(title, lang)
  const margin = { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN }
  const heading = (size: number, before: number, after: number) => ({
    run: { size, bold: true, color: INK },
    paragraph: { spacing: { before, after }, keepNext: true },
  })
  const file = new Document({
    title,
    creator: 'Tablée',
    lastModifiedBy: 'Tablée',
    description,
    styles: {
      default: {
        document: {
          run: { font: 'Calibri', size: 22, language: { value: LANGUAGES[lang] } },
          paragraph: { spacing: { after: 100 } },
        },
        title: { run: { size: 44, bold: true }, paragraph: { spacing: { after: 120 } } },
        heading1: heading(30, 320, 80),
        heading2: heading(24, 200, 60),
        heading3: heading(22, 160, 40),
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
      { properties: { page: { size: A4, margin } }, footers: { default: footer }, children: [...body] },
      ...(landscape
        ? [
            {
              properties: {
                type: SectionType.NEXT_PAGE,
                page: { size: { ...A4, orientation: PageOrientation.LANDSCAPE }, margin },
              },
              footers: { default: footer },
              children: [...landscape],
            },
          ]
        : []),
    ],
  })
  return Uint8Array.from(await Packer.toBuffer(file))
}

function footerOf(title: string, lang: Lang): Footer {
  const words = exportWords(lang)
  const style = { size: 16, color: INK_SOFT }
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [
          new TextRun({ text: `${title} · ${words.page} `, ...style }),
          new TextRun({
            children: [PageNumber.CURRENT, ` ${words.of} `, PageNumber.TOTAL_PAGES],
            ...style,
          }),
        ],
      }),
    ],
  })
}
