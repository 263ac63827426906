import type { Lang } from '@tablee/board'
import { MATURITY_AXES, MATURITY_CHANGES } from '@tablee/cases'
import type { Html } from '../../publication/pages/html.ts'
import { type LibraryTextKey, libraryTexts, pageTexts } from '../../texts.ts'
import type { LibraryCase } from '../library-case.ts'
import { casePairs, type PairsOf } from './case-pairs.ts'
import { EFFECT_GROUPS, type TableOf } from './cross-tables.ts'
import { type Head, heads, pairTable } from './means-tables.ts'
import { answersBody, contrastsBody } from './pairs-body.ts'
import { recurringTable } from './recurring-table.ts'
import { besideEachOther, type ViewTable } from './view-table.ts'

/** A question that is asked of all cases at once, and the table that answers it. */
interface Question {
  readonly id: string
  readonly title: LibraryTextKey
  readonly table: (of: TableOf) => ViewTable
  /** The sentences that the table counts, where they are the answer. */
  readonly sentences?: (of: TableOf) => Html | null
  /** What is to be known of the table. */
  readonly note?: LibraryTextKey
}

const YES = 'yes'
const NO = 'no'
/** Outcomes of a project that did not go on as it was. */
const ENDED: readonly string[] = ['ou_arrete', 'ou_remplace', 'ou_non_adopte']
/** Outcomes of a project that is not used yet, or not now. */
const TO_COME: readonly string[] = ['ou_en_preparation', 'ou_en_developpement', 'ou_en_pause']
const NO_POOLING = 'mu_aucune'
/** The row of all cases, whatever their size. */
const ANY = 'any'

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
const crossed = (
  rows: { vocabulary: string; facet: Parameters<typeof said>[1] },
  columns: { vocabulary: string; facet: Parameters<typeof said>[1] },
) => {
  const pairs = casePairs((found) => across(said(found, rows.facet), said(found, columns.facet)))
  return (of: TableOf): ViewTable =>
    pairTable(
      of,
      {
        corner: pageTexts(of.lang)(rows.facet),
        rows: heads(rows.vocabulary, of.lang),
        columns: heads(columns.vocabulary, of.lang),
      },
      pairs,
    )
}

const OBSTACLES = { vocabulary: 'obstacle', facet: 'obstacle' } as const
const isPooled = (found: LibraryCase): boolean => said(found, 'pooling').some((way) => way !== NO_POOLING)

/** Sectors against where, how and with what end: each group of columns counts every case of a row anew. */
function gapsTable(of: TableOf): ViewTable {
  const t = libraryTexts(of.lang)
  const table = (columns: readonly Head[], pairs: PairsOf): ViewTable =>
    pairTable(of, { corner: pageTexts(of.lang)('sector'), rows: heads('sector', of.lang), columns }, pairs)
  return besideEachOther([
    table(yesNo(of.lang, 'pooled', 'single'), SECTORS_POOLED),
    table(
      ENDS.map(({ id }) => ({ id, label: t(id) })),
      SECTORS_ENDS,
    ),
    table(heads('region', of.lang), SECTORS_REGIONS),
  ])
}

const ENDS = [
  { id: 'inUse', is: (one: string) => !ENDED.includes(one) && !TO_COME.includes(one) },
  { id: 'ended', is: (one: string) => ENDED.includes(one) },
  { id: 'toCome', is: (one: string) => TO_COME.includes(one) },
] as const
const sectorsAcross = (columnsOf: (found: LibraryCase) => readonly string[]): PairsOf =>
  casePairs((found) => across(said(found, 'sector'), columnsOf(found)))
const SECTORS_POOLED = sectorsAcross((found) => [isPooled(found) ? YES : NO])
const SECTORS_ENDS = sectorsAcross((found) =>
  ENDS.flatMap(({ id, is }) => (said(found, 'outcome').some(is) ? [id] : [])),
)
const SECTORS_REGIONS = sectorsAcross((found) => said(found, 'region'))

