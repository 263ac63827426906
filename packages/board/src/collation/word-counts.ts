import { foldText } from '../fold-text.ts'
import type { GroupBoard } from './find-pairs.ts'

/** How often groups say the same word in a zone: a term that they chose, or a keyword that they wrote. */
export interface WordCount {
  /** The column that it was chosen in; empty for a word that stands for itself. */
  label: string
  value: string
  items: number
  groups: number
}

/** Longest text that is counted as a keyword, in letters: a sentence is nobody else's. */
const KEYWORD_MAX = 40

/**
 * The words of a zone over all groups, those of most groups first. Terms are counted as soon as one group chose them;
 * short texts, whatever their accents and capitals, only when two groups have them, since else the text itself says it.
 */
export function countWords(groups: readonly GroupBoard[], zoneId: string): WordCount[] {
  const counts = new Map<string, { count: WordCount; boards: Set<string> }>()
  const add = (key: string, { label, value }: { label: string; value: string }, boardId: string) => {
    const known = counts.get(key) ?? {
      count: { label, value, items: 0, groups: 0 },
      boards: new Set<string>(),
    }
    known.boards.add(boardId)
    known.count = { ...known.count, items: known.count.items + 1, groups: known.boards.size }
    counts.set(key, known)
  }
  for (const { boardId, zones } of groups)
    for (const { stances, subject } of zones.find(({ id }) => id === zoneId)?.items ?? []) {
      const chosen = stances.filter(({ compared, isOfZone }) => compared !== null && isOfZone !== true)
      for (const stance of chosen) add(`${stance.id}\n${stance.compared}`, stance, boardId)
      if (chosen.length === 0 && subject.length <= KEYWORD_MAX)
        add(foldText(subject), { label: '', value: subject }, boardId)
    }
  return [...counts.values()]
    .map(({ count }) => count)
    .filter(({ label, groups: boards }) => label !== '' || boards > 1)
    .sort((a, b) => b.groups - a.groups || b.items - a.items)
}
