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
    this.#refill(nowMs)
    if (amount > this.#tokens) return false
    this.#tokens -= amount
    return true
  }

  /** Whether there are so many. */
  has(amount: number, nowMs: number): boolean {
    this.#refill(nowMs)
    return amount <= this.#tokens
  }

  /** Takes `amount` tokens for what was done already: when there are not enough, the rest is owed. */
  charge(amount: number, nowMs: number): void {
    this.#refill(nowMs)
    this.#tokens -= amount
  }

  /** Whether more was charged than there was. */
  isInDebt(nowMs: number): boolean {
    this.#refill(nowMs)
    return this.#tokens < 0
  }

  /** Whether nothing is missing: it may as well be forgotten. */
  isFull(nowMs: number): boolean {
    this.#refill(nowMs)
    return this.#tokens === this.#burst
  }

  #refill(nowMs: number): void {
    const refill = (Math.max(0, nowMs - this.#at) / 1000) * this.#perSecond
    this.#tokens = Math.min(this.#burst, this.#tokens + refill)
    this.#at = nowMs
  }
}
