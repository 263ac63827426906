import { type Html, html } from '../../publication/pages/html.ts'
import { largestCount, type ViewRow, type ViewTable } from './view-table.ts'

/** Everything in px of a drawing that scales with its page. */
const LABELS = 260
const CELL = 88
const ROW = 38
const GROUP = 44
const LINE = 17
const RADIUS_MAX = 15
const RADIUS_MIN = 4
/** Letters of a line in a head of a column, and of a row. */
const HEAD_LETTERS = 11
const ROW_LETTERS = 33
/** A drawing that is wider than the page's column, or than a phone, is scrolled: made smaller it could not be read. */
const COLUMN = 740
const PHONE = 440

/** A table as dots: the larger, the more cases; what is not told is a ring. `name` is what a screen reader says. */
export function dotGrid(table: ViewTable, name: string): Html {
  const largest = largestCount(table)
  const width = LABELS + table.columns.length * CELL + 8
  const broken = table.columns.map((column) => linesOf(column, HEAD_LETTERS))
  const head = 28 + LINE * Math.max(1, ...broken.map((lines) => lines.length))
  const heads = broken.map((lines, at) => written('head', lines, { x: centre(at), bottom: head - 14 }))
  let y = head
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
  return html`<div class="drawing${width > COLUMN ? ' broad' : width > PHONE && ' mid'}" tabindex="0" role="group" aria-label="${name}"><svg viewBox="0 0 ${width} ${y + 8}" width="${width}" role="img" aria-label="${name}">${heads}${rows}</svg></div>`
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
  const lines = linesOf(label, ROW_LETTERS)
  const bottom = middle + 5 + ((lines.length - 1) * LINE) / 2
  return html`<line class="rule" x1="0" x2="${at.width}" y1="${at.y}" y2="${at.y}"/>${written('row', lines, { x: 0, bottom })}${dots}`
}

const centre = (column: number): number => LABELS + column * CELL + CELL / 2

/** Lines of words above one another, the last one at `bottom`; those of a head around their middle. */
function written(
  kind: 'head' | 'row',
  lines: readonly string[],
  { x, bottom }: { x: number; bottom: number },
): Html {
  const top = bottom - (lines.length - 1) * LINE
  const parts = lines.map((line, at) => html`<tspan x="${x}" y="${top + at * LINE}">${line}</tspan>`)
  return html`<text class="${kind}"${kind === 'head' && html` text-anchor="middle"`}>${parts}</text>`
}

/** Words in lines of so many letters; a number stays with its thousands and its sign, a longer word with itself. */
function linesOf(words: string, letters: number): string[] {
  const parts = words
    .replace(/(\d) (?=\d{3}\b|€)/g, '$1\u00a0')
    .replace(/€ (?=\d)/g, '€\u00a0')
    .split(/ |(?<=-)(?=\p{L})|(?<=–)(?=[\d€])/u)
  const lines: string[] = []
  for (const part of parts) {
    const last = lines.at(-1)
    const joined = last === undefined ? part : `${last}${/[-–]$/.test(last) ? '' : ' '}${part}`
    if (last !== undefined && joined.length <= letters) lines[lines.length - 1] = joined
    else lines.push(part)
  }
  return lines
}
