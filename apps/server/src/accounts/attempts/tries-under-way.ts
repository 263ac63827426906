interface UnderWay {
  tries: number
  /** Those who found the count full; told whether it is worth another try. */
  readonly waiting: ((mayTry: boolean) => void)[]
}

/**
 * Tries that are being made in this process. A full count is no refusal while some of what fills it may turn out to be
 * right: a whole class types the right password at the same moment.
 */
export class TriesUnderWay {
  readonly #byName = new Map<string, UnderWay>()

  /** One is about to be counted. */
  begin(name: string): void {
    this.#of(name).tries += 1
  }

  /** It is over; `isFree` when it was taken back, so that there is a place for one who waits. */
  end(name: string, isFree: boolean): void {
    const underWay = this.#of(name)
    underWay.tries -= 1
    if (isFree) underWay.waiting.shift()?.(true)
    else if (underWay.tries === 0) for (const tell of underWay.waiting.splice(0)) tell(false)
    if (underWay.tries === 0 && underWay.waiting.length === 0) this.#byName.delete(name)
  }

  /** Resolves when one has turned out to be right; false when none is under way any more. */
  async mayTryAgain(name: string): Promise<boolean> {
    const underWay = this.#byName.get(name)
    if (underWay === undefined || underWay.tries === 0) return false
    return new Promise((resolve) => underWay.waiting.push(resolve))
  }

  #of(name: string): UnderWay {
    let underWay = this.#byName.get(name)
    if (underWay === undefined) {
      underWay = { tries: 0, waiting: [] }
      this.#byName.set(name, underWay)
    }
    return underWay
  }
}
