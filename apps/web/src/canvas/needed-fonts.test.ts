// @vitest-environment jsdom
import { allDefaultFontFaces, DefaultFontFaces } from 'tldraw'
import { expect, onTestFinished, test, vi } from 'vitest'
import { askForNeededFonts, askForOtherFonts } from './needed-fonts.ts'
import { openEditor } from './testing/board-editor.ts'

test('of all the fonts that an editor asks for as it opens, those come that stand on every board', async () => {
  const { editor, close } = openEditor({ actorId: 'ana', role: 'writer' }, [])
  onTestFinished(close)
  const load = vi.spyOn(editor.fonts, 'ensureFontIsLoaded').mockResolvedValue()
  // as the editor does before it is fitted to the board
  editor.fonts.requestFonts(allDefaultFontFaces)
  askForNeededFonts(editor)
  await Promise.resolve()
  const { normal, bold } = DefaultFontFaces.tldraw_sans.normal
  expect(new Set(load.mock.calls.map(([face]) => face))).toEqual(new Set([normal, bold]))
})

test('a shape that is written in another font asks for it', async () => {
  const { editor, close } = openEditor({ actorId: 'ana', role: 'writer' }, [])
  onTestFinished(close)
  const load = vi.spyOn(editor.fonts, 'ensureFontIsLoaded').mockResolvedValue()
  askForNeededFonts(editor)
  const { normal } = DefaultFontFaces.tldraw_serif.normal
  editor.fonts.requestFonts([normal])
  await Promise.resolve()
  expect(load.mock.calls).toEqual([[normal]])
})

test('who may choose a font has them all once the board is there', async () => {
  const { editor, close } = openEditor({ actorId: 'ana', role: 'coach' }, [])
  onTestFinished(close)
  const load = vi.spyOn(editor.fonts, 'ensureFontIsLoaded').mockResolvedValue()
  onTestFinished(askForOtherFonts(editor))
  await vi.waitFor(() =>
    expect(new Set(load.mock.calls.map(([face]) => face))).toEqual(new Set(allDefaultFontFaces)),
  )
})
