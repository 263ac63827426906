import type { Lang } from '@tablee/board'
import { libraryTexts } from '../../texts.ts'
import { type Html, html } from './html.ts'
import { addressOf } from './page-shell.ts'

/** For programs that look for feeds in a page's head. */
export function feedLinks(lang: Lang): Html {
  const t = libraryTexts(lang)
  return html`<link rel="alternate" type="application/atom+xml" title="${t('atomFeed')}" href="/cas.atom">
<link rel="alternate" type="application/feed+json" title="${t('jsonFeed')}" href="/cas.json">`
}

/** The end of the library's pages: all of it for programs and spreadsheets. */
export function openData(lang: Lang): Html {
  const t = libraryTexts(lang)
  return html`<footer class="open"><nav aria-label="${t('openData')}"><h2>${t('openData')}</h2>
<ul><li><a href="${addressOf('/cas/tous.csv', lang)}">${t('allCsv')}</a></li>
<li><a href="/cas/tous.json">${t('allJson')}</a></li>
<li><a href="/cas.atom">${t('atomFeed')}</a></li>
<li><a href="/cas.json">${t('jsonFeed')}</a></li></ul></nav></footer>`
}
