import { textHash } from './text-hash.ts'

/** Numbers from 0 up to 1 that depend on the seed alone (mulberry32): the same seed gives the same order again. */
export function seededRandom(seed: string): () => number {
  let state = Number.parseInt(textHash(seed).slice(-6), 36) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
