import { expect, test } from 'vitest'
import { type Glance, momentBetween } from './moments.ts'

const at = (leftMs: number, stepId = 'one', phase: Glance['phase'] = 'running'): Glance => ({
  phase,
  stepId,
  leftMs,
})
const READY: Glance = { phase: 'ready', stepId: null, leftMs: 0 }

test('of a step of ten minutes four things are said aloud, and no second', () => {
  const said: string[] = []
  let before = READY
  for (let seconds = 600; seconds >= -30; seconds -= 1) {
    const now = at(seconds * 1_000)
    const moment = momentBetween(before, now)
    if (moment) said.push(`${moment} ${seconds}`)
    before = now
  }
  const over: Glance = { phase: 'ended', stepId: null, leftMs: 0 }
  said.push(String(momentBetween(before, over)))
  expect(said).toEqual(['began 600', 'minute 60', 'up 0', 'ended'])
})

test('another step is said, a pause and a minute more are not, and the minute is said again', () => {
  expect(momentBetween(at(30_000), at(300_000, 'two'))).toBe('began')
  expect(momentBetween(at(30_000), at(90_000))).toBeNull()
  expect(momentBetween(at(90_000), at(60_000))).toBe('minute')
})

test('who comes late hears nothing of what is over', () => {
  expect(momentBetween(at(-5_000), at(-6_000))).toBeNull()
  expect(momentBetween(READY, READY)).toBeNull()
  const ended: Glance = { phase: 'ended', stepId: null, leftMs: 0 }
  expect(momentBetween(ended, ended)).toBeNull()
})

test('a page that slept past the last minute says that the time is up, once', () => {
  expect(momentBetween(at(120_000), at(-10_000))).toBe('up')
  expect(momentBetween(at(-10_000), at(-11_000))).toBeNull()
})
