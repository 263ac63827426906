import { allDefaultFontFaces, DefaultFontFaces, type Editor } from 'tldraw'
import { whenIdle } from '../ui/when-idle.ts'

/** What zones and notes are set in. */
const { normal: PLAIN, bold: BOLD } = DefaultFontFaces.tldraw_sans.normal
const EVERY_BOARD = new Set<unknown>([PLAIN, BOLD])

/**
 * Lets only the letters come that stand on every board; an editor asks for all sixteen files of its four hands at once,
 * 1.4 MB. Each shape asks by itself for those that it is written in.
 */
export function askForNeededFonts({ fonts }: Editor): void {
  // private in tldraw 3.15.6; in another it goes on as ever
  const asked: unknown = Reflect.get(fonts, 'fontsToLoad')
  if (!(asked instanceof Set)) return
  for (const face of asked) if (!EVERY_BOARD.has(face)) asked.delete(face)
}

/**
 * Lets the others come when the board is there, for somebody who may choose a font: a note that changes its font is measured
 * at once, and would grow by letters that have not come yet. Returns its undo.
 */
export function askForOtherFonts({ fonts }: Editor): () => void {
  return whenIdle(() => fonts.requestFonts(allDefaultFontFaces))
}
