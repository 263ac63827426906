import type { RoomLimits } from './limits.ts'

/** What bounds the time that one person's changes may take of the thread that serves all. */
type TimeLimits = Pick<RoomLimits, 'personTimeBurstMs' | 'personTimeDebtMs'>

/**
 * How much of the thread's time one person's changes took lately. It fades at the pace of her share: whoever stays
 * below it never waits, and whoever took a second at a quarter of the thread waits for three. Nobody waits for more than
 * her debt's worth: ten seconds at a quarter.
 */
export class TimeShare {
  readonly #limits: TimeLimits
  #usedMs = 0
  #latelyMs = 0
  #atMs: number

  constructor(limits: TimeLimits, nowMs: number) {
    this.#limits = limits
    this.#atMs = nowMs
  }

  /** Counts time that her changes took, in ms; `percent` of the thread are hers. */
  charge(ms: number, percent: number, nowMs: number): void {
    this.#fade(percent, nowMs)
    const { personTimeBurstMs, personTimeDebtMs } = this.#limits
    this.#usedMs = Math.min(this.#usedMs + ms, personTimeBurstMs + personTimeDebtMs)
    this.#latelyMs += ms
  }

  /** For how long her next changes are to wait, in ms, while `percent` of the thread are hers. */
  waitMs(percent: number, nowMs: number): number {
    this.#fade(percent, nowMs)
    return (Math.max(0, this.#usedMs - this.#limits.personTimeBurstMs) * 100) / percent
  }

  /** What was counted since the last call, in ms. */
  takeLately(): number {
    const lately = this.#latelyMs
    this.#latelyMs = 0
    return lately
  }

  /** Whether nothing of it is used: it may as well be forgotten. */
  isUnused(percent: number, nowMs: number): boolean {
    this.#fade(percent, nowMs)
    return this.#usedMs === 0
  }

  #fade(percent: number, nowMs: number): void {
    const faded = (Math.max(0, nowMs - this.#atMs) * percent) / 100
    this.#usedMs = Math.max(0, this.#usedMs - faded)
    this.#atMs = nowMs
  }
}
