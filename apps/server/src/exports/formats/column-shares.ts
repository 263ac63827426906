import type { ExportTable } from '../document/tables.ts'

/** Characters that a column of numbers or dates wants, and the bounds for words. */
const NARROW = 7
const WIDEST = 60
const NARROWEST = 11
/** `2027-03-12`, and room around it. */
const DATE = 14

/** How much of a page's width each column takes; together 1. The longer its words, the wider, within bounds. */
export function columnShares({ columns, rows }: Pick<ExportTable, 'columns' | 'rows'>): number[] {
  const wants = columns.map(({ label, type }, at) => {
    if (type === 'number') {
      const digits = rows.map((row) => String(row[at] ?? '').length)
      return Math.max(NARROW, label.length + 2, ...digits.map((length) => length + 2))
    }
    if (type === 'date') return Math.max(DATE, label.length + 2)
    const lengths = rows.map((row) => longestLine(row[at] ?? null)).sort((a, b) => a - b)
    // the longest alone would starve the other columns
    const usual = lengths[Math.floor(lengths.length * 0.9)] ?? 0
    return Math.min(WIDEST, Math.max(NARROWEST, usual, label.length + 2))
  })
  const sum = wants.reduce((total, want) => total + want, 0)
  return wants.map((want) => want / sum)
}

function longestLine(cell: string | number | null): number {
  if (typeof cell !== 'string') return 0
  return Math.max(...cell.split('\n').map(({ length }) => length))
}
