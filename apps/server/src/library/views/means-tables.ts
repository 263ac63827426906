import type { Lang } from '@tablee/board'
import { suppressTable } from '@tablee/cases'
import { type LibraryTextKey, libraryTexts, pageTexts } from '../../texts.ts'
import { casePairs, type PairsOf } from './case-pairs.ts'
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
export function heads(vocabulary: string, lang: Lang): readonly Head[] {
  const key = `${vocabulary} ${lang}`
  const known =
    HEADS.get(key) ??
    termsOf('sector', vocabulary).map((id) => ({ id, label: labelOfTerm(vocabulary, id, lang) }))
  HEADS.set(key, known)
  return known
}

/** By vocabulary and language: a table of all cases asks for the same ones again and again. */
const HEADS = new Map<string, readonly Head[]>()

/** A table of how many cases have each pair; who is no editor reads no small number. */
export function pairTable(
  { cases, full }: Pick<TableOf, 'cases' | 'full'>,
  table: { corner: string; rows: readonly Head[]; columns: readonly Head[] },
  pairsOf: PairsOf,
): ViewTable {
  const counts = countPairs(cases.map(pairsOf), {
    rows: table.rows.map(({ id }) => id),
    columns: table.columns.map(({ id }) => id),
  })
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
  return pairTable({ cases, full }, table, FUNDING)
}

const FUNDING = casePairs(({ document }) =>
  document.meta.tags.funding.map(({ source, band }) => [source, band ?? UNSAID] as const),
)

/** In which ways things are shared, and within which frame. */
export function poolingTable({ cases, lang, full }: TableOf): ViewTable {
  const table = {
    corner: pageTexts(lang)('pooling'),
    rows: heads('pooling', lang),
    columns: [...heads('poolingGovernance', lang), { id: UNSAID, label: libraryTexts(lang)('noFrame') }],
  }
  return pairTable({ cases, full }, table, FRAMES)
}

const FRAMES = casePairs(({ terms }) => {
  const frames = terms.get('poolingGovernance') ?? []
  return (terms.get('pooling') ?? []).flatMap((way) =>
    (frames.length === 0 ? [UNSAID] : frames).map((frame) => [way, frame] as const),
  )
})

/** In which ways things are shared, and what became of the project. */
export function poolingOutcomeTable({ cases, lang, full }: TableOf): ViewTable {
  const table = {
    corner: pageTexts(lang)('pooling'),
    rows: heads('pooling', lang),
    columns: heads('outcome', lang),
  }
  return pairTable({ cases, full }, table, POOLED_OUTCOMES)
}

const POOLED_OUTCOMES = casePairs(({ terms }) =>
  (terms.get('pooling') ?? []).flatMap((way) =>
    (terms.get('outcome') ?? []).map((outcome) => [way, outcome] as const),
  ),
)

/** Months from the start of a project, in spans: each from its first month on. */
const SPANS = [
  { from: Number.NEGATIVE_INFINITY, label: 'spanBefore' },
  { from: 0, label: 'span0' },
  { from: 1, label: 'span3' },
  { from: 4, label: 'span6' },
  { from: 7, label: 'span12' },
  { from: 13, label: 'span24' },
  { from: 25, label: 'spanLater' },
] as const satisfies readonly { from: number; label: LibraryTextKey }[]

/** When each phase of a project is told to have happened: the calendars of all cases, one on another. */
export function calendarTable({ cases, lang, full }: TableOf): ViewTable {
  const t = libraryTexts(lang)
  const table = {
    corner: pageTexts(lang)('phase'),
    rows: heads('phase', lang),
    columns: SPANS.map(({ label }) => ({ id: label, label: t(label) })),
  }
  return pairTable({ cases, full }, table, CALENDAR)
}

const CALENDAR = casePairs(({ document }) =>
  document.sections
    .flatMap(({ statements }) => statements)
    .flatMap(({ phase, relTime }) =>
      phase === undefined || relTime === undefined ? [] : [[phase, spanOf(relTime)] as const],
    ),
)

/** In which span `M0`, `M+5` or `M-2` is. */
function spanOf(relTime: string): (typeof SPANS)[number]['label'] {
  const month = Number(relTime.slice(1))
  return SPANS.findLast(({ from }) => month >= from)?.label ?? SPANS[0].label
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
  return pairTable({ cases, full }, table, COURSE)
}

const COURSE = casePairs(({ document }) =>
  document.sections
    .flatMap(({ statements }) => statements)
    .flatMap(({ phase, tags }) =>
      phase === undefined ? [] : tags.map((tag) => [phase, kindOf(tag)] as const),
    ),
)

/** Which of the three kinds of what was learnt a tag is of; itself for another. */
function kindOf(tag: string): string {
  if (/^e[eps]_/.test(tag)) return 'e'
  return /^(?:op_|fr_)/.exec(tag)?.[0] ?? tag
}
