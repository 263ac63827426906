/** A write that takes longer is not taken for kept, in ms: an ordinary one takes a few. */
const LATE_AFTER_MS = 2_000

/** Follows writes that end in the order in which they began: some browsers let one hang for ever. */
export class WriteWatch {
  readonly #changed: () => void
  #begun = 0
  #ended = 0
  /** Writes before this one were not there in time. */
  #lateBefore = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** @param changed called when `late` changed */
  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** Whether a write takes too long. */
  get late(): boolean {
    return this.#ended < this.#lateBefore
  }

  /** A write begins; the returned function says that it has ended, well or not. */
  begin(): () => void {
    this.#begun += 1
    this.#arm()
    let isUnderWay = true
    return () => {
      if (!isUnderWay) return
      isUnderWay = false
      const wasLate = this.late
      this.#ended += 1
      if (this.#ended === this.#begun) this.stop()
      if (wasLate && !this.late) this.#changed()
    }
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #arm(): void {
    const asked = this.#begun
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      if (this.#ended < asked) {
        const wasLate = this.late
        this.#lateBefore = asked
        if (!wasLate) this.#changed()
      }
      if (this.#ended < this.#begun) this.#arm()
    }, LATE_AFTER_MS)
  }
}
