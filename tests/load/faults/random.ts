/** Random numbers that a seed makes again. */
export interface Random {
  /** From 0 up to, not including, `end`; a whole number. */
  below(end: number): number
  /** One of these; they must not be empty. */
  oneOf<T>(things: readonly [T, ...T[]]): T
  bytes(length: number): Uint8Array
}

/** Mulberry32: small, and good enough to choose moments and bytes. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (end: number) => Math.floor((next() / 2 ** 32) * end)
  return {
    below,
    oneOf: (things) => things[below(things.length)] ?? things[0],
    bytes: (length) => Uint8Array.from({ length }, () => next() & 255),
  }
}
