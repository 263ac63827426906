import type { BoardContent, ContentItem } from '../content/board-content.ts'
import type { ExtractionDefinition } from './extraction.ts'
import { keyOf, passes, selectItems } from './select-rows.ts'

/** The share of one term, with the rows that it is made of. */
export interface Share {
  by: string
  of: number
  per: number
  value: number
  items: string[]
}

/** For each term how many of its rows pass the filter; without a filter, how many of all rows have the term. */
export function sharesOf(
  content: BoardContent,
  { zones, by, where }: ExtractionDefinition & { kind: 'shares' },
): Share[] {
  const groups = new Map<string, ContentItem[]>()
  let all = 0
  for (const item of selectItems(content, zones)) {
    const key = keyOf(item, by)
    if (key === null) continue
    all += 1
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return [...groups].map(([key, group]) => {
    const meant = where === undefined ? group : group.filter((item) => passes(item, where))
    const per = where === undefined ? all : group.length
    return { by: key, of: meant.length, per, value: meant.length / per, items: meant.map(({ id }) => id) }
  })
}
