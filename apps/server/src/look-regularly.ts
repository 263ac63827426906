/** What is looked for again and again in this process. */
export interface RegularLook {
  /**
   * Looks once more, after the look that is under way: whoever asks meanwhile waits for one and the same. Resolves when
   * it is over, and never rejects.
   */
  look(): Promise<void>
  /** Resolves when the look under way is over; there is none after it. */
  close(): Promise<void>
}

/** How something is looked for. */
export interface LookOptions {
  /** How often, in ms. */
  everyMs: number
  /** Also now: a crash may have left something. */
  atOnce?: boolean
  /** Does what is due. What takes several steps asks between them whether it is to end. */
  work(isOver: () => boolean): Promise<void>
  /** Told what a look threw; the next one tries again. */
  failed(err: unknown): void
}

/** Starts to look for something that is due, one look after the other, until it is closed. */
export function lookRegularly({ everyMs, atOnce = false, work, failed }: LookOptions): RegularLook {
  let isClosed = false
  let turn: Promise<void> = Promise.resolve()
  /** The look that has been asked for and has not begun. */
  let asked: Promise<void> | null = null
  const lookOnce = async (): Promise<void> => {
    asked = null
    if (isClosed) return
    try {
      await work(() => isClosed)
    } catch (err) {
      // what is taken away at a stop is no trouble
      if (!isClosed) failed(err)
    }
  }
  const look = (): Promise<void> => {
    if (asked !== null) return asked
    asked = turn.then(lookOnce)
    turn = asked
    return asked
  }
  if (atOnce) void look()
  const timer = setInterval(() => void look(), everyMs)
  timer.unref()
  return {
    look,
    async close() {
      isClosed = true
      clearInterval(timer)
      await turn
    },
  }
}
