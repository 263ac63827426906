import type { Lang } from '../language.ts'
import type { Method } from '../method.ts'
import type { ZoneContent } from './board-content.ts'
import { isBlank } from './is-blank.ts'
import { sayCell } from './note-cells.ts'

/** Between the cells that stand for a row without a text. */
const BETWEEN = ' · '

/** Most cells that stand for a row. */
const CELLS_MOST = 3

/** Gives rows whose text says nothing a title of their first cells, in words, so that they can be told apart. */
export function nameWordless(
  zones: readonly ZoneContent[],
  { method, lang }: { method: Method; lang: Lang },
): void {
  const wordless = zones.flatMap(({ items }) => items.filter((item) => item.title === '' && !isBlank(item)))
  if (wordless.length === 0) return
  const titles = new Map(zones.flatMap(({ items }) => items.map(({ id, title }) => [id, title] as const)))
  for (const item of wordless) {
    const words = Object.values(item.cells).flatMap((cell) =>
      cell.kind === 'votes'
        ? []
        : sayCell(cell, { method, lang, titleOf: (id) => titles.get(id) ?? null }) || [],
    )
    item.title = words.slice(0, CELLS_MOST).join(BETWEEN)
  }
}
