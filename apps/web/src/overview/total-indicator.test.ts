import type { Overview } from '@tablee/contract'
import { expect, test } from 'vitest'
import { totalCount, totalIndicator } from './total-indicator.ts'

const row = (indicators: Overview['rows'][number]['indicators'], counts = {}) => ({
  board: null,
  counts,
  indicators,
})

test('numbers are added, yes is counted, shares are those of the sums', () => {
  const rows = [
    row({ n: { kind: 'count', value: 2 }, yes: { kind: 'present', value: true } }),
    row({
      n: { kind: 'count', value: 3 },
      yes: { kind: 'present', value: false },
      share: { kind: 'ratio', of: 2, per: 3, value: 2 / 3 },
    }),
    row({ share: { kind: 'ratio', of: 0, per: 0, value: null } }),
  ]
  expect(totalIndicator(rows, 'n')).toEqual({ kind: 'count', value: 5 })
  expect(totalIndicator(rows, 'yes')).toEqual({ kind: 'present', yes: 1, of: 2 })
  expect(totalIndicator(rows, 'share')).toEqual({ kind: 'ratio', of: 2, per: 3 })
  expect(totalIndicator(rows, 'unknown')).toBeNull()
})

test('a zone that a version of the method lacks counts as empty', () => {
  expect(totalCount([row({}, { a: 2 }), row({}, { b: 4 }), row({}, { a: 1 })], 'a')).toBe(3)
})
