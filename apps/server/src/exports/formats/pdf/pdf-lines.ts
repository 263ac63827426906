import type { PdfFonts, PdfRun } from './pdf-fonts.ts'

/** One line as it is set. */
export type PdfLine = readonly PdfRun[]

/** Breaks at spaces, which are tokens of their own, and after hyphens. */
const BREAKS = /([ \t]+)|(?<=[\p{L}\p{N}][-–—/])(?=[\p{L}\p{N}])/u
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Breaks a text into lines of at most `width` pt; a word wider than that is cut. An empty text is one empty line. */
export function linesOf(
  text: string,
  { fonts, size, width, bold = false }: { fonts: PdfFonts; size: number; width: number; bold?: boolean },
): PdfLine[] {
  const room = width / size
  return text.split('\n').flatMap((paragraph) => {
    const lines: PdfRun[][] = []
    let line: PdfRun[] = []
    let used = 0
    const finish = () => {
      lines.push(line)
      line = []
      used = 0
    }
    const add = (runs: readonly PdfRun[]) => {
      line.push(...runs)
      used += widthOf(runs)
    }
    for (const token of paragraph.split(BREAKS)) {
      if (!token) continue
      const runs = fonts.runsOf(token, bold)
      const isSpace = token.trim() === ''
      if (isSpace || used + widthOf(runs) <= room) {
        // a space at a line's end hangs out of it
        add(runs)
        continue
      }
      if (line.length > 0) finish()
      if (widthOf(runs) <= room) {
        add(runs)
        continue
      }
      for (const { segment } of graphemes.segment(token)) {
        const piece = fonts.runsOf(segment, bold)
        if (used + widthOf(piece) > room && line.length > 0) finish()
        add(piece)
      }
    }
    finish()
    return lines
  })
}

/** The width of a line at 1 pt. */
export function widthOf(line: PdfLine): number {
  return line.reduce((sum, { width }) => sum + width, 0)
}
