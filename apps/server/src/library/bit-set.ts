const BITS = 32

/** A set of small numbers. */
export class BitSet {
  #words: Uint32Array

  constructor(words = new Uint32Array(0)) {
    this.#words = words
  }

  add(number: number): void {
    const at = number >>> 5
    if (at >= this.#words.length) {
      const more = new Uint32Array(Math.max(at + 1, this.#words.length * 2))
      more.set(this.#words)
      this.#words = more
    }
    this.#words[at] = (this.#words[at] ?? 0) | (1 << (number % BITS))
  }

  delete(number: number): void {
    const at = number >>> 5
    const word = this.#words[at]
    if (word !== undefined) this.#words[at] = word & ~(1 << (number % BITS))
  }

  has(number: number): boolean {
    return ((this.#words[number >>> 5] ?? 0) & (1 << (number % BITS))) !== 0
  }

  /** What is in both. */
  and(other: BitSet): BitSet {
    return new BitSet(this.#words.map((word, at) => word & (other.#words[at] ?? 0)))
  }

  /** What is in one of them. */
  or(other: BitSet): BitSet {
    const [long, short] = this.#words.length >= other.#words.length ? [this, other] : [other, this]
    return new BitSet(long.#words.map((word, at) => word | (short.#words[at] ?? 0)))
  }

  /** How many are in both. */
  countWith(other: BitSet): number {
    let count = 0
    const length = Math.min(this.#words.length, other.#words.length)
    for (let at = 0; at < length; at += 1) count += ones((this.#words[at] ?? 0) & (other.#words[at] ?? 0))
    return count
  }
}

/** How many bits of a word are set (Warren, "Hacker's Delight", 5-1). */
function ones(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555)
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333)
  sum = (sum + (sum >>> 4)) & 0x0f0f0f0f
  return Math.imul(sum, 0x01010101) >>> 24
}
