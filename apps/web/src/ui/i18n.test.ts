import { expect, test } from 'vitest'
import { guessLanguage } from './i18n.ts'

test.each([
  [{ languages: ['nl-BE', 'fr'], stored: null }, 'nl'],
  [{ languages: ['de', 'en-GB'], stored: null }, 'en'],
  [{ languages: ['de'], stored: null }, 'fr'],
  [{ languages: ['nl'], stored: 'en' }, 'en'],
  [{ languages: ['nl'], stored: 'xx' }, 'nl'],
])('of %o it chooses %s', (browser, expected) => {
  expect(guessLanguage(browser)).toBe(expected)
})
