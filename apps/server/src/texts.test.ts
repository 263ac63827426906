import { LANGUAGES } from '@tablee/board'
import { ERRORS, type ErrorCode } from '@tablee/contract'
import { expect, test } from 'vitest'
import en from './cases/locales/en.json' with { type: 'json' }
import fr from './cases/locales/fr.json' with { type: 'json' }
import nl from './cases/locales/nl.json' with { type: 'json' }
import { errorSentence, pageTexts } from './texts.ts'

test('every error code has a sentence of its own in every language', () => {
  for (const lang of LANGUAGES) {
    const codes = Object.keys(ERRORS) as ErrorCode[] // the table's own keys
    const sentences = codes.map((code) => errorSentence(code, lang))
    for (const [index, sentence] of sentences.entries()) expect(sentence).not.toBe(codes[index])
    expect(new Set(sentences).size).toBe(codes.length)
  }
})

test('the public pages say the same in every language', () => {
  expect(Object.keys(nl)).toEqual(Object.keys(fr))
  expect(Object.keys(en)).toEqual(Object.keys(fr))
})

test('counts are said as the language says them', () => {
  expect(pageTexts('en')('results', { count: 1 })).toBe('1 case')
  expect(pageTexts('en')('results', { count: 3 })).toBe('3 cases')
  expect(pageTexts('nl')('results', { count: 3 })).toBe('3 cases')
})
