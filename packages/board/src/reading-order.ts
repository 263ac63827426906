/** Something with a place on the board, in board units. */
export interface Placed {
  id: string
  top: number
  left: number
  height: number
}

/** Rows from top to bottom, each from left to right; a row takes what starts above the middle of its first item. */
export function inReadingOrder<T extends Placed>(items: readonly T[]): T[] {
  const rest = [...items].sort((a, b) => a.top - b.top || a.left - b.left || (a.id < b.id ? -1 : 1))
  const ordered: T[] = []
  let start = 0
  while (start < rest.length) {
    const first = rest[start]
    if (!first) break
    const middle = first.top + first.height / 2
    let end = start + 1
    while (end < rest.length && (rest[end]?.top ?? Infinity) <= middle) end += 1
    const row = rest.slice(start, end)
    ordered.push(...row.sort((a, b) => a.left - b.left || a.top - b.top || (a.id < b.id ? -1 : 1)))
    start = end
  }
  return ordered
}
