import type { Lang } from '@tablee/board'
import { type CaseFacetId, type ShownCount, shownCount, suppressTable } from '@tablee/cases'
import { termLabel, VOCABULARIES } from '@tablee/templates'
import { libraryTexts, pageTexts } from '../../texts.ts'
import type { LibraryCase } from '../library-case.ts'
import { labelOf } from '../pages/facet-panel.ts'
import { casePairs, type PairsOf } from './case-pairs.ts'
import { THEMES } from './themes.ts'
import type { ViewRow, ViewTable } from './view-table.ts'

/** What a table is made of: the cases that are counted, and for whom. */
export interface TableOf {
  readonly cases: readonly LibraryCase[]
  readonly lang: Lang
  readonly full: boolean
}

/** A count that is told as it is. */
export const exact = (count: number): ShownCount => ({ shown: 'exact', count })

/** The terms of a facet's vocabulary, in its order. */
export function termsOf(facet: CaseFacetId, vocabulary: string = facet): string[] {
  return VOCABULARIES.find(({ id }) => id === vocabulary)?.terms.map(({ id }) => id) ?? []
}

/** How many cases found an opportunity, and how many an obstacle, in each theme. */
export function mirrorTable({ cases, lang, full }: TableOf): ViewTable {
  const t = pageTexts(lang)
  const counts = countPairs(cases.map(FOUND_IN), {
    rows: THEMES.map(({ id }) => id),
    columns: ['opportunity', 'obstacle'],
  })
  return {
    corner: libraryTexts(lang)('theme'),
    columns: [t('opportunity'), t('obstacle')],
    rows: THEMES.map(({ label }, at) => ({
      label: label[lang],
      cells: (counts[at] ?? []).map(full ? exact : shownCount),
    })),
  }
}

/** In which themes a case found something, and what. */
const FOUND_IN = casePairs(({ terms }) =>
  THEMES.flatMap(({ id, opportunities, obstacles }) =>
    (
      [
        ['opportunity', opportunities],
        ['obstacle', obstacles],
      ] as const
    ).flatMap(([facet, those]) =>
      terms.get(facet)?.some((term) => those.includes(term)) ? [[id, facet] as const] : [],
    ),
  ),
)

/** What changed, by the beginning of its term. */
export const EFFECT_GROUPS = [
  ['ee_', 'effectsOnWork'],
  ['ep_', 'effectsOnProcesses'],
  ['es_', 'effectsOnServices'],
] as const
const SIGNS = ['po_positif', 'po_negatif', 'po_mixte', 'po_inconnu'] as const

/** How many cases tell each effect with each sign; of one role's sentences when a role is given. */
export function effectsTable({ cases, lang, full }: TableOf, role: string | null): ViewTable {
  const t = libraryTexts(lang)
  const effects = termsOf('effect')
  const counts = countPairs(cases.map(effectsSaidBy(role)), { rows: effects, columns: SIGNS })
  const shown = full ? counts.map((row) => row.map(exact)) : suppressTable(counts)
  const rows = effects.flatMap((effect, at): ViewRow[] => {
    const isSaid = (counts[at] ?? []).some((count) => count > 0)
    const group = EFFECT_GROUPS.find(([prefix]) => effect.startsWith(prefix))?.[1] ?? 'effectsOnWork'
    // « Emploi : gain de temps » stands under « Emploi »
    const label = labelOf('effect', effect, lang).replace(/^[^:]*:\s*(.)/, (_, first: string) =>
      first.toUpperCase(),
    )
    return full && !isSaid ? [] : [{ label, group: t(group), cells: shown[at] ?? [] }]
  })
  return {
    corner: pageTexts(lang)('effect'),
    columns: SIGNS.map((sign) => labelOfTerm('effectPolarity', sign, lang)),
    rows,
  }
}

/** The effects that a case tells with their signs: all of them, or those that a role tells. */
function effectsSaidBy(role: string | null): PairsOf {
  const known =
    EFFECTS_BY_ROLE.get(role) ??
    casePairs(({ document }) =>
      document.sections
        .flatMap((section) => section.statements)
        .filter((statement) => role === null || statement.role === role)
        .flatMap(({ tags, sign }) => (sign === undefined ? [] : tags.map((tag) => [tag, sign] as const))),
    )
  EFFECTS_BY_ROLE.set(role, known)
  return known
}

const EFFECTS_BY_ROLE = new Map<string | null, PairsOf>()

/** What can stand across sectors in the table of coverage. */
export const COVERED = ['region', 'pooling', 'outcome', 'size'] as const
/** One of these facets. */
export type CoveredFacet = (typeof COVERED)[number]

/** How many cases there are of each sector and region, size, outcome or way of pooling: where none is, one is missing. */
export function coverageTable({ cases, lang, full }: TableOf, across: CoveredFacet): ViewTable {
  const sectors = termsOf('sector')
  const columns = termsOf(across)
  const counts = countPairs(
    cases.map(({ terms }) =>
      (terms.get('sector') ?? []).flatMap((sector) =>
        (terms.get(across) ?? []).map((column): [string, string] => [sector, column]),
      ),
    ),
    { rows: sectors, columns },
  )
  const shown = full ? counts.map((row) => row.map(exact)) : suppressTable(counts)
  return {
    corner: pageTexts(lang)('sector'),
    columns: columns.map((column) => labelOf(across, column, lang)),
    rows: sectors.map((sector, at) => ({ label: labelOf('sector', sector, lang), cells: shown[at] ?? [] })),
  }
}

/** How many cases have each pair, however often they say it. */
export function countPairs(
  cases: readonly (readonly (readonly [string, string])[])[],
  table: { rows: readonly string[]; columns: readonly string[] },
): number[][] {
  const rowAt = new Map(table.rows.map((row, at) => [row, at]))
  const columnAt = new Map(table.columns.map((column, at) => [column, at]))
  const width = table.columns.length
  const counts = table.rows.map(() => table.columns.map(() => 0))
  // which case was counted last in each cell: saying it twice is saying it once
  const last = new Int32Array(table.rows.length * width).fill(-1)
  for (const [at, pairs] of cases.entries())
    for (const [row, column] of pairs) {
      const y = rowAt.get(row)
      const x = columnAt.get(column)
      const line = y === undefined ? undefined : counts[y]
      if (y === undefined || x === undefined || line === undefined || last[y * width + x] === at) continue
      last[y * width + x] = at
      line[x] = (line[x] ?? 0) + 1
    }
  return counts
}

/** A term's label; itself when the vocabulary has none. */
export function labelOfTerm(vocabulary: string, term: string, lang: Lang): string {
  return termLabel(vocabulary, term, lang) ?? term
}
