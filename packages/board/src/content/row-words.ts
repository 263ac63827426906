import type { Lang } from '../language.ts'
import { findZone, type Method } from '../method.ts'
import type { BoardRecord } from '../record.ts'
import { richTextToPlain } from '../rich-text.ts'
import type { ZoneContent } from './board-content.ts'
import { allCells } from './carried-cells.ts'
import { type Cells, readRow } from './cells.ts'
import { isBlank } from './is-blank.ts'
import { sayCell } from './note-cells.ts'

/** Between the cells that stand for a row without a text. */
const BETWEEN = ' · '

/** Most cells that stand for a row. */
const CELLS_MOST = 3

/** What cells are put into words with; `titleOf` names the item that a cell refers to. */
interface CellWords {
  method: Method
  lang: Lang
  titleOf(itemId: string): string | null
}

/** Gives rows whose text says nothing a title of their first cells, in words, so that they can be told apart. */
export function nameWordless(
  zones: readonly ZoneContent[],
  { method, lang }: { method: Method; lang: Lang },
): void {
  const wordless = zones.flatMap(({ items }) => items.filter((item) => item.title === '' && !isBlank(item)))
  if (wordless.length === 0) return
  const titles = new Map(zones.flatMap(({ items }) => items.map(({ id, title }) => [id, title] as const)))
  const titleOf = (id: string) => titles.get(id) ?? null
  for (const item of wordless) item.title = sayFirstCells(allCells(item), { method, lang, titleOf })
}

/** What stands in a list for a note that is not on the board: its text, else its first cells; empty for a blank one. */
export function sayNote(record: BoardRecord, { method, lang, titleOf }: CellWords): string {
  const text = richTextToPlain(record.props?.['richText']).trim()
  if (text !== '') return text
  const meta = record.meta ?? {}
  const zone = findZone(method, typeof meta['zone'] === 'string' ? meta['zone'] : null)
  if (!zone?.options.cols) return ''
  const { cells } = readRow(method, zone, { text, meta, votes: null })
  return isBlank({ text, cells }) ? '' : sayFirstCells(cells, { method, lang, titleOf })
}

function sayFirstCells(cells: Cells, around: CellWords): string {
  return Object.values(cells)
    .flatMap((cell) => (cell.kind === 'votes' ? [] : sayCell(cell, around) || []))
    .slice(0, CELLS_MOST)
    .join(BETWEEN)
}
