import { noteCells } from '../content/note-cells.ts'
import type { Method } from '../method.ts'
import { noteCellsHeight } from '../render/furniture-text.ts'

/** Side of a note at scale 1, in board units (tldraw's NOTE_SIZE). */
export const NOTE_SIDE = 200

/** Margins above and below a note's text, or left and right of it, in board units. */
const NOTE_MARGIN = 32

/** Height of a line as a multiple of the letters' (tldraw's LABEL line height). */
const LINE_HEIGHT = 1.35

/** Heights of letters by tldraw's sizes, in board units (LABEL_FONT_SIZES). */
const FONT_SIZES: Readonly<Record<string, number>> = { s: 18, m: 22, l: 26, xl: 32 }

/** Width of an average letter of French text as a part of its height; a little wide, so that no line leaves the note. */
const LETTER_WIDTH = 0.549

/** What the height of a note depends on besides its text. */
interface NoteStyle {
  size?: unknown
  fontSizeAdjustment?: unknown
  /** Lines of cells under the text. */
  cells?: number
}

/** How many lines of cells a note shows under its text. */
export function cellLines(
  method: Method | null,
  zoneId: string | null,
  note: { text: string; meta: Readonly<Record<string, unknown>> },
): number {
  if (!method) return 0
  return noteCells({ method, zoneId, note, votes: null, lang: 'fr', titleOf: () => '…' }).length
}

/** How much a note has to grow below its square to hold a text, in board units at scale 1; an estimate without fonts. */
export function noteGrowth(text: string, style: NoteStyle = {}): number {
  const { size, fontSizeAdjustment, cells = 0 } = style
  const adjusted =
    typeof fontSizeAdjustment === 'number' && fontSizeAdjustment > 0 ? fontSizeAdjustment : undefined
  const fontSize = adjusted ?? FONT_SIZES[String(size)] ?? 18
  const lettersPerLine = Math.max(1, Math.floor((NOTE_SIDE - NOTE_MARGIN) / (fontSize * LETTER_WIDTH)))
  const lines = linesOf(text, lettersPerLine)
  const height = lines * fontSize * LINE_HEIGHT + NOTE_MARGIN + noteCellsHeight(cells)
  return Math.max(0, Math.ceil(height - NOTE_SIDE))
}

/** How many lines the text takes, wrapped at words. */
function linesOf(text: string, lettersPerLine: number): number {
  let lines = 0
  for (const paragraph of text.split('\n')) {
    let length = 0
    lines += 1
    for (const word of paragraph.split(' ')) {
      if (length > 0 && length + 1 + word.length > lettersPerLine) {
        lines += 1
        length = 0
      }
      lines += Math.floor(Math.max(0, word.length - 1) / lettersPerLine)
      length += (length > 0 ? 1 : 0) + word.length
    }
  }
  return lines
}
