import type { ShownCount } from '@tablee/cases'

/** A transversal table: what its rows and columns are, and how many cases each cell means. */
export interface ViewTable {
  /** What the rows are. */
  readonly corner: string
  readonly columns: readonly string[]
  readonly rows: readonly ViewRow[]
}

/** One row; `group` names the rows that belong together. */
export interface ViewRow {
  readonly label: string
  readonly group?: string
  readonly cells: readonly ShownCount[]
}

/** The largest count that is shown, at least one. */
export function largestCount({ rows }: ViewTable): number {
  const counts = rows.flatMap(({ cells }) => cells.map((cell) => (cell.shown === 'exact' ? cell.count : 0)))
  return Math.max(1, ...counts)
}

/** Tables of the same rows as one. What is kept back was decided in each: their columns do not add up together. */
export function besideEachOther(tables: readonly ViewTable[]): ViewTable {
  const [first] = tables
  if (first === undefined) throw new Error('no table to put beside another')
  return {
    corner: first.corner,
    columns: tables.flatMap(({ columns }) => columns),
    rows: first.rows.map((row, at) => ({
      ...row,
      cells: tables.flatMap(({ rows }) => rows[at]?.cells ?? []),
    })),
  }
}
