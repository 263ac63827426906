import type { Clocks } from './stored-state.ts'

/** How much more than she lacks somebody may be sent so that one answer serves several, in clocks. */
const NEAR_CLOCKS = 1_000

/**
 * What several copies have in common, as far as they are near each other: after a blink of the Wi-Fi a whole room comes
 * back with the same state or nearly the same, and one difference brings all of them up to date.
 */
export class CommonClocks {
  readonly #clocks: Map<number, number>
  /** By how much they are less than the first copy's. */
  #lowered = 0

  constructor(first: Clocks) {
    this.#clocks = new Map(first)
  }

  /** What all copies have that were taken in. */
  get clocks(): Clocks {
    return this.#clocks
  }

  /** Takes in another copy; false when it is not near. */
  takeIn(copy: Clocks): boolean {
    let lower = 0
    let higher = 0
    let shared = 0
    for (const [client, clock] of copy) {
      const own = this.#clocks.get(client)
      if (own !== undefined) shared += 1
      const more = clock - (own ?? 0)
      if (more > 0) higher += more
      else lower -= more
      if (higher > NEAR_CLOCKS || lower > NEAR_CLOCKS) return false
    }
    if (shared < this.#clocks.size) {
      for (const [client, clock] of this.#clocks) if (!copy.has(client)) lower += clock
    }
    if (this.#lowered + lower > NEAR_CLOCKS) return false
    this.#lowered += lower
    if (lower > 0) this.#lowerTo(copy)
    return true
  }

  #lowerTo(copy: Clocks): void {
    for (const [client, clock] of this.#clocks) {
      const other = copy.get(client)
      if (other === undefined) this.#clocks.delete(client)
      else if (other < clock) this.#clocks.set(client, other)
    }
  }
}
