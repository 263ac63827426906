import type { Lang } from '@tablee/board'
import { type Html, html } from '../../publication/pages/html.ts'
import { libraryTexts } from '../../texts.ts'
import { countHtml } from '../pages/shown-count.ts'
import type { ViewTable } from './view-table.ts'

/** The table behind a picture: every number that is drawn, in words and figures. */
export function countTable(table: ViewTable, options: { lang: Lang; caption: string }): Html {
  const { lang, caption } = options
  const heads = table.columns.map((column) => html`<th scope="col">${column}</th>`)
  const rows = table.rows.map(
    ({ label, cells }) =>
      html`<tr><th scope="row">${label}</th>${cells.map((cell) => html`<td>${countHtml(cell, lang)}</td>`)}</tr>`,
  )
  return html`<details class="numbers"><summary>${libraryTexts(lang)('tableBehind')}</summary>
<div class="wide" role="region" tabindex="0" aria-label="${caption}"><table class="counts"><caption class="heard">${caption}</caption>
<thead><tr><th scope="col">${table.corner}</th>${heads}</tr></thead><tbody>${rows}</tbody></table></div></details>`
}