/** What is recommended about which stake, and to whom. */
export function adviceTable(of: TableOf): ViewTable {
  return pairTable(
    of,
    {
      corner: pageTexts(of.lang)('stakes'),
      rows: heads('stake', of.lang),
      columns: heads('audience', of.lang),
    },
    ADVICE,
  )
}

const ADVICE = casePairs((found) =>
  statementsOf(found).flatMap(({ stake, audience }) =>
    stake === undefined || audience === undefined ? [] : [[stake, audience] as const],
  ),
)

/** What each question counts of a case. */
const POOLED_LESSONS = casePairs((found) =>
  across(
    [...said(found, 'outcome'), ...said(found, 'obstacle'), ...said(found, 'effect')],
    [isPooled(found) ? YES : NO],
  ),
)
const ANSWERED = casePairs((found) => {
  const statements = statementsOf(found)
  const answered = new Set(statements.flatMap(({ of: to, quote }) => (quote === true ? [] : (to ?? []))))
  return statements.flatMap(({ id, tags }) => tags.map((tag) => [tag, answered.has(id) ? YES : NO] as const))
})
const SIGNED = casePairs((found) =>
  statementsOf(found).flatMap(({ role, sign, tags }) =>
    role === undefined || sign === undefined
      ? []
      : EFFECT_GROUPS.filter(([kind]) => tags.some((tag) => tag.startsWith(kind))).map(
          ([kind]) => [role, kind + sign] as const,
        ),
  ),
)
const CONTRADICTED = casePairs((found) =>
  statementsOf(found).flatMap(({ role, contrast }) =>
    role === undefined ? [] : [[role, contrast === undefined ? NO : YES] as const],
  ),
)
const PHASES_TOLD = casePairs((found) => {
  const told = new Set([...said(found, 'phase'), ...statementsOf(found).flatMap(({ phase }) => phase ?? [])])
  return heads('phase', 'fr').map(({ id }) => [id, told.has(id) ? YES : NO] as const)
})
const KEY_PERSON = casePairs((found) =>
  across([ANY, ...said(found, 'size')], [said(found, 'obstacle').includes('fr_personne_cle') ? YES : NO]),
)
const MATURITY = casePairs(({ document }) =>
  (document.meta.tags.maturity ?? []).map(({ axis, change }) => [axis, change] as const),
)
const HEARD = casePairs((found) => {
  const heard = said(found, 'perspectives')
  return heads('roleClass', 'fr').map(({ id }) => [id, heard.includes(id) ? YES : NO] as const)
})

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
        POOLED_LESSONS,
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
        ANSWERED,
      ),
    sentences: answersBody,
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
          columns: EFFECT_GROUPS.flatMap(([kind, title]) =>
            heads('effectPolarity', of.lang).map(({ id, label }) => ({
              id: kind + id,
              label: `${libraryTexts(of.lang)(title)}${of.lang === 'fr' ? '\u00a0:' : ':'} ${label}`,
            })),
          ),
        },
        SIGNED,
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
        CONTRADICTED,
      ),
    sentences: contrastsBody,
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
        PHASES_TOLD,
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
          rows: [{ id: ANY, label: libraryTexts(of.lang)('anySize') }, ...heads('size', of.lang)],
          columns: yesNo(of.lang, 'keyPerson', 'noKeyPerson'),
        },
        KEY_PERSON,
      ),
  },
  {
    id: 'q10',
    title: 'q10',
    table: gapsTable,
    note: 'gapsNote',
  },
  { id: 'q11', title: 'q11', table: recurringTable, note: 'keywordsNote' },
  {
    id: 'q12',
    title: 'q12',
    table: (of) =>
      pairTable(
        of,
        {
          corner: libraryTexts(of.lang)('maturityAxis'),
          rows: MATURITY_AXES.map(({ id, label }) => ({ id, label: label[of.lang] })),
          columns: MATURITY_CHANGES.map((change) => ({ id: change, label: libraryTexts(of.lang)(change) })),
        },
        MATURITY,
      ),
    note: 'maturityNote',
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
        HEARD,
      ),
  },
]
