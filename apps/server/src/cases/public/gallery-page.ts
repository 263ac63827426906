import type { Lang } from '@tablee/board'
import type { PublishedCase } from '@tablee/cases'
import { termLabel } from '@tablee/templates'
import { pageTexts } from '../../texts.ts'
import { facetLabels } from './case-page.ts'
import { type Html, html } from './html.ts'
import { addressOf, pageShell } from './page-shell.ts'

import { typeset } from './typeset.ts'

/** Length of the words shown of a case in the list, in characters. */
const TEASER_MAX = 200

/** What a reader asked the gallery for, and what it answers. */
export interface Gallery {
  readonly lang: Lang
  readonly cases: readonly PublishedCase[]
  /** Sectors that can be chosen. */
  readonly sectors: readonly string[]
  readonly query: string
  readonly sector: string | null
}

/** The list of public cases with its search. */
export function galleryPage(gallery: Gallery): string {
  const { lang, cases, query, sector } = gallery
  const t = pageTexts(lang)
  const isNarrowed = query !== '' || sector !== null
  return pageShell({
    lang,
    title: t('siteTitle'),
    description: t('galleryLead'),
    path: '/cas',
    query: { ...(query && { q: query }), ...(sector && { sector }) },
    indexed: !isNarrowed,
    main: html`<div class="gallery">
<h1>${t('galleryTitle')}</h1>
<p class="lead">${t('galleryLead')}</p>
${searchForm(gallery)}
<p class="count" role="status">${answer(gallery)}</p>
${cases.length > 0 && html`<ul class="cards">${cases.map((document) => card(document, lang))}</ul>`}
${isNarrowed && html`<p><a href="${addressOf('/cas', lang)}">${t('showAll')}</a></p>`}
</div>`,
  })
}

function answer({ lang, cases, query, sector }: Gallery): string {
  const t = pageTexts(lang)
  if (cases.length > 0) return t('results', { count: cases.length })
  return query === '' && sector === null ? t('noCases') : t('noResults')
}

function searchForm({ lang, sectors, query, sector }: Gallery): Html {
  const t = pageTexts(lang)
  const options = sectors.map(
    (id) =>
      html`<option value="${id}"${id === sector && html` selected`}>${termLabel('sector', id, lang) ?? id}</option>`,
  )
  return html`<form class="search" role="search" action="/cas" method="get">
<div><label for="q">${t('searchLabel')}</label><input id="q" name="q" type="search" value="${query}" maxlength="200"></div>
<div><label for="sector">${t('sectorLabel')}</label><select id="sector" name="sector"><option value="">${t('allSectors')}</option>${options}</select></div>
<input type="hidden" name="lang" value="${lang}">
<button type="submit">${t('searchButton')}</button>
</form>`
}

function card({ slug, lang: textLang, meta, sections }: PublishedCase, lang: Lang): Html {
  const about = sections.find(({ id }) => id === 'description') ?? sections[0]
  const text = about?.statements.map((statement) => statement.text.replaceAll('\n', ' ')).join(' ') ?? ''
  const teaser = text.length > TEASER_MAX ? `${text.slice(0, TEASER_MAX - 1).trimEnd()}…` : text
  const labels = facetLabels(meta.tags, lang).flatMap(({ labels }) => labels)
  return html`<li class="card"><h2 lang="${textLang}"><a href="${addressOf(`/cas/${slug}`, lang)}">${meta.publicName}</a></h2>
<p lang="${textLang}">${typeset(teaser, textLang)}</p>
${labels.length > 0 && html`<p class="labels">${labels.join(' · ')}</p>`}</li>`
}
