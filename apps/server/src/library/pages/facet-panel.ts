import type { Lang } from '@tablee/board'
import { CASE_FACETS, type CaseFacetId } from '@tablee/cases'
import { termLabel } from '@tablee/templates'
import { type Html, html } from '../../publication/pages/html.ts'
import { addressOf, type Query } from '../../publication/pages/page-shell.ts'
import { type LibraryTextKey, libraryTexts, pageTexts } from '../../texts.ts'
import type { LibraryAnswer, TermCount } from '../find-cases.ts'
import { type LibraryQuery, queryOf, withTerm } from '../read-query.ts'
import { countHtml } from './shown-count.ts'

const GROUPS: readonly { title: LibraryTextKey; facets: readonly CaseFacetId[] }[] = [
  {
    title: 'organisationFacets',
    facets: ['sector', 'orgType', 'country', 'region', 'size', 'members', 'sites'],
  },
  {
    title: 'projectFacets',
    facets: ['projectKind', 'sourcing', 'outcome', 'pooling', 'poolingGovernance', 'funding', 'support'],
  },
  { title: 'lessonFacets', facets: ['opportunity', 'obstacle', 'effect', 'stakes', 'perspectives'] },
]
/** What most readers ask by first. */
const OPEN: readonly CaseFacetId[] = ['sector', 'projectKind', 'obstacle']

/** A reader's question and what she is shown. */
export interface Asked {
  readonly lang: Lang
  readonly path: string
  readonly query: LibraryQuery
  readonly answer: LibraryAnswer
  /** What else an address keeps. */
  readonly kept?: Query
}

const VOCABULARY_OF: ReadonlyMap<CaseFacetId, string> = new Map(
  CASE_FACETS.map(({ id, vocabulary }) => [id, vocabulary]),
)

/** The label of a term of a facet. */
export function labelOf(facet: CaseFacetId, term: string, lang: Lang): string {
  return termLabel(VOCABULARY_OF.get(facet) ?? facet, term, lang) ?? term
}

/** For one page: its address without one facet. */
const ADDRESSES = new WeakMap<Asked, Map<CaseFacetId, string>>()

function addressBesides(asked: Asked, facet: CaseFacetId): string {
  const known = ADDRESSES.get(asked) ?? new Map<CaseFacetId, string>()
  ADDRESSES.set(asked, known)
  const { lang, path, query, kept = [] } = asked
  const choices = new Map([...query.choices].filter(([id]) => id !== facet))
  const address =
    known.get(facet) ?? addressOf(path, lang, [...kept, ...queryOf({ ...query, choices, page: 1 })])
  known.set(facet, address)
  return address
}

/** All facets with their terms: each is a link that chooses it, or takes it away. */
export function facetPanel(asked: Asked): Html {
  const t = libraryTexts(asked.lang)
  const groups = GROUPS.map(
    ({ title, facets }) => html`<h2>${t(title)}</h2>${facets.map((facet) => facetPart(asked, facet))}`,
  )
  return html`<details class="filters"><summary>${t('filters')}</summary>
<nav aria-label="${t('filters')}">${groups}
<p class="small">${t('countsNote')}</p></nav></details>`
}

function facetPart(asked: Asked, facet: CaseFacetId): Html | null {
  const { answer, lang } = asked
  const terms = answer.facets.find((part) => part.facet === facet)?.terms ?? []
  const chosen = terms.filter(({ isChosen }) => isChosen)
  const others = terms.filter(
    ({ isChosen, count }) => !isChosen && !(count.shown === 'exact' && count.count === 0),
  )
  const shown = others.filter(({ count }) => count.shown !== 'few').sort(byCount)
  const few = others.filter(({ count }) => count.shown === 'few')
  if (chosen.length + others.length === 0) return null
  const rows = (list: readonly TermCount[]): Html =>
    html`<ul>${list.map((term) => html`<li>${termLink(asked, facet, term)}</li>`)}</ul>`
  const isOpen = OPEN.includes(facet) || chosen.length > 0
  return html`<details class="facet"${isOpen && html` open`}><summary>${pageTexts(lang)(facet)}</summary>
${chosen.length + shown.length > 0 && rows([...chosen, ...shown])}${
  few.length > 0 &&
  html`<details class="few"><summary>${libraryTexts(lang)('fewTerms')}</summary>${rows(few)}</details>`
}</details>`
}

function byCount(a: TermCount, b: TermCount): number {
  const size = ({ count }: TermCount): number => (count.shown === 'exact' ? count.count : 0)
  return size(b) - size(a)
}

function termLink(asked: Asked, facet: CaseFacetId, { term, count, isChosen }: TermCount): Html {
  const { lang, query } = asked
  const chosen = query.choices.get(facet) ?? []
  const terms = isChosen ? chosen.filter((other) => other !== term) : [...chosen, term]
  // what the other facets add is the same for each of its terms
  const address = `${addressBesides(asked, facet)}${terms.map((each) => `&${facet}=${encodeURIComponent(each)}`).join('')}`
  return html`<a href="${address}" rel="nofollow"${isChosen && html` aria-current="true"`}><span>${labelOf(facet, term, lang)}</span>${countHtml(count, lang)}</a>`
}

/** What is chosen, each with the way to take it away. */
export function chosenTerms({ lang, path, query, kept = [] }: Asked): Html | null {
  const t = libraryTexts(lang)
  const items = [...query.choices].flatMap(([facet, terms]) =>
    terms.map((term) => {
      const label = labelOf(facet, term, lang)
      const choices = withTerm(query.choices, facet, term)
      const address = addressOf(path, lang, [...kept, ...queryOf({ ...query, choices, page: 1 })])
      return html`<li><a href="${address}" aria-label="${t('takeAway', { term: label })}">${label}<span aria-hidden="true"> ×</span></a></li>`
    }),
  )
  if (items.length === 0) return null
  return html`<div class="chosen"><ul aria-label="${t('chosen')}">${items}</ul><a href="${addressOf(path, lang, [...kept, ...queryOf({ ...query, choices: new Map(), page: 1 })])}">${t('clearAll')}</a></div>`
}
