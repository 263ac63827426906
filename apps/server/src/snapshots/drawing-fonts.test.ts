import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DrawingFonts, openDrawingFonts } from './drawing-fonts.ts'

let folder: string
let fonts: DrawingFonts
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tablee-fonts-'))
  fonts = await openDrawingFonts(join(folder, 'fonts'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('unpacks two weights with accents, whole files only', async () => {
  expect(fonts.files).toHaveLength(4)
  expect(await readdir(join(folder, 'fonts'))).toHaveLength(4)
})

test('opens the fonts of a folder once', () => {
  expect(openDrawingFonts(join(folder, 'fonts'))).toBe(openDrawingFonts(join(folder, 'fonts')))
})

test('measures in proportion to the size, bold wider than medium', () => {
  const { measure } = fonts
  expect(measure.width('Enregistré', 44, false)).toBeCloseTo(2 * measure.width('Enregistré', 22, false), 6)
  expect(measure.width('Enregistré', 22, true)).toBeGreaterThan(measure.width('Enregistré', 22, false))
})

test('measures letters of both subsets, also within one word', () => {
  const { measure } = fonts
  // Ł and ő are in latin-ext only; a missing glyph would have the width of the blank box.
  const blank = measure.width('\ue000', 22, false)
  for (const letter of ['œ', 'é', '’', 'Ł', 'ő']) expect(measure.width(letter, 22, false)).not.toBe(blank)
  const apart = ['K', 'ő', 'v'].reduce((sum, letter) => sum + measure.width(letter, 22, false), 0)
  expect(Math.abs(measure.width('Kőv', 22, false) - apart)).toBeLessThan(1)
})
