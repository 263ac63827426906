import { type Html, html } from '../../publication/pages/html.ts'
import { largestCount, type ViewRow, type ViewTable } from './view-table.ts'

/** Everything in px of a drawing that scales with its page. */
const LABELS = 300
const CELL = 76
const ROW = 34
const GROUP = 44
const HEAD = 64
const RADIUS_MAX = 15
const RADIUS_MIN = 4

/** A table as dots: the larger, the more cases; what is not told is a ring. `name` is what a screen reader says. */
export function dotGrid(table: ViewTable, name: string): Html {
  const largest = largestCount(table)
  const width = LABELS + table.columns.length * CELL + 8
  const heads = table.columns.map(
    (column, at) =>
      html`<text class="head" x="${centre(at)}" y="${HEAD - 14}" text-anchor="middle">${lines(column, centre(at))}</text>`,
  )
  let y = HEAD
  let group: string | undefined
  const rows = table.rows.map((row) => {
    const begins = row.group !== undefined && row.group !== group
    group = row.group
    const title = begins && html`<text class="group" x="0" y="${y + 28}">${row.group}</text>`
    if (begins) y += GROUP
    const drawn = html`${title}${drawRow(row, { y, largest, width })}`
    y += ROW
    return drawn
  })
  return html`<div class="drawing" tabindex="0" role="group" aria-label="${name}"><svg viewBox="0 0 ${width} ${y + 8}" width="${width}" role="img" aria-label="${name}">${heads}${rows}</svg></div>`
}

function drawRow({ label, cells }: ViewRow, at: { y: number; largest: number; width: number }): Html {
  const middle = at.y + ROW / 2
  const dots = cells.map((cell, column) => {
    if (cell.shown !== 'exact')
      return html`<circle class="ring" cx="${centre(column)}" cy="${middle}" r="${RADIUS_MIN}"/>`
    if (cell.count === 0) return null
    const radius = RADIUS_MIN + (RADIUS_MAX - RADIUS_MIN) * Math.sqrt(cell.count / at.largest)
    return html`<circle class="dot" cx="${centre(column)}" cy="${middle}" r="${radius.toFixed(1)}"/><text class="in" x="${centre(column)}" y="${middle + 5}" text-anchor="middle">${cell.count}</text>`
  })
  return html`<line class="rule" x1="0" x2="${at.width}" y1="${at.y}" y2="${at.y}"/><text class="row" x="0" y="${middle + 5}">${shortened(label)}</text>${dots}`
}

const centre = (column: number): number => LABELS + column * CELL + CELL / 2

/** A head in at most two lines. */
function lines(words: string, x: number): Html {
  const parts = words.split(' ')
  const half = Math.ceil(parts.length / 2)
  if (words.length <= 11 || parts.length < 2) return html`${shortened(words, 13)}`
  return html`<tspan x="${x}" dy="-18">${shortened(parts.slice(0, half).join(' '), 13)}</tspan><tspan x="${x}" dy="18">${shortened(parts.slice(half).join(' '), 13)}</tspan>`
}

function shortened(words: string, most = 40): string {
  return words.length > most ? `${words.slice(0, most - 1).trimEnd()}…` : words
}
