import { expect, test } from 'vitest'
import { languageOf } from './language.ts'

test.each([
  [undefined, 'fr'],
  ['', 'fr'],
  ['nl', 'nl'],
  ['nl-BE,nl;q=0.9,en;q=0.5', 'nl'],
  ['de-DE,en;q=0.3,nl;q=0.8', 'nl'],
  ['de, es', 'fr'],
  ['EN-gb', 'en'],
])('Accept-Language %j is answered in %s', (header, lang) => {
  expect(languageOf({ headers: header === undefined ? {} : { 'accept-language': header } })).toBe(lang)
})
