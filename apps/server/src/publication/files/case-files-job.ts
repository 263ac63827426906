import { caseBoardRecords, type PublishedCase } from '@tablee/cases'
import { pngJob, svgJob } from '../../background/draw-job.ts'
import type { Drawing } from '../../background/jobs.ts'
import { pageTexts } from '../../texts.ts'
import { caseDocument } from './case-document.ts'
import { type CaseFileName, IMAGE_FILE_NAMES } from './case-file-names.ts'
import { cardPng, cardSvg } from './draw-card.ts'
import { writeCaseDocx } from './write-case-docx.ts'
import { writeCasePdf } from './write-case-pdf.ts'

/** Which files of which case are made. */
export interface CaseFilesOrder {
  readonly document: PublishedCase
  readonly isNamed: boolean
  /** The page's; null where the server does not know its own. */
  readonly address: string | null
  /** Where the unpacked fonts are kept. */
  readonly fontFolder: string
  /** False for a frame, of which only words are read. */
  readonly pixels: boolean
  /** The pictures that its document shows, as PNG; none for a frame. */
  readonly images?: readonly Uint8Array[]
}

/** The files of a case that are made from its document alone. */
export type MadeFileName = Exclude<CaseFileName, 'report.json'>

/** Them, and what the card says: pixels cannot be read again. */
export interface MadeCaseFiles {
  readonly files: readonly { name: MadeFileName; bytes: Uint8Array<ArrayBuffer> }[]
  readonly card: string
}

/** Makes the files of a case from its published text and its pictures, and from nothing else. */
export async function caseFilesJob(order: CaseFilesOrder): Promise<MadeCaseFiles> {
  const { document, fontFolder, pixels } = order
  const { lang, meta } = document
  const drawing: Drawing = {
    content: JSON.stringify({ records: caseBoardRecords(document) }),
    lang,
    fontFolder,
  }
  const { images = [] } = order
  const found = caseDocument(document, order)
  const svg = await svgJob({ ...drawing, title: meta.publicName, desc: pageTexts(lang)('pictureAlt') })
  const card = await cardSvg(found, fontFolder)
  const made: [MadeFileName, Uint8Array][] = [
    ['picture.svg', new TextEncoder().encode(svg)],
    ['case.pdf', await writeCasePdf(found, { fontFolder, images })],
    ['case.docx', await writeCaseDocx(found, images)],
  ]
  for (const [at, png] of images.entries()) {
    const name = IMAGE_FILE_NAMES[at]
    if (name !== undefined) made.push([name, png])
  }
  if (pixels) made.push(['picture.png', await pngJob(drawing)], ['card.png', await cardPng(card, fontFolder)])
  // copied: a window on a larger buffer would change threads whole
  return { files: made.map(([name, bytes]) => ({ name, bytes: Uint8Array.from(bytes) })), card }
}
