/** Who pays for the work of a tick, and who has to wait (SPEC.md U13, T10). */
export interface Accounts<S> {
  /** An update will cost so many operations beyond its length; told before it is applied. */
  charge(sender: S, operations: number): void
  /** Whether the changes of this author are to wait for a later tick. */
  mustWait(sender: S): boolean
  /** Applying, judging and repairing the changes of this author took so many ms. */
  took(sender: S, ms: number): void
  /** Now, in ms. */
  now(): number
}

/** Accounts that nobody keeps. */
export const NO_ACCOUNTS: Accounts<unknown> = {
  charge: () => undefined,
  mustWait: () => false,
  took: () => undefined,
  now: () => 0,
}

/** Divides the time of one transaction among the authors whose changes it holds, by the time that judging each took. */
export class TimeBill<S> {
  readonly #accounts: Accounts<S>
  readonly #startMs: number
  readonly #parts: { sender: S; ms: number }[] = []

  constructor(accounts: Accounts<S>) {
    this.#accounts = accounts
    this.#startMs = accounts.now()
  }

  /** Does one author's part. */
  measure<T>(sender: S, work: () => T): T {
    const startMs = this.#accounts.now()
    try {
      return work()
    } finally {
      this.#parts.push({ sender, ms: this.#accounts.now() - startMs })
    }
  }

  /** The transaction is over: what all of it took is charged. */
  settle(): void {
    const allMs = this.#accounts.now() - this.#startMs
    const measuredMs = this.#parts.reduce((sum, { ms }) => sum + ms, 0)
    if (measuredMs <= 0) return
    for (const { sender, ms } of this.#parts) this.#accounts.took(sender, (allMs * ms) / measuredMs)
  }
}
