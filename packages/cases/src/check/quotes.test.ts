import { expect, test } from 'vitest'
import { hasQuote, repeatsQuote } from './quotes.ts'

const written = '« On ne m’a rien demandé, à moi » : Fabienne, responsable du magasin.'

test.each([
  ['the same words', '« On ne m’a rien demandé, à moi » [ENC].', true],
  ['the same words without the marks', 'ON NE M’A RIEN DEMANDE A MOI, dit une responsable.', true],
  ['a paraphrase', 'Une responsable n’a pas été consultée.', false],
])('R104 a wording repeats a quote: %s', (_, wording, repeats) => {
  expect(repeatsQuote({ isQuote: false, written, wording })).toBe(repeats)
})

test('R104 a note of the quotes’ zone is a quote as a whole; two words between marks are an expression', () => {
  const whole = 'Je regarde à nouveau les gens'
  expect(repeatsQuote({ isQuote: true, written: whole, wording: `« ${whole} »` })).toBe(true)
  expect(repeatsQuote({ isQuote: false, written: whole, wording: whole })).toBe(false)
  expect(hasQuote('Une équipe peut dire « pas maintenant ».')).toBe(false)
  expect(hasQuote(written)).toBe(true)
})
