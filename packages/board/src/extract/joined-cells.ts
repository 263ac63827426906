import type { BoardContent, ContentItem } from '../content/board-content.ts'
import type { Cells, CellValue } from '../content/cells.ts'
import { foldText } from '../fold-text.ts'
import type { JoinedCells } from './extraction.ts'
import { cellOf, keyOf, selectItems } from './select-rows.ts'

const EMPTY: CellValue = { kind: 'empty' }

/** Reads what other rows say of a row. Of several that name it the first that fills a cell counts. */
export function joinedCells(
  content: BoardContent,
  { zones, column, own, take }: JoinedCells,
): (item: ContentItem) => Cells {
  const naming = new Map<string, ContentItem[]>()
  for (const row of selectItems(content, zones)) {
    const key = foldText(keyOf(row, column) ?? '')
    if (key !== '') naming.set(key, [...(naming.get(key) ?? []), row])
  }
  return (item) => {
    const key = own === undefined ? item.id : (keyOf(item, own) ?? '')
    const rows = naming.get(foldText(key)) ?? []
    return Object.fromEntries(
      take.map((id) => {
        const cells = rows.flatMap((row) => cellOf(row, id) ?? [])
        return [id, cells.find(({ kind }) => kind !== 'empty') ?? EMPTY]
      }),
    )
  }
}
