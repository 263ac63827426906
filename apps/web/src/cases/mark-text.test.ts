import { expect, test } from 'vitest'
import { markText } from './mark-text.ts'
import { sampleFinding } from './testing/sample-case.ts'

const text = 'Ana Dubois et Luc Petit, Ana.'

test('a text is cut at its findings and loses nothing', () => {
  const pieces = markText(text, [sampleFinding(text, 'Luc Petit'), sampleFinding(text, 'Ana Dubois')])
  expect(pieces.map((piece) => [piece.text, piece.finding !== null])).toEqual([
    ['Ana Dubois', true],
    [' et ', false],
    ['Luc Petit', true],
    [', Ana.', false],
  ])
  expect(pieces.map((piece) => piece.text).join('')).toBe(text)
})

test('a finding that overlaps another or lies outside leaves the text whole', () => {
  const outside = { ...sampleFinding(text, 'Ana Dubois'), start: 20, end: 99 }
  const overlapping = { ...sampleFinding(text, 'Dubois et'), key: 'other' }
  const pieces = markText(text, [sampleFinding(text, 'Ana Dubois'), overlapping, outside])
  expect(pieces.filter(({ finding }) => finding !== null)).toHaveLength(1)
  expect(pieces.map((piece) => piece.text).join('')).toBe(text)
})
