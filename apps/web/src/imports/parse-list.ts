/** Most notes that one paste makes: more than anybody reads on a board. A longer list is told so, never cut. */
export const LIST_MAX = 500

/** A cell of several lines in a single column, as spreadsheets copy it: in quotes, from the start of a line to the end of another. */
const QUOTED_LINES = /(?:^|\n)"(?:[^"\n]|"")*\n(?:[^"]|"")*"\r?(?:\n|$)/

/**
 * Reads pasted text as rows and columns: lines, or the cells of a spreadsheet. Empty lines, bullets and numbers at the
 * start of lines are left out. One row with one column is no list.
 */
export function parseList(text: string): string[][] {
  const rows =
    text.includes('\t') || QUOTED_LINES.test(text)
      ? parseTable(text)
      : text.split(/\r?\n/).map((line) => [withoutBullet(line)])
  return rows.map((row) => row.map((cell) => cell.trim())).filter((row) => row.some((cell) => cell !== ''))
}

/** Cells between tabs; a cell with a line break stands in quotes, as spreadsheets copy it. */
function parseTable(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  const endCell = () => {
    rows.at(-1)?.push(cell)
    cell = ''
  }
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (isQuoted) {
      if (character !== '"') cell += character
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else isQuoted = false
    } else if (character === '"' && cell === '') isQuoted = true
    else if (character === '\t') endCell()
    else if (character === '\n') {
      endCell()
      rows.push([])
    } else if (character !== '\r') cell += character
  }
  endCell()
  return rows
}

function withoutBullet(line: string): string {
  return line.replace(/^\s*(?:[-*•–]|\d{1,3}[.)])\s+/, '')
}
