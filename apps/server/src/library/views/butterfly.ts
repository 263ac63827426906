import type { ShownCount } from '@tablee/cases'
import { type Html, html } from '../../publication/pages/html.ts'
import { largestCount, type ViewTable } from './view-table.ts'

/** In px of a drawing that fits a phone; on a wider screen it is a quarter larger. */
const SIDE = 123
const MIDDLE = 204
const LARGER = 1.25
const ROW = 44
const HEAD = 40
const BAR = 22

/** Two columns back to back: the first to the left, the second to the right. */
export function butterfly(table: ViewTable, options: { name: string; few: string; withheld: string }): Html {
  const largest = largestCount(table)
  const width = 2 * SIDE + MIDDLE
  const [left = '', right = ''] = table.columns
  const rows = table.rows.map(({ label, cells }, at) => {
    const y = HEAD + at * ROW
    const [first, second] = cells
    return html`<text class="row" x="${width / 2}" y="${y + 27}" text-anchor="middle">${label}</text>${bar(first, 'left', y)}${bar(second, 'right', y)}`
  })
  return html`<div class="drawing" tabindex="0" role="group" aria-label="${options.name}"><svg viewBox="0 0 ${width} ${HEAD + table.rows.length * ROW + 8}" width="${width * LARGER}" role="img" aria-label="${options.name}">
<text class="head" x="${SIDE}" y="24" text-anchor="end">${left}</text><text class="head" x="${SIDE + MIDDLE}" y="24">${right}</text>${rows}</svg></div>`

  function bar(cell: ShownCount | undefined, side: 'left' | 'right', y: number): Html | null {
    if (cell === undefined) return null
    const edge = side === 'left' ? SIDE : SIDE + MIDDLE
    const away = side === 'left' ? -1 : 1
    const anchor = side === 'left' ? 'end' : 'start'
    if (cell.shown !== 'exact') {
      const words = cell.shown === 'few' ? options.few : options.withheld
      return html`<text class="few" x="${edge + away * 6}" y="${y + 27}" text-anchor="${anchor}">${words}</text>`
    }
    const length = (SIDE - 34) * (cell.count / largest)
    const x = side === 'left' ? edge - length : edge
    return html`<rect class="${side}" x="${x.toFixed(1)}" y="${y + 11}" width="${length.toFixed(1)}" height="${BAR}" rx="3"/><text class="row" x="${(edge + away * (length + 8)).toFixed(1)}" y="${y + 27}" text-anchor="${anchor}">${cell.count}</text>`
  }
}
