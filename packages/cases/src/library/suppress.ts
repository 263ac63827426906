/** Fewest organisations that a count may stand for before somebody who is no editor reads it. */
export const COUNT_MIN = 3

/**
 * A count as the public reads it: itself; `few`, from none to two; or `withheld`, any number, so that a small one
 * beside it cannot be computed.
 */
export type ShownCount =
  | { readonly shown: 'exact'; readonly count: number }
  | { readonly shown: 'few' }
  | { readonly shown: 'withheld' }

const FEW: ShownCount = { shown: 'few' }
const WITHHELD: ShownCount = { shown: 'withheld' }

/** One count that stands alone. */
export function shownCount(count: number): ShownCount {
  return count < COUNT_MIN ? FEW : { shown: 'exact', count }
}

/**
 * The counts of the terms of one facet, every term of its vocabulary, beside the number of all cases: they may share
 * them out, so that the last unknown one is what the others leave. When the small ones could be told (there is one of
 * them, or each is as large as a small one can be), the smallest large ones are withheld with them, and all of these
 * look the same: which is which stays open. None is told as little as one or two.
 */
export function suppressCounts(counts: readonly number[]): ShownCount[] {
  const small = counts.filter((count) => count < COUNT_MIN)
  const sum = small.reduce((total, count) => total + count, 0)
  const isComputable = sum > 0 && (small.length === 1 || sum === (COUNT_MIN - 1) * small.length)
  const large = counts.filter((count) => count >= COUNT_MIN)
  if (!isComputable || large.length === 0) return counts.map(shownCount)
  const cover = Math.min(...large)
  return counts.map((count) => (count < COUNT_MIN || count === cover ? WITHHELD : { shown: 'exact', count }))
}

/**
 * How often a tag is counted when some cases are counted for it without saying so: in whole threes. Whoever takes away
 * the ones that do say it learns of three at least, and of none when one more comes.
 */
export function countWithHidden(told: number, hidden: number): number {
  return told + hidden - (hidden % COUNT_MIN)
}

/**
 * The counts of a table of two facets, beside whose lines their sums are known. A line never has one unknown count
 * alone: the smallest others are withheld with it, in its column and in theirs, until each has none or several.
 */
export function suppressTable(rows: readonly (readonly number[])[]): ShownCount[][] {
  const shown = rows.map((row) => row.map(shownCount))
  const width = rows[0]?.length ?? 0
  const columns = Array.from({ length: width }, (_, at) => at)
  // how many cells of each line are not told: most lines are passed over by it
  const unknownInRow = shown.map((row) => row.filter(isUnknown).length)
  const unknownInColumn = columns.map((at) => shown.filter((row) => isUnknown(row[at])).length)
  const valueAt = (row: number, column: number): number => rows[row]?.[column] ?? 0
  const withhold = (row: number, column: number): void => {
    const cells = shown[row]
    if (cells === undefined) return
    cells[column] = WITHHELD
    unknownInRow[row] = (unknownInRow[row] ?? 0) + 1
    unknownInColumn[column] = (unknownInColumn[column] ?? 0) + 1
  }
  /** Covers the only unknown cell of a line. @returns whether something was withheld with it */
  const cover = (line: readonly (readonly [row: number, column: number])[]): boolean => {
    const only = line.find(([row, column]) => isUnknown(shown[row]?.[column]))
    if (only === undefined || valueAt(...only) === 0) return false
    const others = line.filter((cell) => cell !== only)
    const smallest = Math.min(...others.map((cell) => valueAt(...cell)))
    const covers = others.filter((cell) => valueAt(...cell) === smallest)
    for (const cell of covers) withhold(...cell)
    return covers.length > 0
  }
  let isChanging = true
  while (isChanging) {
    isChanging = false
    for (const [row, unknown] of unknownInRow.entries())
      if (unknown === 1 && cover(columns.map((column) => [row, column] as const))) isChanging = true
    for (const [column, unknown] of unknownInColumn.entries())
      if (unknown === 1 && cover(rows.map((_, row) => [row, column] as const))) isChanging = true
  }
  return shown
}

function isUnknown(count: ShownCount | undefined): boolean {
  return count?.shown !== 'exact'
}
