import type { Lang } from '@tablee/board'
import { type Html, html } from '../../publication/pages/html.ts'
import { libraryTexts } from '../../texts.ts'
import { countHtml } from '../pages/shown-count.ts'
import type { ViewRow, ViewTable } from './view-table.ts'

/** The table behind a picture: every number that is drawn, in words and figures. */
export function countTable(table: ViewTable, options: { lang: Lang; caption: string }): Html {
  const { lang, caption } = options
  const heads = table.columns.map((column) => html`<th scope="col">${column}</th>`)
  const rowOf = ({ label, cells }: ViewRow): Html =>
    html`<tr><th scope="row">${label}</th>${cells.map((cell) => html`<td>${countHtml(cell, lang)}</td>`)}</tr>`
  const bodies = groupsOf(table.rows).map(
    ({ group, rows }) =>
      html`<tbody>${
        group !== undefined &&
        html`<tr><th scope="rowgroup" colspan="${table.columns.length + 1}">${group}</th></tr>`
      }${rows.map(rowOf)}</tbody>`,
  )
  return html`<details class="numbers"><summary>${libraryTexts(lang)('tableBehind')}</summary>
<div class="wide" role="region" tabindex="0" aria-label="${caption}"><table class="counts"><caption class="heard">${caption}</caption>
<thead><tr><th scope="col">${table.corner}</th>${heads}</tr></thead>${bodies}</table></div></details>`
}

/** Rows that follow one another in the same group. */
function groupsOf(rows: readonly ViewRow[]): { group: string | undefined; rows: ViewRow[] }[] {
  const groups: { group: string | undefined; rows: ViewRow[] }[] = []
  for (const row of rows) {
    const last = groups.at(-1)
    if (last && last.group === row.group) last.rows.push(row)
    else groups.push({ group: row.group, rows: [row] })
  }
  return groups
}
