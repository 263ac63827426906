import type { Lang } from '@tablee/board'
import { VOCABULARIES } from '@tablee/templates'
import { type Html, html } from '../../publication/pages/html.ts'
import { addressOf } from '../../publication/pages/page-shell.ts'
import { type LibraryTextKey, libraryTexts, pageTexts } from '../../texts.ts'
import { findCases } from '../find-cases.ts'
import type { Shelf } from '../library.ts'
import { labelOf } from '../pages/facet-panel.ts'
import { pageLinks } from '../pages/page-links.ts'
import { type LibraryQuery, queryOf } from '../read-query.ts'
import { butterfly } from './butterfly.ts'
import { countTable } from './count-table.ts'
import { COVERED, coverageTable, effectsTable, mirrorTable, type TableOf } from './cross-tables.ts'
import { dotGrid } from './dot-grid.ts'
import { matrixBody } from './matrix-body.ts'
import {
  calendarTable,
  courseTable,
  fundingTable,
  heads,
  poolingOutcomeTable,
  poolingTable,
} from './means-tables.ts'
import { adviceTable, QUESTIONS } from './questions.ts'
import { stakeBody, synthesisPart } from './stake-body.ts'
import { type LearntFacet, tagRows } from './tag-table.ts'
import { type ViewId, type ViewOption, viewPage } from './view-page.ts'
import type { ViewTable } from './view-table.ts'

/** Where no ring stands for a count that is not told. */
const WITHOUT_RINGS: readonly ViewId[] = ['matrice', 'miroir', 'enjeux']
const AXES: readonly LearntFacet[] = ['obstacle', 'opportunity', 'effect']

/** The names under which views are asked for more than facets. */
const OPTION_NAMES: Readonly<Partial<Record<ViewId, string>>> = {
  matrice: 'axe',
  effets: 'role',
  couverture: 'colonnes',
  enjeux: 'enjeu',
  questions: 'question',
}

const OPTION_LABELS: Readonly<Partial<Record<ViewId, LibraryTextKey>>> = {
  matrice: 'axis',
  effets: 'role',
  enjeux: 'stake',
  questions: 'question',
}

/** What a view is made of. */
export interface ViewOrder {
  readonly id: ViewId
  readonly query: LibraryQuery
  readonly lang: Lang
  /** For editors: small numbers too. */
  readonly full: boolean
  /** For who is answerable for the whole instance: exactly how many are counted unsaid. */
  readonly tellsHidden: boolean
  /** The present one. */
  readonly year: number
  /** Path of the views, without the view's own. */
  readonly base: string
  /** The address as it was asked. */
  readonly raw: Readonly<Record<string, string | string[]>>
}

/** Makes a transversal view over the cases that answer to the library's facets. */
export function makeView(shelf: Shelf, order: ViewOrder): string {
  const asked = askedOf(shelf, order)
  const { id, full, lang } = order
  return viewPage(asked, {
    id,
    option: asked.option,
    body: html`${!WITHOUT_RINGS.includes(id) && ringNote(full, lang)}${bodyOf(shelf, order, asked)}`,
  })
}

/** What a view shows, without the frame that all of them have. */
export function viewBody(shelf: Shelf, order: ViewOrder): Html {
  return html`${bodyOf(shelf, order, askedOf(shelf, order))}`
}

/** A view's question, its answer, and what its address keeps. */
function askedOf(shelf: Shelf, order: ViewOrder) {
  const { id, query, lang, full, base } = order
  const option = optionOf(order)
  const kept: [string, string][] = [
    ...(option && option.value !== option.options[0]?.value
      ? [[option.name, option.value] as [string, string]]
      : []),
    ...(id === 'matrice' && isSortedByName(order.raw) ? [[SORT, BY_NAME] as [string, string]] : []),
  ]
  const answer = findCases(shelf, query, { full })
  return { lang, path: `${base}/${id}`, query, answer, base, kept, option }
}

