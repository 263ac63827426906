/** How often the server is asked for its time when the distance is measured: the middle answer counts. */
const SAMPLES = 5
/** How long after a measure the distance is measured anew, in ms: two quartzes part by a second in a week at worst. */
const AGAIN_AFTER_MS = 5 * 60_000
/** Pause before a measure that failed is tried again, in ms. */
const RETRY_MS = 5_000
/** When the device's two clocks part by more than this, it has slept or was set, in ms. */
const JUMP_MS = 500

/** What the clock of a page works with; a test brings its own. */
export interface ClockParts {
  /** Asks the server for its time, in ms since 1970. */
  ask(): Promise<number>
  /** A clock that is never set, in ms (`performance.now`). */
  steady(): number
  /** The device's own time, in ms since 1970: only to see that it slept. */
  wall(): number
  later(run: () => void, ms: number): () => void
}

const BROWSER: Omit<ClockParts, 'ask'> = {
  steady: () => performance.now(),
  wall: () => Date.now(),
  later(run, ms) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/**
 * The server's time on this screen. Devices are minutes apart; what is left of a step is the same second on all of them,
 * also after the network was away.
 */
export class ServerClock {
  readonly #parts: ClockParts
  readonly #listeners = new Set<() => void>()
  #offsetMs: number
  #gapMs: number
  #isMeasuring = false
  #isClosed = false
  #stopWaiting: () => void = () => undefined

  constructor(parts: Pick<ClockParts, 'ask'> & Partial<ClockParts>) {
    this.#parts = { ...BROWSER, ...parts }
    this.#gapMs = this.#gap()
    // Until the server has answered, the device's own time is the best guess.
    this.#offsetMs = this.#gapMs
    void this.refresh()
  }

  /** The server's time, in ms since 1970. */
  nowMs = (): number => {
    if (Math.abs(this.#gap() - this.#gapMs) > JUMP_MS) {
      this.#gapMs = this.#gap()
      void this.refresh()
    }
    return this.#parts.steady() + this.#offsetMs
  }

  /** Calls back when the distance was measured anew. Returns its undo. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Measures the distance now: after a new connection, and when the page is looked at again. */
  refresh = async (): Promise<void> => {
    if (this.#isMeasuring || this.#isClosed) return
    this.#isMeasuring = true
    this.#stopWaiting()
    const found: number[] = []
    try {
      for (let sample = 0; sample < SAMPLES && !this.#isClosed; sample += 1) {
        const sentMs = this.#parts.steady()
        const serverMs = await this.#parts.ask()
        found.push(serverMs - (sentMs + this.#parts.steady()) / 2)
        // The first answer is far better than none; the middle of all counts in the end.
        this.#take(found)
      }
      this.#wait(AGAIN_AFTER_MS)
    } catch {
      // Offline: what was measured before still holds, and the next connection asks again.
      this.#wait(RETRY_MS)
    } finally {
      this.#isMeasuring = false
    }
  }

  close(): void {
    this.#isClosed = true
    this.#stopWaiting()
    this.#listeners.clear()
  }

  #take(found: readonly number[]): void {
    const middle = found.toSorted((a, b) => a - b)[Math.floor(found.length / 2)]
    if (middle === undefined || this.#isClosed) return
    this.#offsetMs = middle
    this.#gapMs = this.#gap()
    for (const listener of this.#listeners) listener()
  }

  #wait(ms: number): void {
    if (!this.#isClosed) this.#stopWaiting = this.#parts.later(() => void this.refresh(), ms)
  }

  #gap(): number {
    return this.#parts.wall() - this.#parts.steady()
  }
}
