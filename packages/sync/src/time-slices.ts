/** How long one piece of work may hold the event loop, in ms; a tick that waits for it is hardly felt. */
const SLICE_MS = 5

/**
 * Long work in slices. Whoever has some asks for a turn, works until the slice is spent, and asks again: however
 * many rooms open at once, everything else runs between any two slices.
 */
export class TimeSlices {
  readonly #queue: (() => void)[] = []
  #scheduled = false
  #endMs = 0

  /** Whether the slice of the last turn is used up. */
  get spent(): boolean {
    return performance.now() >= this.#endMs
  }

  /** Resolves when the caller may work for one slice. */
  turn(): Promise<void> {
    const turn = new Promise<void>((resolve) => this.#queue.push(resolve))
    this.#schedule()
    return turn
  }

  #schedule(): void {
    if (this.#scheduled || this.#queue.length === 0) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      this.#endMs = performance.now() + SLICE_MS
      this.#queue.shift()?.()
      this.#schedule()
    })
  }
}
