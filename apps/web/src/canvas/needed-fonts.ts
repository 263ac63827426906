import { DefaultFontFaces, type Editor } from 'tldraw'

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
