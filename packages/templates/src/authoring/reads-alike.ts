/** Columns that hold plain numbers. */
const NUMBERS: ReadonlySet<string> = new Set(['number', 'score'])

/** Whether what a column of one type holds is read as before in one of the other: a number is the same with and without points to choose from. */
export function readsAlike(before: string, after: string): boolean {
  return before === after || (NUMBERS.has(before) && NUMBERS.has(after))
}
