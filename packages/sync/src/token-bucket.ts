/** A generous allowance: `burst` at once, refilled by `perSecond`. */
export class TokenBucket {
  readonly #perSecond: number
  readonly #burst: number
  #tokens: number
  #at: number

  constructor(perSecond: number, burst: number, nowMs: number) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#tokens = burst
    this.#at = nowMs
  }

  /** Takes `amount` tokens; false when there are not enough, and then none are taken. */
  take(amount: number, nowMs: number): boolean {
    const refill = (Math.max(0, nowMs - this.#at) / 1000) * this.#perSecond
    this.#tokens = Math.min(this.#burst, this.#tokens + refill)
    this.#at = nowMs
    if (amount > this.#tokens) return false
    this.#tokens -= amount
    return true
  }
}
