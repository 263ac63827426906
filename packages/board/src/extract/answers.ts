import type { BoardContent } from '../content/board-content.ts'
import { foldText } from '../fold-text.ts'
import type { Answered } from './extraction.ts'
import { keyOf, selectItems } from './select-rows.ts'

/** Something that rows ask and no row answers, with the rows that ask it. */
export interface OpenQuestion {
  key: string
  text: string
  items: string[]
}

/** How many different things rows ask, and which of them nothing answers. */
export function answersOf(
  content: BoardContent,
  { zone, zones, column, where, by }: Answered,
): { asked: number; open: OpenQuestion[] } {
  // what is typed by hand in two places is the same whatever its capitals and accents
  const answered = new Set(
    selectItems(content, by.zones, by.where).map((item) => foldText(keyOf(item, by.column) ?? '')),
  )
  const asked = new Map<string, OpenQuestion>()
  for (const item of selectItems(content, zones ?? (zone === undefined ? [] : [zone]), where)) {
    const key = column === undefined ? item.id : keyOf(item, column)
    if (key === null) continue
    const folded = foldText(key)
    const known = asked.get(folded) ?? { key, text: column === undefined ? item.title : key, items: [] }
    known.items.push(item.id)
    asked.set(folded, known)
  }
  return {
    asked: asked.size,
    open: [...asked].flatMap(([folded, question]) => (answered.has(folded) ? [] : [question])),
  }
}
