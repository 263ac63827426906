import type { Cast } from '@tablee/contract'
import { expect, test } from 'vitest'
import { countBallot } from './count-ballot.ts'
import type { KeptCast } from './store.ts'

const NO_DOTS = { budget: null, perItem: null } as const
const DOTS = { kind: 'dots', voter: 'person', budget: 3, perItem: null } as const
const SCORES = { kind: 'scores', voter: 'person', ...NO_DOTS } as const
/** Ballots of one person each. */
const one = (casts: readonly Cast[]) => casts.map((votes) => ({ votes, voices: 1 }))

test('S2.6 totals equal the sum of the dots, and a tie stays a tie', () => {
  const casts: Cast[] = [{ a: 3 }, { a: 1, b: 2 }, { b: 2, c: 1 }, {}]
  const result = countBallot(DOTS, one(casts), new Set(['a', 'b', 'c', 'd']))
  expect(result).toEqual({ kind: 'dots', voters: 3, budget: 3, totals: { a: 4, b: 4, c: 1 } })
})

test('dots on what is no longer there are not counted, nor who gave only those', () => {
  expect(countBallot(DOTS, one([{ gone: 3 }, { a: 1, gone: 2 }]), new Set(['a']))).toEqual({
    kind: 'dots',
    voters: 1,
    budget: 3,
    totals: { a: 1 },
  })
})

test('of scores the median and the spread are told, the mean of the two in the middle for an even number', () => {
  const casts: Cast[] = [{ x: 0 }, { x: 4 }, { x: 1 }, { x: 4, y: 2 }]
  expect(countBallot(SCORES, one(casts), new Set(['x', 'y']))).toEqual({
    kind: 'scores',
    voters: 4,
    scores: {
      x: { n: 4, median: 2.5, min: null, max: null, spread: 4 },
      y: { n: 1, median: null, min: null, max: null, spread: null },
    },
  })
})

test.each([
  [3, { median: 2, min: null, max: null, spread: 2 }],
  [4, { median: 2.5, min: null, max: null, spread: 3 }],
  [5, { median: 3, min: 1, max: 5, spread: 4 }],
])('of %i respondents the lowest and the highest score are told only where they are nobody’s', (n, said) => {
  const casts = Array.from({ length: n }, (_, at) => ({ x: at + 1 }))
  expect(countBallot(SCORES, one(casts), new Set(['x']))).toMatchObject({ scores: { x: { n, ...said } } })
})

test.each([1, 2])('of %i respondents only their number is told', (n) => {
  const casts = Array.from({ length: n }, () => ({ x: 3 }))
  const result = countBallot(SCORES, one(casts), new Set(['x']))
  expect(result).toEqual({
    kind: 'scores',
    voters: n,
    scores: { x: { n, median: null, min: null, max: null, spread: null } },
  })
})

test('twelve voices on one device are twelve voices and one ballot', () => {
  const casts: KeptCast[] = [
    { votes: { a: 9, b: 3 }, voices: 12 },
    { votes: { b: 1 }, voices: 1 },
    { votes: {}, voices: 4 },
  ]
  expect(countBallot({ ...DOTS, perItem: 2 }, casts, new Set(['a', 'b']))).toEqual({
    kind: 'dots',
    voters: 13,
    ballots: 2,
    budget: 3,
    perItem: 2,
    totals: { a: 9, b: 4 },
  })
})

test('a ballot of organisations says whose voices it counted', () => {
  const ballot = { kind: 'choice', voter: 'organisation', ...NO_DOTS } as const
  expect(countBallot(ballot, one([{ yes: 1 }, { no: 1 }]), new Set(['yes', 'no']))).toEqual({
    kind: 'choice',
    voters: 2,
    by: 'organisation',
    totals: { no: 1, yes: 1 },
  })
})
