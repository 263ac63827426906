import type { RoomLimits } from './limits.ts'

/** What bounds the time that one person's changes may take of the thread that serves all. */
type TimeLimits = Pick<
  RoomLimits,
  'personTimePercent' | 'personLoneTimePercent' | 'personTimeBurstMs' | 'personTimeDebtMs'
>

/**
 * How much of the thread's time one person's changes took lately. It fades at the pace of her share: whoever stays
 * below it never waits, and whoever took a second at a quarter of the thread waits for three. Nobody waits for more than
 * her debt's worth: ten seconds at a quarter.
 */
export class TimeShare {
  readonly #limits: TimeLimits
  #usedMs = 0
  #atMs: number

  constructor(limits: TimeLimits, nowMs: number) {
    this.#limits = limits
    this.#atMs = nowMs
  }

  /** Counts time that her changes took, in ms. */
  charge(ms: number, isAlone: boolean, nowMs: number): void {
    this.#fade(isAlone, nowMs)
    const { personTimeBurstMs, personTimeDebtMs } = this.#limits
    this.#usedMs = Math.min(this.#usedMs + ms, personTimeBurstMs + personTimeDebtMs)
  }

  /** For how long her next changes are to wait, in ms. */
  waitMs(isAlone: boolean, nowMs: number): number {
    this.#fade(isAlone, nowMs)
    return Math.max(0, this.#usedMs - this.#limits.personTimeBurstMs) / this.#part(isAlone)
  }

  /** Whether nothing of it is used: it may as well be forgotten. */
  isUnused(nowMs: number): boolean {
    this.#fade(false, nowMs)
    return this.#usedMs === 0
  }

  #fade(isAlone: boolean, nowMs: number): void {
    const faded = Math.max(0, nowMs - this.#atMs) * this.#part(isAlone)
    this.#usedMs = Math.max(0, this.#usedMs - faded)
    this.#atMs = nowMs
  }

  #part(isAlone: boolean): number {
    const { personTimePercent, personLoneTimePercent } = this.#limits
    return (isAlone ? personLoneTimePercent : personTimePercent) / 100
  }
}
