import { type ColumnDefinition, columnScale, type Method } from '../method.ts'
import { type Cells, type CellValue, cellColumn, isCellName, readCell } from './cells.ts'

/** A cell of a table that a note was in before, and the column that it stood in there. */
export interface CarriedCell {
  column: ColumnDefinition
  cell: CellValue
}

/**
 * What a note still says that was moved from a table into a zone without columns: whose expectation it is, when it has
 * been sorted. Of columns of one name that one counts which knows the value.
 */
export function carriedCells(method: Method, meta: Readonly<Record<string, unknown>>): CarriedCell[] {
  return Object.keys(meta)
    .filter(isCellName)
    .flatMap((name): CarriedCell[] => {
      const read = method.zones
        .flatMap((zone) => (zone.options.cols ?? []).map((column) => ({ zone, column })))
        .filter(({ column: { id, type } }) => id === cellColumn(name) && type !== 'vote')
        .map(({ zone, column }) => ({
          column,
          cell: readCell(method, column, meta[name], columnScale(zone, column)),
        }))
        .filter(({ cell }) => cell.kind !== 'empty')
      const known = read.find(({ cell }) => cell.kind !== 'free') ?? read[0]
      return known ? [known] : []
    })
}

/** All that an item says in cells, by column id: those of its zone, and what it brought along. */
export function allCells({ cells, carried = [] }: { cells: Cells; carried?: readonly CarriedCell[] }): Cells {
  if (carried.length === 0) return cells
  return { ...Object.fromEntries(carried.map(({ column, cell }) => [column.id, cell])), ...cells }
}
