import { type FileChild, HeadingLevel, ImageRun, Paragraph, TextRun } from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { docxFile } from '../../exports/formats/docx/docx-file.ts'
import { docxSection } from '../../exports/formats/docx/docx-section.ts'
import { docxAbout } from '../../exports/formats/write-docx.ts'
import { firstMoment } from '../first-moment.ts'
import type { CaseDocument } from './case-document.ts'

/** What Word keeps of when and by whom. */
const CORE = 'docProps/core.xml'
const MOMENT = /(<dcterms:(?:created|modified)\b[^>]*>)[^<]*/g
/** A reference of one part to another that the writer drew. */
const REFERENCE = /"(rId[a-z0-9_-]{12,})"/g
/** Where counted ones begin: beyond those that the writer counts itself. */
const FIRST_REFERENCE = 1001
/** Room for a picture, in px at 96 a inch. */
const IMAGE_BOX = { width: 600, height: 560 } as const
const XML_PART = /\.(?:xml|rels)$/
/** The first moment that a zip can write, in local time: the same whenever a file is made. */
const ZIP_MOMENT = new Date(1980, 0, 1)

/** A published case as a Word document; the finest date in it is its year. */
export async function writeCaseDocx(found: CaseDocument, images: readonly Uint8Array[]): Promise<Uint8Array> {
  const { lang, title, naming, facts, sections, notes, year } = found
  const body: FileChild[] = [
    new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
    ...(naming === null ? [] : [softly(naming)]),
    ...docxAbout(facts, lang),
    ...sections.flatMap((section, instance) => docxSection(section, { instance, lang, level: 1 })),
    ...imagesOf(found, images),
    ...notes.map(softly),
  ]
  return undated(await docxFile({ lang, title, description: naming ?? title, body }), year)
}

function imagesOf({ images: told }: CaseDocument, images: readonly Uint8Array[]): FileChild[] {
  if (told === null) return []
  return [
    new Paragraph({ text: told.title, heading: HeadingLevel.HEADING_1 }),
    ...told.shown.flatMap(({ alt, width, height }, at) => {
      const png = images[at]
      const scale = Math.min(1, IMAGE_BOX.width / width, IMAGE_BOX.height / height)
      const transformation = { width: Math.round(width * scale), height: Math.round(height * scale) }
      // the writer counts the pictures of all files that it ever made
      const altText = { id: String(at + 1), name: told.title, title: told.title, description: alt }
      const picture =
        png &&
        new Paragraph({ children: [new ImageRun({ type: 'png', data: png, transformation, altText })] })
      return [...(picture ? [picture] : []), softly(alt)]
    }),
  ]
}

function softly(text: string): Paragraph {
  return new Paragraph({ children: [new TextRun({ text, size: 18 })], spacing: { before: 120 } })
}

/**
 * The writer stamps the minute into the file and into each part of its zip, and refers from part to part by names that
 * it draws: of one case there is one file, to the last byte.
 */
function undated(bytes: Uint8Array, year: number): Uint8Array {
  const names = new Map<string, string>()
  const counted = (name: string): string => {
    const known = names.get(name) ?? `rId${FIRST_REFERENCE + names.size}`
    names.set(name, known)
    return known
  }
  const parts = Object.entries(unzipSync(bytes)).map(([part, content]): [string, Uint8Array] => {
    if (!XML_PART.test(part)) return [part, content]
    const text = strFromU8(content).replace(REFERENCE, (_, name: string) => `"${counted(name)}"`)
    return [part, strToU8(part === CORE ? text.replace(MOMENT, `$1${firstMoment(year)}`) : text)]
  })
  return zipSync(Object.fromEntries(parts), { mtime: ZIP_MOMENT })
}
