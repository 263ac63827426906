import type opentype from 'opentype.js'
import { openDrawingFonts } from '../../../snapshots/drawing-fonts.ts'
import { openEmojiFonts } from './emoji-fonts.ts'

/** A stretch of text in one font. */
export interface PdfRun {
  /** What is drawn. */
  text: string
  font: string
  /** What a reader of the file copies, where it is not what is drawn. */
  actual: string | null
  /** Width at 1 pt. */
  width: number
}

/** The fonts of a PDF: which stretch of a text is set in which, and how wide it is. */
export interface PdfFonts {
  /** Fonts to be made known to the document, by the names that runs use. */
  files: readonly { name: string; bytes: Uint8Array }[]
  runsOf(text: string, bold: boolean): PdfRun[]
}

interface Face {
  name: string
  bytes: Uint8Array
  font: opentype.Font
  role: 'medium' | 'bold' | 'emoji'
}

const MEDIUM_WEIGHT = 500
/** Size at which glyphs are measured, in units of which 1,000 are 1 pt. */
const MEASURED = 1_000
/** Joins and chooses forms of emoji; has no form of its own. */
const FORMLESS = /[\u200b-\u200f\u2060]|\ufe0e|\ufe0f/g
/** Words kept measured. */
const MEASURED_MAX = 20_000
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Opens the fonts for a document; those of emoji only when `text` needs more than letters. */
export async function openPdfFonts(fontFolder: string, text: string): Promise<PdfFonts> {
  const { fonts } = await openDrawingFonts(fontFolder)
  const letters = fonts.map(
    ({ name, bytes, font, weight }): Face => ({
      name,
      bytes,
      font,
      role: weight === MEDIUM_WEIGHT ? 'medium' : 'bold',
    }),
  )
  const isKnown = (character: string) => letters.some(({ font }) => font.charToGlyphIndex(character) !== 0)
  const needsMore = [...new Set(text)].some((character) => character.trim() !== '' && !isKnown(character))
  const emoji = needsMore ? await openEmojiFonts() : []
  const faces: Face[] = [...letters, ...emoji.map((font): Face => ({ ...font, role: 'emoji' }))]
  const cache = { medium: new Map<string, PdfRun[]>(), bold: new Map<string, PdfRun[]>() }
  return {
    files: faces,
    runsOf(word, bold) {
      const known = cache[bold ? 'bold' : 'medium']
      let runs = known.get(word)
      if (runs === undefined) {
        if (known.size >= MEASURED_MAX) known.clear()
        runs = split(
          word,
          faces.filter(({ role }) => role === 'emoji' || role === (bold ? 'bold' : 'medium')),
        )
        known.set(word, runs)
      }
      return runs
    },
  }
}

function split(text: string, faces: readonly Face[]): PdfRun[] {
  const runs: { text: string; face: Face | null }[] = []
  for (const { segment } of graphemes.segment(text)) {
    const face = faceOf(segment, faces)
    const last = runs.at(-1)
    // what is not drawn as it is written stands alone: readers place such a piece by its first glyph
    if (last && last.face === face && isPlain(segment, face) && isPlain(last.text, face)) last.text += segment
    else runs.push({ text: segment, face })
  }
  const [first] = faces
  return first ? runs.map(({ text: written, face }) => measured(written, face, first)) : []
}

function isPlain(text: string, face: Face | null): boolean {
  return face !== null && [...text].every((character) => face.font.charToGlyphIndex(character) !== 0)
}

function faceOf(grapheme: string, faces: readonly Face[]): Face | null {
  const visible = [...grapheme.replace(FORMLESS, '')]
  const has = ({ font }: Face, characters: readonly string[]) =>
    characters.every((character) => font.charToGlyphIndex(character) !== 0 || character === '\t')
  // an accent or a skin that the font does not have does not cost the character
  return (
    faces.find((face) => has(face, visible)) ?? faces.find((face) => has(face, visible.slice(0, 1))) ?? null
  )
}

/** Without a font for it, a character is the first one's empty box, and stays in the file as what it is. */
function measured(written: string, face: Face | null, first: Face): PdfRun {
  const { name, font } = face ?? first
  const text = written.replace(FORMLESS, '').replaceAll('	', '    ')
  const drawn = face ? [...text].filter((character) => font.charToGlyphIndex(character) !== 0).join('') : text
  const width = font.getAdvanceWidth(drawn, MEASURED) / MEASURED
  return { text: drawn, font: name, actual: drawn === written && face ? null : written, width }
}
