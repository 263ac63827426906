import { expect, test } from 'vitest'
import { TickPace } from './tick-pace.ts'

const LIMITS = { tickMinMs: 0, tickMs: 30, tickMaxMs: 50, cursorTickMs: 33 }

/** Ticks that all cost the same, each as soon as it may start: the time from one start to the next in the end, in ms. */
function steadyPeriod(relayMs: number, heldMs: number, updatesPerSecond = 600, limits = LIMITS): number {
  const pace = new TickPace(limits)
  let startMs = 0
  let periodMs = 0
  for (let tick = 0; tick < 2_000; tick++) {
    const updates = Math.round((updatesPerSecond * periodMs) / 1_000)
    pace.updatesRelayed({ startMs, updates, relayMs, heldMs })
    periodMs = pace.updatesAtMs - startMs
    startMs = pace.updatesAtMs
  }
  return periodMs
}

/** Ticks that come with the updates, every so many ms: how long the last one had to wait, in ms. */
function waitMs(everyMs: number, relayMs: number, heldMs: number): number {
  const pace = new TickPace(LIMITS)
  let waited = 0
  for (let tick = 1; tick < 2_000; tick++) {
    const startMs = Math.max(tick * everyMs, pace.updatesAtMs)
    waited = startMs - tick * everyMs
    pace.updatesRelayed({ startMs, updates: 1, relayMs, heldMs })
  }
  return waited
}

test('T6 the first tick comes at once', () => {
  expect(new TickPace(LIMITS).updatesAtMs).toBe(0)
})

test('T6 ticks come at once while relaying is a small part of the time', () => {
  expect(waitMs(12, 0.4, 1.5)).toBe(0)
  expect(waitMs(5, 0.18, 0.9)).toBe(0)
})

test('T6 that part is larger where hardly anybody would share a tick', () => {
  // ten who draw among twenty, on a slow machine
  expect(waitMs(10, 1.2, 2.5)).toBe(0)
  expect(steadyPeriod(1.2, 2.5, 100)).toBeLessThan(12)
  expect(steadyPeriod(1.2, 2.5, 600)).toBeGreaterThan(25)
})

test('T6 they are spaced out to that part of the time when there is more to tell', () => {
  expect(steadyPeriod(0.2, 0.5)).toBeCloseTo(6.4)
  expect(steadyPeriod(0.8, 1.5)).toBeCloseTo(25.6)
})

test('T6 however cheap they are, two ticks start at least tickMinMs apart, and never further than tickMs', () => {
  const limits = { ...LIMITS, tickMinMs: 5 }
  expect(steadyPeriod(0.05, 0.1, 600, limits)).toBeCloseTo(5)
  expect(steadyPeriod(0.8, 1.5, 600, limits)).toBeCloseTo(25.6)
  expect(steadyPeriod(0.05, 0.1, 600, { ...limits, tickMs: 2 })).toBeCloseTo(2)
})

test('T6 a burst of updates is not held up', () => {
  const pace = new TickPace(LIMITS)
  for (let tick = 0; tick < 30; tick++)
    pace.updatesRelayed({ startMs: 2 * tick, updates: 1, relayMs: 0.4, heldMs: 0.9 })
  expect(pace.updatesAtMs - 58).toBeLessThan(2)
})

test('T6 a tick that waits for the disk is no reason to wait, unless it holds up everything for half of the time', () => {
  expect(steadyPeriod(0.2, 1.8)).toBeCloseTo(6.4)
  expect(steadyPeriod(0.2, 12)).toBeCloseTo(24)
})

test('T6 dear ticks come every tickMs, and further apart only when they take half of the time', () => {
  expect(steadyPeriod(3, 4)).toBeCloseTo(30)
  expect(steadyPeriod(2, 20)).toBeCloseTo(40)
  expect(steadyPeriod(400, 400)).toBeCloseTo(50)
})

test('T6 one slow tick among cheap ones, or a disk that hesitates once, hardly puts off the next', () => {
  const pace = new TickPace(LIMITS)
  let startMs = 0
  const run = (ticks: number, relayMs: number, heldMs: number) => {
    for (let tick = 0; tick < ticks; tick++) {
      startMs = Math.max(startMs + 10, pace.updatesAtMs)
      pace.updatesRelayed({ startMs, updates: 1, relayMs, heldMs })
    }
    return pace.updatesAtMs - startMs
  }
  run(100, 0.2, 0.4)
  expect(run(1, 30, 1_000)).toBeLessThan(2)
  expect(run(10, 0.2, 0.4)).toBeLessThan(1)
})

test('T6 what a storm cost is forgotten soon', () => {
  const pace = new TickPace(LIMITS)
  for (let tick = 0; tick < 500; tick++)
    pace.updatesRelayed({ startMs: tick, updates: 1, relayMs: 10, heldMs: 10 })
  pace.updatesRelayed({ startMs: 2_000, updates: 1, relayMs: 0.2, heldMs: 0.4 })
  for (let tick = 0; tick < 20; tick++)
    pace.updatesRelayed({ startMs: 2_100 + 100 * tick, updates: 1, relayMs: 0.2, heldMs: 0.4 })
  expect(pace.updatesAtMs - 4_000).toBeLessThan(1)
})

test('T8 cursors alone keep to a slower clock', () => {
  const pace = new TickPace(LIMITS)
  pace.cursorsRelayed({ startMs: 10, updates: 0, relayMs: 1, heldMs: 1 })
  expect(pace.cursorsAtMs).toBe(43)
  pace.cursorsRelayed({ startMs: 0, updates: 0, relayMs: 30, heldMs: 30 })
  expect(pace.cursorsAtMs).toBe(50)
})

test('T6 telling very many takes a tick longer than usual, and no longer than the longest', () => {
  expect(steadyPeriod(3, 6, 2_500)).toBeCloseTo(30)
  expect(steadyPeriod(4, 8, 2_500)).toBeCloseTo(40)
  expect(steadyPeriod(9, 12, 2_500)).toBeCloseTo(50)
})
