import { expect, test } from 'vitest'
import { leftToGive } from './proxy-votes.ts'

const ballot = { id: 'ballot-1', budget: 3, perItem: null } as const

test('people without a device have their dots together, and one answer each', () => {
  expect(leftToGive({ ...ballot, kind: 'dots' }, 12, { a: 20, b: 10 })).toBe(6)
  expect(leftToGive({ ...ballot, kind: 'choice', budget: null }, 12, { yes: 7, no: 6 })).toBe(-1)
})
