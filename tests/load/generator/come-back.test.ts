import { expect, test } from 'vitest'
import { busiest } from './come-back.ts'

test('the busiest tenth of a second is found wherever it begins', () => {
  expect(busiest([0, 90, 150, 180, 400], 100)).toBe(3)
  expect(busiest([0, 0, 0, 500], 100)).toBe(3)
  expect(busiest([0, 101, 202], 100)).toBe(1)
  expect(busiest([], 100)).toBe(0)
})
