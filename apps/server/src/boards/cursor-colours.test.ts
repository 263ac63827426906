import { expect, test } from 'vitest'
import { CursorColours } from './cursor-colours.ts'

test('the first twelve people of a board have a colour each, and keep it; another board begins anew', () => {
  const colours = new CursorColours()
  const given = Array.from({ length: 12 }, (_, at) => colours.colourOf('board', `actor-${at}`))
  expect(new Set(given).size).toBe(12)
  expect(colours.colourOf('board', 'actor-3')).toBe(given[3])
  expect(colours.colourOf('board', 'actor-12')).toBe(given[0])
  expect(colours.colourOf('other', 'actor-7')).toBe(given[0])
})

test('the first six are at least 25 degrees of hue apart', () => {
  const colours = new CursorColours()
  const hues = Array.from({ length: 6 }, (_, at) => hueOf(colours.colourOf('board', `actor-${at}`)))
  for (const [at, hue] of hues.entries())
    for (const other of hues.slice(at + 1)) {
      const apart = Math.abs(hue - other)
      expect(Math.min(apart, 360 - apart)).toBeGreaterThan(25)
    }
})

test('every colour carries white text (WCAG 1.4.3)', () => {
  const colours = new CursorColours()
  for (let at = 0; at < 12; at += 1)
    expect(contrastWithWhite(colours.colourOf('board', `actor-${at}`))).toBeGreaterThanOrEqual(4.5)
})

const channelsOf = (colour: string) =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)

function hueOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour)
  return (Math.atan2(Math.sqrt(3) * (green - blue), 2 * red - green - blue) * 180) / Math.PI
}

function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((part) =>
    part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  )
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}
