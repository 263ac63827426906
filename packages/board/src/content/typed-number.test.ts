import { expect, test } from 'vitest'
import { parseTypedNumber } from './typed-number.ts'

test.each([
  ['3', 3],
  [' 12,5 ', 12.5],
  ['12.5', 12.5],
  ['1 200', 1200],
  ['1\u202f200\u00a0000,25', 1_200_000.25],
  ['-4', -4],
  ['\u22124', -4],
  [',5', 0.5],
])('“%s” is a number', (typed, value) => {
  expect(parseTypedNumber(typed)).toBe(value)
})

test.each(['3 4', '12 34', '1 2000', '', ' ', '3 jours', '1e5', '0x1F', 'Infinity', '1,2,3', '1.200.000'])(
  '“%s” is kept as it was typed',
  (typed) => {
    expect(parseTypedNumber(typed)).toBeNull()
  },
)
