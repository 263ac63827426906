import { type Html, html } from '../../publication/pages/html.ts'
import { addressOf } from '../../publication/pages/page-shell.ts'
import { libraryTexts } from '../../texts.ts'
import { queryOf } from '../read-query.ts'
import type { Asked } from './facet-panel.ts'

/** The way to the pages before and after; nothing when there is one only. */
export function pageLinks({ lang, path, query, answer, kept = [] }: Asked): Html | null {
  const { page, pages } = answer
  if (pages === 1) return null
  const t = libraryTexts(lang)
  const link = (to: number, words: string, rel: string): Html =>
    html`<a rel="${rel}" href="${addressOf(path, lang, [...kept, ...queryOf({ ...query, page: to })])}">${words}</a>`
  return html`<nav class="pages" aria-label="${t('pages')}">${page > 1 && link(page - 1, t('previousPage'), 'prev')}
<span>${t('pageOf', { page, pages })}</span>
${page < pages && link(page + 1, t('nextPage'), 'next')}</nav>`
}
