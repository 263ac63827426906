import { COUNT_MIN, compact, suppressTable } from '@tablee/cases'
import { libraryTexts } from '../../texts.ts'
import type { LibraryCase } from '../library-case.ts'
import { type PairsOf, perCase } from './case-pairs.ts'
import { countPairs, exact, type TableOf } from './cross-tables.ts'
import { type Head, heads } from './means-tables.ts'
import type { ViewRow, ViewTable } from './view-table.ts'

/** Keywords that are listed, the most frequent ones. */
const KEYWORDS_MAX = 60
/** The column of all years. */
const ALL = 'all'

/**
 * Which tools and keywords come back from one year's cases to the next. A keyword of fewer than three cases is for editors:
 * in a list of all words it would be somebody's.
 */
export function recurringTable(of: TableOf): ViewTable {
  const { cases, lang, full } = of
  const t = libraryTexts(lang)
  const years = [...new Set(cases.map(({ document }) => document.year))].sort().map(String)
  const columns: Head[] = [
    ...(years.length === 1 ? [] : [{ id: ALL, label: t('allYears') }]),
    ...years.map((year) => ({ id: year, label: year })),
  ]
  const groups = [
    { group: t('tools'), rows: toolHeads(of), said: TOOLS },
    { group: t('keywords'), rows: keywordHeads(cases, full), said: KEYWORDS },
  ]
  return {
    corner: t('toolOrKeyword'),
    columns: columns.map(({ label }) => label),
    rows: groups.flatMap(({ group, rows, said }): ViewRow[] => {
      const counts = countPairs(cases.map(said), {
        rows: rows.map(({ id }) => id),
        columns: columns.map(({ id }) => id),
      })
      const shown = full ? counts.map((row) => row.map(exact)) : suppressTable(counts)
      return rows.map(({ label }, at) => ({ label, group, cells: shown[at] ?? [] }))
    }),
  }
}

const toolsOf = ({ terms }: LibraryCase): readonly string[] => terms.get('projectKind') ?? []

function toolHeads({ lang, cases }: TableOf): readonly Head[] {
  const often = frequencies(cases.flatMap(toolsOf))
  return heads('projectKind', lang).toSorted((a, b) => (often.get(b.id) ?? 0) - (often.get(a.id) ?? 0))
}

/** The keywords of a case: what it says is one however it is written. */
const writtenIn = perCase(({ document }): readonly (readonly [key: string, word: string])[] =>
  document.meta.tags.keywords.map((word) => [compact(word), word] as const).filter(([key]) => key !== ''),
)
const keywordsOf = perCase((found): readonly string[] => [...new Set(writtenIn(found).map(([key]) => key))])

/** What a case says, of all years and of its own; kept with the case, whose words leave memory with it. */
const yearly = (said: (found: LibraryCase) => readonly string[]): PairsOf =>
  perCase((found) =>
    said(found).flatMap((row) => [[row, ALL] as const, [row, String(found.document.year)] as const]),
  )
const TOOLS = yearly(toolsOf)
const KEYWORDS = yearly(keywordsOf)

const names = new Intl.Collator('fr')

/** Keywords by how many cases say them, each as it is written most often. */
function keywordHeads(cases: readonly LibraryCase[], full: boolean): Head[] {
  const often = frequencies(cases.flatMap(keywordsOf))
  const spellings = cases.flatMap(writtenIn)
  const written = frequencies(spellings.map(([, word]) => word))
  const spelling = new Map<string, string>()
  for (const [key, word] of new Map(spellings.map((pair) => [pair[1], pair])).values()) {
    const known = spelling.get(key)
    if (known === undefined || (written.get(word) ?? 0) > (written.get(known) ?? 0)) spelling.set(key, word)
  }
  return [...often]
    .filter(([, count]) => full || count >= COUNT_MIN)
    .map(([id, count]) => ({ id, label: spelling.get(id) ?? id, count }))
    .sort((a, b) => b.count - a.count || names.compare(a.label, b.label))
    .slice(0, KEYWORDS_MAX)
}

function frequencies(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
