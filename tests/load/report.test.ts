import { expect, test } from 'vitest'
import { type Measurement, median, toLine } from './report.ts'

const MEASURED: Measurement = {
  bench: 'sync',
  work: '60:60',
  metric: 'cpu',
  ours: [22, 20, 21],
  peers: { a: [70, 60, 65], b: 84 },
  better: 'lower',
  target: 0.3,
  conditions: {},
}

test('figures of several rounds are told by their median', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
  expect(median([null, 5, null])).toBe(5)
  expect(median([null])).toBeNull()
})

test('the value is the ratio to the best peer', () => {
  expect(toLine(MEASURED)).toMatchObject({
    ours: 21,
    peers: { a: 65, b: 84 },
    value: 0.3231,
    unit: 'ratio to the best peer',
    ok: false,
  })
  expect(toLine({ ...MEASURED, better: 'higher' }).value).toBe(0.25)
})

test('the value may be the ratio to one peer, or our own figure', () => {
  expect(toLine({ ...MEASURED, against: ['b'] })).toMatchObject({ value: 0.25, unit: 'ratio to b', ok: true })
  expect(toLine({ ...MEASURED, against: 'absolute', unit: '%', target: 21 })).toMatchObject({
    value: 21,
    unit: '%',
    ok: true,
  })
})

test('a peer that could not do the work is left out, and nothing is said of the ratio to it', () => {
  const line = toLine({ ...MEASURED, peers: { a: 65, b: [null, null] } })
  expect(line).toMatchObject({ peers: { a: 65 }, value: null, ok: null })
  expect(toLine({ ...MEASURED, peers: { a: 65, b: null }, against: ['a'] }).value).toBe(0.3231)
})

test('work that we could not do has no value', () => {
  expect(toLine({ ...MEASURED, ours: [null, null] })).toMatchObject({ ours: null, value: null, ok: null })
})

test('the rounds of a line are those that were measured, and those of a peer where they differ', () => {
  const { conditions } = toLine({
    bench: 'sync',
    work: 'open 10000',
    metric: 'cold open',
    ours: [1, 2, 3],
    peers: { often: [4, 5, 6], once: [7], failing: [8, null, null] },
    better: 'lower',
    target: null,
    conditions: { rounds: 5, notes: 10_000 },
  })
  expect(conditions).toEqual({ rounds: 3, peerRounds: { once: 1, failing: 1 }, notes: 10_000 })
})
