import { expect, test } from 'vitest'
import { parseTypedDate, sayDate } from './typed-date.ts'

test.each([
  ['2027', '2027'],
  ['mars 2027', '2027-03'],
  ['Août 2026', '2026-08'],
  ['12 févr. 2027', '2027-02-12'],
  ['1er mai 2027', '2027-05-01'],
  ['maart 2027', '2027-03'],
  ['March 2027', '2027-03'],
  ['3/2027', '2027-03'],
  ['12/3/2027', '2027-03-12'],
  ['2027-3', '2027-03'],
])('“%s” is a date, as precise as it was typed', (typed, date) => {
  expect(parseTypedDate(typed)).toBe(date)
})

test.each(['bientôt', '31 février 2027', '13/2027', 'mars', '', '12 mars'])('“%s” is no date', (typed) => {
  expect(parseTypedDate(typed)).toBeNull()
})

test('a date is said in words and understood again', () => {
  for (const date of ['2027', '2027-03', '2027-03-12'])
    for (const lang of ['fr', 'nl', 'en'] as const) expect(parseTypedDate(sayDate(date, lang))).toBe(date)
})
