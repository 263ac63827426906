import type { LibraryCase } from '../library-case.ts'

/** What a table counts: a row and a column, each by its id. */
type Pair = readonly [row: string, column: string]

/** What a table counts of a case. */
export type PairsOf = (found: LibraryCase) => readonly Pair[]

/** Every pair that was ever counted, once: thousands of cases say the same few. */
const PAIRS = new Map<string, Map<string, Pair>>()

function pairOf(row: string, column: string): Pair {
  const ofRow = PAIRS.get(row) ?? new Map<string, Pair>()
  PAIRS.set(row, ofRow)
  const pair = ofRow.get(column) ?? ([row, column] as const)
  ofRow.set(column, pair)
  return pair
}

/** Reads what a table counts of each case once: a public case never changes, and its statements are many. */
export function casePairs(pairsOf: PairsOf): PairsOf {
  return perCase((found) => [...new Set(pairsOf(found).map(([row, column]) => pairOf(row, column)))])
}

/** Computes something of each case once, for as long as the case is there. */
export function perCase<T>(of: (found: LibraryCase) => T): (found: LibraryCase) => T {
  const known = new WeakMap<LibraryCase, { readonly value: T }>()
  return (found) => {
    const before = known.get(found)
    if (before) return before.value
    const value = of(found)
    known.set(found, { value })
    return value
  }
}
