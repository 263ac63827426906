import { expect, test } from 'vitest'
import { formatWhen } from './format-date.ts'

test.each([
  ['2027-04-14', 'fr', '14 avril 2027'],
  ['2027-05-01', 'fr', '1er mai 2027'],
  ['2027-04-14', 'nl', '14 april 2027'],
  ['2027-04', 'en', 'April 2027'],
  ['2027', 'fr', '2027'],
  ['à la rentrée', 'fr', 'à la rentrée'],
  ['', 'fr', ''],
] as const)('a day is read as far as it is known: %s in %s', (known, lang, read) => {
  expect(formatWhen(known, lang)).toBe(read)
})
