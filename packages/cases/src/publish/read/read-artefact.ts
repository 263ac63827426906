import { compact } from '../../text/fold.ts'
import { type Artefact, readableTexts } from '../artefact-text.ts'
import { ArtefactUnreadable } from './artefact-unreadable.ts'
import type { Inflate } from './pdf-file.ts'
import { PdfBroken } from './pdf-values.ts'
import { readDocx, type Unzip } from './read-docx.ts'
import { readPdf } from './read-pdf.ts'
import { requirePlainPng } from './read-png.ts'
import { utf8Text } from './utf8-text.ts'

/** A file that is about to become public, byte for byte. Its name tells how it is read. */
export interface PublicFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** Which of the case's words must be found in it: all sentences and the name, the name alone, or none. */
  readonly carries: 'text' | 'name' | 'nothing'
}

/** What unpacks: given, so that reading depends on no platform. */
interface Unpack {
  readonly inflate: Inflate
  readonly unzip: Unzip
}

const TEXT_FILE = /\.(?:html?|svg|xml|atom|json|csv|txt|css)$/

/**
 * Reads a file to its last byte, as texts that can be searched; parts of one file are called `file#part`.
 * @throws {ArtefactUnreadable} for a kind that is not known, and for one that holds what its reader does not know.
 */
function readArtefact({ name, bytes }: Omit<PublicFile, 'carries'>, unpack: Unpack): Artefact[] {
  if (TEXT_FILE.test(name)) return [{ name, text: utf8Text(name, bytes) }]
  if (name.endsWith('.png')) {
    requirePlainPng(name, bytes)
    return []
  }
  if (name.endsWith('.docx')) return readDocx(name, bytes, unpack.unzip)
  if (!name.endsWith('.pdf')) throw new ArtefactUnreadable(name, 'it is of a kind that is not known')
  try {
    return readPdf(name, bytes, unpack.inflate)
  } catch (error) {
    if (error instanceof PdfBroken) throw new ArtefactUnreadable(name, error.message)
    throw error
  }
}

/** The words that a case has published, to be found again in what its files say. */
export interface PublishedWords {
  readonly name: string
  readonly sentences: readonly string[]
}

/**
 * Reads files, and makes sure that each reader saw what was written: where it does not find the sentences that are
 * there, it would not find anything else either (R83).
 * @returns what they say, and the names of those that cannot be read.
 */
export function readArtefacts(
  files: readonly PublicFile[],
  words: PublishedWords,
  unpack: Unpack,
): { artefacts: Artefact[]; unreadable: string[] } {
  const artefacts: Artefact[] = []
  const unreadable: string[] = []
  for (const file of files) {
    try {
      const read = readArtefact(file, unpack)
      if (!saysAll(read, file.carries, words)) unreadable.push(file.name)
      artefacts.push(...read)
    } catch (error) {
      if (!(error instanceof ArtefactUnreadable)) throw error
      unreadable.push(error.artefact)
    }
  }
  return { artefacts, unreadable }
}

function saysAll(read: readonly Artefact[], carries: PublicFile['carries'], words: PublishedWords): boolean {
  if (carries === 'nothing') return true
  const said = compact(read.flatMap(readableTexts).join(' '))
  const expected = carries === 'name' ? [words.name] : [words.name, ...words.sentences]
  return expected.every((sentence) => said.includes(compact(sentence)))
}
