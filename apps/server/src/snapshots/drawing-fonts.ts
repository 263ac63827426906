import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { TextMeasurer } from '@tablee/board'
import opentype from 'opentype.js'
import { decompress } from 'wawoff2'

/** IBM Plex Sans as the drawings use it: French, Dutch and English, with the accents of the neighbours' names. */
const SUBSETS = ['latin', 'latin-ext'] as const
const WEIGHTS = [500, 700] as const
/** Size at which words are measured once; widths are proportional, in px. */
const MEASURED_PX = 1000
/** Words kept measured; a full cohort's boards hold some thousands. */
const MEASURED_WORDS_MAX = 20_000

/** Fonts for drawing boards without a browser. */
export interface DrawingFonts {
  measure: TextMeasurer
  /** TTF files, for the rasteriser, which reads no WOFF2 and only from disk. */
  files: readonly string[]
  /** The same fonts in memory, for documents that carry them. */
  fonts: readonly UnpackedFont[]
}

const require = createRequire(import.meta.url)

/** A font without its compression; of each weight there are several, for different letters. */
interface UnpackedFont {
  name: string
  weight: (typeof WEIGHTS)[number]
  bytes: Uint8Array
  font: opentype.Font
}

let unpacked: Promise<{ fonts: readonly UnpackedFont[]; measure: TextMeasurer }> | undefined
const opened = new Map<string, Promise<DrawingFonts>>()

/** Unpacks the fonts once per process, and writes them into a folder once per folder. */
export function openDrawingFonts(folder: string): Promise<DrawingFonts> {
  const known = opened.get(folder)
  if (known) return known
  const opening = writeFonts(folder)
  opened.set(folder, opening)
  // A full disk may be emptied: the next drawing tries again.
  opening.catch(() => opened.delete(folder))
  return opening
}

async function writeFonts(folder: string): Promise<DrawingFonts> {
  unpacked ??= unpackFonts()
  const { fonts, measure } = await unpacked
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const files = await Promise.all(fonts.map((font) => writeFont(folder, font)))
  return { files, measure, fonts }
}

async function writeFont(folder: string, { name, bytes }: UnpackedFont): Promise<string> {
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const file = join(folder, `${name}-${version}.ttf`)
  const written = await stat(file).catch(() => null)
  if (written?.size !== bytes.byteLength) {
    const draft = `${file}.${randomBytes(6).toString('hex')}.part`
    await writeFile(draft, bytes, { mode: 0o600 })
    await rename(draft, file)
  }
  return file
}

async function unpackFonts(): Promise<{ fonts: readonly UnpackedFont[]; measure: TextMeasurer }> {
  const fonts: UnpackedFont[] = []
  for (const weight of WEIGHTS) {
    for (const subset of SUBSETS) {
      const name = `ibm-plex-sans-${subset}-${weight}-normal`
      const packed = await readFile(require.resolve(`@fontsource/ibm-plex-sans/files/${name}.woff2`))
      // One after the other, and copied: the unpacker hands out a view that the next font overwrites.
      const bytes = Uint8Array.from(await decompress(packed))
      fonts.push({ name, weight, bytes, font: opentype.parse(bytes.buffer) })
    }
  }
  const cut = (weight: number) => fonts.filter((font) => font.weight === weight).map(({ font }) => font)
  return { fonts, measure: cachingMeasurer({ medium: cut(500), bold: cut(700) }) }
}

function cachingMeasurer(fonts: { medium: opentype.Font[]; bold: opentype.Font[] }): TextMeasurer {
  const widths = { medium: new Map<string, number>(), bold: new Map<string, number>() }
  return {
    width(text, fontSizePx, bold) {
      const cut = bold ? 'bold' : 'medium'
      let width = widths[cut].get(text)
      if (width === undefined) {
        if (widths[cut].size >= MEASURED_WORDS_MAX) widths[cut].clear()
        width = measureText(fonts[cut], text)
        widths[cut].set(text, width)
      }
      return (width * fontSizePx) / MEASURED_PX
    },
  }
}

/** Each stretch is measured in the first font that has its characters; what none has counts as the first's blank box. */
function measureText(fonts: readonly opentype.Font[], text: string): number {
  const fontOf = (character: string) =>
    fonts.find((font) => font.charToGlyphIndex(character) !== 0) ?? fonts[0]
  let width = 0
  let stretch = ''
  let current: opentype.Font | undefined
  for (const character of text) {
    const font = fontOf(character)
    if (font !== current && stretch) {
      width += current?.getAdvanceWidth(stretch, MEASURED_PX) ?? 0
      stretch = ''
    }
    current = font
    stretch += character
  }
  return width + (current?.getAdvanceWidth(stretch, MEASURED_PX) ?? 0)
}
