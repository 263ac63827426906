import { describe, expect, test } from 'vitest'
import { HALF_EM } from './testing/shapes.ts'
import { type TextRun, wrapParagraph } from './wrap-text.ts'

// 10 px text in a 50 px line: ten characters.
const options = { fontSizePx: 10, maxWidthPx: 50, measure: HALF_EM }
const plain = (text: string): TextRun[] => [{ text, bold: false }]
const wrapped = (runs: TextRun[]) =>
  wrapParagraph(runs, options).map((line) => line.runs.map((run) => run.text).join(''))

describe('wrapping', () => {
  test('breaks between words and drops the space at the break', () => {
    expect(wrapped(plain('une longue phrase'))).toEqual(['une longue', 'phrase'])
  })

  test('fills a line to its very end', () => {
    expect(wrapped(plain('dix lettre'))).toEqual(['dix lettre'])
  })

  test('never breaks at a no-break space', () => {
    expect(wrapped(plain('changer quoi\u00a0?'))).toEqual(['changer', 'quoi\u00a0?'])
  })

  test('breaks after a hyphen inside a word', () => {
    expect(wrapped(plain('Bruxelles-Capitale'))).toEqual(['Bruxelles-', 'Capitale'])
  })

  test('cuts a word that is wider than the line', () => {
    expect(wrapped(plain('a anticonstitutionnellement'))).toEqual(['a', 'anticonsti', 'tutionnell', 'ement'])
  })

  test('keeps the weight of every stretch and measures it', () => {
    const lines = wrapParagraph(
      [
        { text: 'un ', bold: false },
        { text: 'mot', bold: true },
      ],
      options,
    )
    expect(lines).toEqual([
      {
        runs: [
          { text: 'un ', bold: false },
          { text: 'mot', bold: true },
        ],
        width: 15 + 16.5,
      },
    ])
  })

  test('an empty paragraph is an empty line', () => {
    expect(wrapParagraph([], options)).toEqual([{ runs: [], width: 0 }])
  })

  test('a line that may be endless is never broken', () => {
    expect(wrapParagraph(plain('mot '.repeat(100)), { ...options, maxWidthPx: Infinity })).toHaveLength(1)
  })
})