function bodyOf(shelf: Shelf, order: ViewOrder, asked: ReturnType<typeof askedOf>): Html | null | undefined {
  const { id, query, lang, full } = order
  const { answer, option, kept } = asked
  const t = libraryTexts(lang)
  const isWhole = query.choices.size === 0 && query.words === ''
  // few cases are no table: what they are would be told by it
  const of = { cases: answer.isKeptBack ? [] : answer.found, lang, full }
  switch (id) {
    case 'matrice': {
      const facet = AXES.find((axis) => axis === option?.value) ?? 'obstacle'
      const { tellsHidden, year } = order
      const counted = { shelf, places: answer.places, isWhole, full, tellsHidden, year }
      const rows = tagRows(counted, facet, answer.cases)
      const isByName = isSortedByName(order.raw)
      const other = addressOf(asked.path, lang, [
        ...(isByName ? kept.filter(([name]) => name !== SORT) : [...kept, [SORT, BY_NAME] as const]),
        ...queryOf(query),
      ])
      const sorted = { isByName, other }
      return html`${matrixBody({ facet, rows, cases: answer.cases, sorted }, lang)}${pageLinks(asked)}`
    }
    case 'miroir': {
      const table = mirrorTable(of)
      const name = t('viewMirror')
      const words = { name, few: t('few'), withheld: t('withheld') }
      return html`${butterfly(table, words)}${countTable(table, { lang, caption: name })}`
    }
    case 'effets': {
      const table = effectsTable(of, option?.value === '' ? null : (option?.value ?? null))
      return html`${dotGrid(table, t('viewEffects'))}${countTable(table, { lang, caption: t('viewEffects') })}`
    }
    case 'parcours':
      return html`${titled(calendarTable(of), t('calendar'), lang)}${titled(courseTable(of), t('whatWhen'), lang)}`
    case 'mutualisation':
      return html`${titled(poolingTable(of), t('poolingFrames'), lang)}${titled(poolingOutcomeTable(of), t('poolingOutcomes'), lang)}`
    case 'financement':
      return drawn(fundingTable(of), t('viewFunding'), lang)
    case 'enjeux':
      return html`${synthesisPart(shelf.syntheses, option?.value ?? '', lang)}${stakeBody(of.cases, option?.value ?? '', of)}${countTable(adviceTable(of), { lang, caption: t('viewStakes') })}`
    case 'questions': {
      const question = QUESTIONS.find((one) => one.id === option?.value) ?? QUESTIONS[0]
      return question && questionBody(question, of)
    }
    case 'couverture': {
      const across = COVERED.find((facet) => facet === option?.value) ?? COVERED[0]
      const table = coverageTable(of, across)
      return html`${dotGrid(table, t('viewCoverage'))}<p class="note">${t('coverageCall')}</p>${countTable(table, { lang, caption: t('viewCoverage') })}`
    }
  }
}

/** A table as a picture, with its numbers behind. */
function drawn(table: ViewTable, name: string, lang: Lang): Html {
  return html`${dotGrid(table, name)}${countTable(table, { lang, caption: name })}`
}

/** One of several pictures of a view, under a title of its own. */
function titled(table: ViewTable, name: string, lang: Lang): Html {
  return html`<h2>${name}</h2>${drawn(table, name, lang)}`
}

/** The answer to a saved question: its table, what is to be known of it, and the sentences that it counts. */
function questionBody({ title, table, note, sentences }: (typeof QUESTIONS)[number], of: TableOf): Html {
  const t = libraryTexts(of.lang)
  const counted = withoutEmpty(table(of))
  return html`${
    counted.rows.length === 0
      ? html`<p class="note">${t('nothingTold')}</p>`
      : drawn(counted, t(title), of.lang)
  }${note !== undefined && html`<p class="small">${t(note)}</p>`}${sentences?.(of)}`
}

/** Without the rows of which nobody has told anything: they would be hundreds. What is kept back stays a row. */
function withoutEmpty(table: ViewTable): ViewTable {
  const isTold = ({ cells }: ViewTable['rows'][number]): boolean =>
    cells.some((cell) => cell.shown !== 'exact' || cell.count > 0)
  return { ...table, rows: table.rows.filter(isTold) }
}

function ringNote(full: boolean, lang: Lang) {
  return !full && html`<p class="small">${libraryTexts(lang)('ringNote')}</p>`
}

/** How an address sorts the matrix; by how many cases when it does not say. */
const SORT = 'tri'
const BY_NAME = 'nom'
const isSortedByName = (raw: ViewOrder['raw']): boolean => raw[SORT] === BY_NAME

/** What an address asks of a view besides facets, as one text: pages are kept by it. */
export function viewKey(id: ViewId, raw: ViewOrder['raw']): string {
  return JSON.stringify([optionNamed(id, raw), id === 'matrice' && isSortedByName(raw)])
}

/** What an address asks of a view besides facets; empty when nothing. */
function optionNamed(id: ViewId, raw: ViewOrder['raw']): string {
  return [raw[OPTION_NAMES[id] ?? ''] ?? ''].flat()[0] ?? ''
}

function optionOf({ id, lang, raw }: ViewOrder): ViewOption | null {
  const name = OPTION_NAMES[id]
  if (name === undefined) return null
  const t = libraryTexts(lang)
  const options =
    id === 'matrice'
      ? AXES.map((axis) => ({ value: axis, label: pageTexts(lang)(axis) }))
      : id === 'effets'
        ? [{ value: '', label: t('everybody') }, ...roles(lang)]
        : id === 'enjeux'
          ? heads('stake', lang).map((head) => ({ value: head.id, label: head.label }))
          : id === 'questions'
            ? QUESTIONS.map((one) => ({ value: one.id, label: t(one.title) }))
            : COVERED.map((facet) => ({ value: facet, label: pageTexts(lang)(facet) }))
  const asked = optionNamed(id, raw)
  const value = options.find((option) => option.value === asked)?.value ?? options[0]?.value ?? ''
  const label = t(OPTION_LABELS[id] ?? 'columns')
  return { name, label, options, value }
}

function roles(lang: Lang): { value: string; label: string }[] {
  const terms = VOCABULARIES.find(({ id }) => id === 'roleClass')?.terms ?? []
  return terms.map(({ id }) => ({ value: id, label: labelOf('perspectives', id, lang) }))
}
