import type { Lang } from '@tablee/board'
import { type LibraryTextKey, libraryTexts, pageTexts } from '../../texts.ts'
import type { LibraryCase } from '../library-case.ts'
import type { TableOf } from './cross-tables.ts'
import { type Head, heads, pairTable } from './means-tables.ts'
import type { ViewTable } from './view-table.ts'

/** A question that is asked of all cases at once, and the table that answers it. */
interface Question {
  readonly id: string
  readonly title: LibraryTextKey
  readonly table: (of: TableOf) => ViewTable
}

const YES = 'yes'
const NO = 'no'
/** Outcomes of a project that did not go on as it was. */
const ENDED: readonly string[] = ['ou_arrete', 'ou_remplace', 'ou_non_adopte']
const NO_POOLING = 'mu_aucune'

const across = (rows: readonly string[], columns: readonly string[]) =>
  rows.flatMap((row) => columns.map((column) => [row, column] as const))
const statementsOf = ({ document }: LibraryCase) => document.sections.flatMap(({ statements }) => statements)
const said = (found: LibraryCase, facet: Parameters<LibraryCase['terms']['get']>[0]): readonly string[] =>
  found.terms.get(facet) ?? []

function yesNo(lang: Lang, yes: LibraryTextKey, no: LibraryTextKey): Head[] {
  const t = libraryTexts(lang)
  return [
    { id: YES, label: t(yes) },
    { id: NO, label: t(no) },
  ]
}

/** A table of two facets. */
const crossed =
  (
    rows: { vocabulary: string; facet: Parameters<typeof said>[1] },
    columns: { vocabulary: string; facet: Parameters<typeof said>[1] },
  ) =>
  (of: TableOf): ViewTable =>
    pairTable(
      of,
      {
        corner: pageTexts(of.lang)(rows.facet),
        rows: heads(rows.vocabulary, of.lang),
        columns: heads(columns.vocabulary, of.lang),
      },
      (found) => across(said(found, rows.facet), said(found, columns.facet)),
    )

const OBSTACLES = { vocabulary: 'obstacle', facet: 'obstacle' } as const
const isPooled = (found: LibraryCase): boolean => said(found, 'pooling').some((way) => way !== NO_POOLING)

/** What is recommended about which stake, and to whom. */
export function adviceTable(of: TableOf): ViewTable {
  return pairTable(
    of,
    {
      corner: pageTexts(of.lang)('stakes'),
      rows: heads('stake', of.lang),
      columns: heads('audience', of.lang),
    },
    (found) =>
      statementsOf(found).flatMap(({ stake, audience }) =>
        stake === undefined || audience === undefined ? [] : [[stake, audience] as const],
      ),
  )
}

/** The questions that are answered from what cases say; each is a link that stays. */
export const QUESTIONS: readonly Question[] = [
  { id: 'q1', title: 'q1', table: crossed(OBSTACLES, { vocabulary: 'projectKind', facet: 'projectKind' }) },
  {
    id: 'q2',
    title: 'q2',
    table: crossed(
      { vocabulary: 'opportunity', facet: 'opportunity' },
      { vocabulary: 'funding', facet: 'funding' },
    ),
  },
  {
    id: 'q3',
    title: 'q3',
    table: (of) =>
      pairTable(
        of,
        {
          corner: pageTexts(of.lang)('outcome'),
          rows: [...heads('outcome', of.lang), ...heads('obstacle', of.lang), ...heads('effect', of.lang)],
          columns: yesNo(of.lang, 'pooled', 'single'),
        },
        (found) =>
          across(
            [...said(found, 'outcome'), ...said(found, 'obstacle'), ...said(found, 'effect')],
            [isPooled(found) ? YES : NO],
          ),
      ),
  },
  {
    id: 'q4',
    title: 'q4',
    table: (of) =>
      pairTable(
        of,
        {
          corner: pageTexts(of.lang)('obstacle'),
          rows: heads('obstacle', of.lang),
          columns: yesNo(of.lang, 'answered', 'unanswered'),
        },
        (found) => {
          const statements = statementsOf(found)
          const answered = new Set(
            statements.flatMap(({ of: to, quote }) => (quote === true ? [] : (to ?? []))),
          )
          return statements.flatMap(({ id, tags }) =>
            tags.map((tag) => [tag, answered.has(id) ? YES : NO] as const),
          )
        },
      ),
  },
  {
    id: 'q5',
    title: 'q5',
    table: (of) =>
      pairTable(
        of,
        {
          corner: pageTexts(of.lang)('perspectives'),
          rows: heads('roleClass', of.lang),
          columns: heads('effectPolarity', of.lang),
        },
        (found) =>
          statementsOf(found).flatMap(({ role, sign }) =>
            role === undefined || sign === undefined ? [] : [[role, sign] as const],
          ),
      ),
  },
  {
    id: 'q6',
    title: 'q6',
    table: (of) =>
      pairTable(
        of,
        {
          corner: pageTexts(of.lang)('perspectives'),
          rows: heads('roleClass', of.lang),
          columns: yesNo(of.lang, 'contradicted', 'uncontradicted'),
        },
        (found) =>
          statementsOf(found).flatMap(({ role, contrast }) =>
            role === undefined ? [] : [[role, contrast === undefined ? NO : YES] as const],
          ),
      ),
  },
  {
    id: 'q7',
    title: 'q7',
    table: (of) =>
      pairTable(
        {
          ...of,
          cases: of.cases.filter((found) => said(found, 'outcome').some((one) => ENDED.includes(one))),
        },
        {
          corner: pageTexts(of.lang)('phase'),
          rows: heads('phase', of.lang),
          columns: yesNo(of.lang, 'told', 'untold'),
        },
        (found) => {
          const told = new Set([
            ...said(found, 'phase'),
            ...statementsOf(found).flatMap(({ phase }) => phase ?? []),
          ])
          return heads('phase', of.lang).map(({ id }) => [id, told.has(id) ? YES : NO] as const)
        },
      ),
  },
  {
    id: 'q8',
    title: 'q8',
    table: adviceTable,
  },
  {
    id: 'q9',
    title: 'q9',
    table: (of) =>
      pairTable(
        of,
        {
          corner: pageTexts(of.lang)('size'),
          rows: heads('size', of.lang),
          columns: yesNo(of.lang, 'keyPerson', 'noKeyPerson'),
        },
        (found) =>
          across(said(found, 'size'), [said(found, 'obstacle').includes('fr_personne_cle') ? YES : NO]),
      ),
  },
  {
    id: 'q10',
    title: 'q10',
    table: crossed({ vocabulary: 'sector', facet: 'sector' }, { vocabulary: 'outcome', facet: 'outcome' }),
  },
  {
    id: 'q13',
    title: 'q13',
    table: (of) =>
      pairTable(
        of,
        {
          corner: pageTexts(of.lang)('perspectives'),
          rows: heads('roleClass', of.lang),
          columns: yesNo(of.lang, 'heard', 'unheard'),
        },
        (found) => {
          const heard = said(found, 'perspectives')
          return heads('roleClass', of.lang).map(({ id }) => [id, heard.includes(id) ? YES : NO] as const)
        },
      ),
  },
]
