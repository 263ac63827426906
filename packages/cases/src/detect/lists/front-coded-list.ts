/** How many words stand between two of which the whole is remembered. */
const BLOCK = 32
const NONE = 65 // "A": nothing shared with the word before

/**
 * A sorted list of words as one string: before each word a capital that says how many letters it shares with the
 * word before. 280,000 words take one megabyte, and a look-up reads at most one block of them.
 */
export class FrontCodedList {
  readonly #coded: string
  #heads: string[] | null = null
  #starts: number[] = []

  constructor(coded: string) {
    this.#coded = coded
  }

  /** Whether a folded word is in the list. */
  has(word: string): boolean {
    const heads = this.#heads ?? this.#index()
    let low = 0
    let high = heads.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((heads[middle] ?? '') <= word) low = middle
      else high = middle
    }
    return this.#blockHas(low, word)
  }

  /** All words, in order. */
  *words(): Generator<string> {
    const blocks = (this.#heads ?? this.#index()).length
    for (let block = 0; block < blocks; block += 1) yield* this.#block(block)
  }

  /** Remembers where each block begins; the first look-up pays for it. */
  #index(): string[] {
    const heads: string[] = []
    let count = 0
    let word = ''
    for (let at = 0; at < this.#coded.length; ) {
      const end = this.#endOf(at)
      if (count % BLOCK === 0) this.#starts.push(at)
      word = word.slice(0, this.#coded.charCodeAt(at) - NONE) + this.#coded.slice(at + 1, end)
      if (count % BLOCK === 0) heads.push(word)
      count += 1
      at = end
    }
    this.#heads = heads
    return heads
  }

  /** Reads one block without making strings of what cannot be the word. */
  #blockHas(block: number, word: string): boolean {
    if (this.#heads?.[block] === word) return true
    let at = this.#endOf(this.#starts[block] ?? this.#coded.length)
    // how many letters of the word the entry before has, from the first
    let alike = sharedLetters(this.#heads?.[block] ?? '', word)
    for (let count = 1; count < BLOCK && at < this.#coded.length; count += 1) {
      const end = this.#endOf(at)
      const shared = this.#coded.charCodeAt(at) - NONE
      if (shared < alike) return false // the entries have passed the word
      if (shared === alike) {
        let letter = at + 1
        while (letter < end && alike < word.length && this.#coded[letter] === word[alike]) {
          letter += 1
          alike += 1
        }
        if (alike === word.length) return letter === end
      }
      at = end
    }
    return false
  }

  *#block(block: number): Generator<string> {
    let at = this.#starts[block] ?? this.#coded.length
    let word = this.#heads?.[block] ?? ''
    for (let count = 0; count < BLOCK && at < this.#coded.length; count += 1) {
      const end = this.#endOf(at)
      if (count > 0) word = word.slice(0, this.#coded.charCodeAt(at) - NONE) + this.#coded.slice(at + 1, end)
      yield word
      at = end
    }
  }

  /** Where the entry that begins here ends: capitals are counts, letters of words are small. */
  #endOf(at: number): number {
    let end = at + 1
    while (end < this.#coded.length && this.#coded.charCodeAt(end) > 90) end += 1
    return end
  }
}

function sharedLetters(a: string, b: string): number {
  let shared = 0
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1
  return shared
}
