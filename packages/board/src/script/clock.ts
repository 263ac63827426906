import type { StepClock } from './script.ts'

/** Longest time on a clock, in ms. */
const CLOCK_MAX_MS = 24 * 60 * 60_000

/** The clock with so many ms more or fewer; of a time that is up, more counts from now. */
export function withMore(clock: StepClock, ms: number, nowMs: number): StepClock {
  const add = (leftMs: number) => Math.min(CLOCK_MAX_MS, Math.max(0, Math.max(0, leftMs) + ms))
  return clock.kind === 'paused'
    ? { kind: 'paused', leftMs: add(clock.leftMs) }
    : { kind: 'running', endsAtMs: nowMs + add(clock.endsAtMs - nowMs) }
}
