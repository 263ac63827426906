import { type Html, html } from '../../publication/pages/html.ts'
import { feedLinks, openData } from '../../publication/pages/open-data.ts'
import { addressOf, pageShell } from '../../publication/pages/page-shell.ts'
import type { Excerpt } from '../../search/excerpt.ts'
import { libraryTexts, pageTexts } from '../../texts.ts'
import type { LibraryCase } from '../library-case.ts'
import { queryOf } from '../read-query.ts'
import { viewList } from '../views/view-page.ts'
import { caseCard } from './case-card.ts'
import { type Asked, chosenTerms, facetPanel } from './facet-panel.ts'
import { pageLinks } from './page-links.ts'

/** The library: search, facets, and the cases that answer. */
export function libraryPage(
  asked: Asked & { base: string },
  excerptOf: (found: LibraryCase) => Excerpt | null,
): string {
  const { lang, path, query, answer } = asked
  const t = pageTexts(lang)
  const isNarrowed = query.words !== '' || query.choices.size > 0
  return pageShell({
    lang,
    title: t('siteTitle'),
    description: t('galleryLead'),
    path,
    query: queryOf(query),
    indexed: !isNarrowed && query.page === 1,
    head: feedLinks(lang),
    main: html`<div class="gallery">
<h1>${t('galleryTitle')}</h1>
<p class="lead">${t('galleryLead')}</p>
${searchForm(asked)}
${viewList(asked.base, lang, queryOf({ ...query, page: 1 }))}
<div class="shelf">
${facetPanel(asked)}
<div class="found">
${chosenTerms(asked)}
<p class="count" role="status">${total(asked)}</p>
${answer.isKeptBack && html`<p class="note">${libraryTexts(lang)('keptBack')}</p>`}
${cards(asked, excerptOf)}
${isNarrowed && html`<p><a href="${addressOf(path, lang)}">${t('showAll')}</a></p>`}
${pageLinks(asked)}
</div>
</div>
</div>`,
    footer: openData(lang),
  })
}

function total({ lang, query, answer }: Asked): string {
  const t = pageTexts(lang)
  if (answer.total.shown !== 'exact') return libraryTexts(lang)('fewCases')
  if (answer.total.count > 0) return t('results', { count: answer.total.count })
  return query.words === '' ? t('noCases') : t('noResults')
}

function searchForm({ lang, path, query }: Asked): Html {
  const t = pageTexts(lang)
  const kept = queryOf({ ...query, words: '', page: 1 }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  return html`<form class="search" role="search" action="${path}" method="get">
<div><label for="q">${t('searchLabel')}</label><input id="q" name="q" type="search" value="${query.words}" maxlength="200" placeholder="${libraryTexts(lang)('searchPlaceholder')}"></div>
${kept}<input type="hidden" name="lang" value="${lang}">
<button type="submit">${t('searchButton')}</button>
</form>`
}

function cards({ lang, answer }: Asked, excerptOf: (found: LibraryCase) => Excerpt | null): Html | null {
  const { cases } = answer
  if (cases.length === 0) return null
  const t = libraryTexts(lang)
  const list = html`<ul class="cards">${cases.map((found) => caseCard(found, { lang, excerpt: excerptOf(found) }))}</ul>`
  return html`<form action="/cas/comparer" method="get"><input type="hidden" name="lang" value="${lang}">
${list}
<p class="compare"><button type="submit">${t('compareButton')}</button> <span>${t('compareHint')}</span></p></form>`
}
