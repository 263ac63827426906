import { expect, test } from 'vitest'
import { FAMILIES } from '../schema.ts'
import { FAMILY_COLOURS, INK, INK_SOFT, ON_ACCENT, PAPER } from './family-colours.ts'

/** Contrast of two colours, 1 to 21 (WCAG 2.2, 1.4.3). */
function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0)
}

test.each(FAMILIES)('%s: titles read with AA on their zone, prompts and notes with AAA', (family) => {
  const { accent, title, tint } = FAMILY_COLOURS[family]
  expect(contrast(title, tint)).toBeGreaterThanOrEqual(4.5)
  expect(contrast(title, PAPER)).toBeGreaterThanOrEqual(4.5)
  expect(contrast(INK_SOFT, tint)).toBeGreaterThanOrEqual(7)
  expect(contrast(INK, tint)).toBeGreaterThanOrEqual(7)
  expect(contrast(ON_ACCENT, accent)).toBeGreaterThanOrEqual(4.5)
})
