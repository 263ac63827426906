import type { TextMeasurer } from './text-measurer.ts'

/** A stretch of text in one weight. */
export interface TextRun {
  text: string
  bold: boolean
}

/** A line ready to be drawn. */
export interface TextLine {
  runs: TextRun[]
  /** Width of the runs, in px. */
  width: number
}

interface WrapOptions {
  fontSizePx: number
  /** Widest line allowed, in px; `Infinity` never breaks. */
  maxWidthPx: number
  measure: TextMeasurer
}

/** Breaks at spaces and after hyphens, never at a no-break space; the spaces are tokens of their own. */
const BREAKS = /([ \t\n]+)|(?<=[\p{L}\p{N}][-–—])(?=[\p{L}\p{N}])/u

/** Breaks one paragraph into lines; a word wider than the line is cut between its characters. */
export function wrapParagraph(runs: readonly TextRun[], options: WrapOptions): TextLine[] {
  const { fontSizePx, maxWidthPx, measure } = options
  const lines: TextLine[] = []
  let line: TextLine = { runs: [], width: 0 }
  const finish = () => {
    lines.push(withoutTrailingSpace(line, options))
    line = { runs: [], width: 0 }
  }
  for (const run of runs) {
    for (const token of run.text.split(BREAKS)) {
      if (!token) continue
      const blank = token.trim() === '' && !token.includes('\u00a0')
      if (blank && line.runs.length === 0) continue
      const width = measure.width(token, fontSizePx, run.bold)
      if (blank || line.width + width <= maxWidthPx) {
        append(line, { text: token, bold: run.bold }, width)
        continue
      }
      if (line.runs.length > 0) finish()
      for (const [i, piece] of cutWord(token, run.bold, options).entries()) {
        if (i > 0) finish()
        append(line, { text: piece.text, bold: run.bold }, piece.width)
      }
    }
  }
  finish()
  return lines
}

/** Width of the widest word, in px: a narrower line would cut it. */
export function widestWord(
  paragraphs: readonly (readonly TextRun[])[],
  fontSizePx: number,
  measure: TextMeasurer,
): number {
  const widths = paragraphs.flatMap((runs) =>
    runs.flatMap((run) =>
      run.text.split(BREAKS).map((token) => (token ? measure.width(token, fontSizePx, run.bold) : 0)),
    ),
  )
  return Math.max(0, ...widths)
}

function append(line: TextLine, run: TextRun, width: number): void {
  const last = line.runs.at(-1)
  if (last?.bold === run.bold) last.text += run.text
  else line.runs.push(run)
  line.width += width
}

function withoutTrailingSpace(line: TextLine, { measure, fontSizePx }: WrapOptions): TextLine {
  const last = line.runs.at(-1)
  const trimmed = last?.text.replace(/[ \t\n]+$/, '')
  if (!last || trimmed === undefined || trimmed === last.text) return line
  const runs = [...line.runs.slice(0, -1), ...(trimmed ? [{ text: trimmed, bold: last.bold }] : [])]
  return {
    runs,
    width: runs.reduce((sum, run) => sum + measure.width(run.text, fontSizePx, run.bold), 0),
  }
}

function cutWord(word: string, bold: boolean, options: WrapOptions): { text: string; width: number }[] {
  const pieces: { text: string; width: number }[] = []
  let piece = { text: '', width: 0 }
  for (const character of word) {
    const width = options.measure.width(character, options.fontSizePx, bold)
    if (piece.text && piece.width + width > options.maxWidthPx) {
      pieces.push(piece)
      piece = { text: '', width: 0 }
    }
    piece = { text: piece.text + character, width: piece.width + width }
  }
  return [...pieces, piece]
}
