import type { Lang } from '@tablee/board'
import { suppressTable } from '@tablee/cases'
import { libraryTexts, pageTexts } from '../../texts.ts'
import type { LibraryCase } from '../library-case.ts'
import { countPairs, exact, labelOfTerm, type TableOf, termsOf } from './cross-tables.ts'
import type { ViewTable } from './view-table.ts'

/** The column of what says no more. */
const UNSAID = ''

/** A head of a table: what is counted, and how it is called. */
export interface Head {
  readonly id: string
  readonly label: string
}

/** The terms of a vocabulary as heads. */
export function heads(vocabulary: string, lang: Lang): Head[] {
  return termsOf('sector', vocabulary).map((id) => ({ id, label: labelOfTerm(vocabulary, id, lang) }))
}

/** A table of how many cases have each pair; who is no editor reads no small number. */
export function pairTable(
  { cases, full }: Pick<TableOf, 'cases' | 'full'>,
  table: { corner: string; rows: readonly Head[]; columns: readonly Head[] },
  pairsOf: (found: LibraryCase) => readonly (readonly [row: string, column: string])[],
): ViewTable {
  const counts = countPairs(
    cases.map((found) => pairsOf(found).map(([row, column]): [string, string] => [row, column])),
    { rows: table.rows.map(({ id }) => id), columns: table.columns.map(({ id }) => id) },
  )
  const shown = full ? counts.map((row) => row.map(exact)) : suppressTable(counts)
  return {
    corner: table.corner,
    columns: table.columns.map(({ label }) => label),
    rows: table.rows.map(({ label }, at) => ({ label, cells: shown[at] ?? [] })),
  }
}

/** Who paid, and how much of it: sources down, amounts across. */
export function fundingTable({ cases, lang, full }: TableOf): ViewTable {
  const table = {
    corner: pageTexts(lang)('funding'),
    rows: heads('funding', lang),
    columns: [...heads('moneyBand', lang), { id: UNSAID, label: libraryTexts(lang)('noAmount') }],
  }
  return pairTable({ cases, full }, table, ({ document }) =>
    document.meta.tags.funding.map(({ source, band }) => [source, band ?? UNSAID] as const),
  )
}

/** In which ways things are shared, and within which frame. */
export function poolingTable({ cases, lang, full }: TableOf): ViewTable {
  const table = {
    corner: pageTexts(lang)('pooling'),
    rows: heads('pooling', lang),
    columns: [...heads('poolingGovernance', lang), { id: UNSAID, label: libraryTexts(lang)('noFrame') }],
  }
  return pairTable({ cases, full }, table, ({ terms }) => {
    const frames = terms.get('poolingGovernance') ?? []
    return (terms.get('pooling') ?? []).flatMap((way) =>
      (frames.length === 0 ? [UNSAID] : frames).map((frame) => [way, frame] as const),
    )
  })
}

/** When in a project things are told to have helped, held back or changed: the courses of all cases, one on another. */
export function courseTable({ cases, lang, full }: TableOf): ViewTable {
  const t = pageTexts(lang)
  const kinds = [
    ['op_', t('opportunity')],
    ['fr_', t('obstacle')],
    ['e', t('effect')],
  ] as const
  const table = {
    corner: t('phase'),
    rows: heads('phase', lang),
    columns: kinds.map(([id, label]) => ({ id, label })),
  }
  return pairTable({ cases, full }, table, ({ document }) =>
    document.sections
      .flatMap(({ statements }) => statements)
      .flatMap(({ phase, tags }) =>
        phase === undefined ? [] : tags.map((tag) => [phase, kindOf(tag)] as const),
      ),
  )
}

/** Which of the three kinds of what was learnt a tag is of; itself for another. */
function kindOf(tag: string): string {
  if (/^e[eps]_/.test(tag)) return 'e'
  return /^(?:op_|fr_)/.exec(tag)?.[0] ?? tag
}
