import type { Lang } from '@tablee/board'
import type { PublishedCase } from '@tablee/cases'
import { type Html, html } from '../../publication/pages/html.ts'
import { addressOf } from '../../publication/pages/page-shell.ts'
import { libraryTexts } from '../../texts.ts'
import type { LibraryCase } from '../library-case.ts'
import { labelOf } from '../pages/facet-panel.ts'
import { countHtml } from '../pages/shown-count.ts'
import type { LearntFacet, TagRow } from './tag-table.ts'

/** Where in a case each facet is told. */
const TOLD_IN: Readonly<Record<LearntFacet, string>> = {
  opportunity: 'opportunities',
  obstacle: 'obstacles',
  effect: 'effects',
}

/** How its rows are sorted, and the address of the other way. */
export interface MatrixOrder {
  readonly isByName: boolean
  readonly other: string
}

/** Tags down, cases across: a mark leads to where the case tells it. The picture is the table itself. */
export function matrixBody(
  of: { facet: LearntFacet; rows: readonly TagRow[]; cases: readonly LibraryCase[]; sorted: MatrixOrder },
  lang: Lang,
): Html {
  const { facet, cases, sorted } = of
  const t = libraryTexts(lang)
  const name = t('matrixTable')
  const rows = sorted.isByName
    ? of.rows.toSorted((a, b) =>
        labelOf(facet, a.term, lang).localeCompare(labelOf(facet, b.term, lang), lang),
      )
    : of.rows
  const sortable = (words: string, isNow: boolean, sign: 'ascending' | 'descending'): Html =>
    isNow
      ? html`<th scope="col" aria-sort="${sign}">${words}<span aria-hidden="true"> ${sign === 'ascending' ? '↑' : '↓'}</span></th>`
      : html`<th scope="col"><a href="${sorted.other}" rel="nofollow" title="${t('sortBy', { what: words })}">${words}</a></th>`
  const heads = cases.map(
    ({ document }) =>
      html`<th scope="col" class="upright"><a lang="${document.lang}" href="${addressOf(`/cas/${document.slug}`, lang)}"><span>${document.meta.publicName}</span></a></th>`,
  )
  const body = rows.map(({ term, count, marks }) => {
    const label = labelOf(facet, term, lang)
    const cells = cases.map(({ document }, at) => {
      if (!marks[at]) return html`<td></td>`
      const says = t('matrixCell', { name: document.meta.publicName, term: label })
      return html`<td class="mark"><a href="${addressOf(`/cas/${document.slug}`, lang)}#${placeOf(document, facet, term)}" aria-label="${says}"><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><circle class="dot" cx="8" cy="8" r="7"/></svg></a></td>`
    })
    return html`<tr><th scope="row">${label}</th><td>${countHtml(count, lang)}</td>${cells}</tr>`
  })
  return html`<div class="wide" role="region" tabindex="0" aria-label="${name}"><table class="matrix"><caption class="heard">${name}</caption>
<thead><tr>${sortable(labelOfFacet(facet, lang), sorted.isByName, 'ascending')}${sortable(t('casesHead'), !sorted.isByName, 'descending')}${heads}</tr></thead><tbody>${body}</tbody></table></div>`
}

/** Where a case says a term first: its sentence, or the part where such things are told. */
function placeOf({ sections }: PublishedCase, facet: LearntFacet, term: string): string {
  const said = sections.flatMap(({ statements }) => statements).find(({ tags }) => tags.includes(term))
  return said === undefined ? TOLD_IN[facet] : `s-${said.id}`
}

function labelOfFacet(facet: LearntFacet, lang: Lang): string {
  const t = libraryTexts(lang)
  return { opportunity: t('axisOpportunity'), obstacle: t('axisObstacle'), effect: t('axisEffect') }[facet]
}
