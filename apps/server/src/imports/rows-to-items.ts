import {
  type ColumnDefinition,
  fitsColumn,
  LANGUAGES,
  type Method,
  mainColumn,
  parseTypedDate,
  parseTypedNumber,
  splitCell,
  type ZoneDefinition,
} from '@tablee/board'
import type { NewItem } from '@tablee/board/edit'
import { cleanText } from '../exports/document/clean-text.ts'

/** What stands for the note's own words in the mapping of columns. */
const OWN_TEXT = 'text'

/** Rows as they were pasted, and what each of their cells fills. */
export interface PastedRows {
  columns: readonly (string | null)[]
  rows: readonly (readonly string[])[]
}

/** The notes that rows become in a zone; a row without a word becomes none. What a column does not know stays as typed. */
export function rowsToItems(method: Method, zone: ZoneDefinition, { columns, rows }: PastedRows): NewItem[] {
  const known = new Map((zone.options.cols ?? []).map((column) => [column.id, column]))
  const main = mainColumn(zone)?.id
  return rows.flatMap((row): NewItem[] => {
    const words: string[] = []
    // what does not fit in a cell stands in the note: a long answer of a spreadsheet loses no word
    const rests: string[] = []
    const cells: Record<string, string | number> = {}
    for (const [at, target] of columns.entries()) {
      const typed = cleanText(row[at] ?? '').trim()
      if (typed === '' || target === null) continue
      const column = known.get(target)
      if (target === OWN_TEXT || target === main) words.push(typed)
      else if (column) {
        const { cell, rest } = splitCell(typed)
        const value = readTyped(method, column, cell)
        // a number that is not on the column's scale is a word of the row
        if (!fitsColumn(zone, column.id, value)) rests.push(typed)
        else {
          cells[column.id] = value
          if (rest !== '') rests.push(rest)
        }
      }
    }
    if (words.length === 0 && Object.keys(cells).length === 0) return []
    return [{ zoneId: zone.id, text: [...words, ...rests].join('\n'), cells }]
  })
}

/** The columns of a mapping that a zone has and rows can fill; votes come from ballots alone. */
export function isFillable(zone: ZoneDefinition, target: string | null): boolean {
  if (target === null || target === OWN_TEXT) return true
  return (zone.options.cols ?? []).some(({ id, type }) => id === target && type !== 'vote')
}

function readTyped(method: Method, column: ColumnDefinition, text: string): string | number {
  switch (column.type) {
    case 'choice':
      return termOf(method, column, text) ?? text
    case 'date':
      return parseTypedDate(text) ?? text
    case 'number':
    case 'score':
      return parseTypedNumber(text) ?? text
    case 'text':
    case 'link':
    case 'vote':
      return text
  }
}

/** The term whose name was typed, in whatever language; a near miss is no choice. */
function termOf(method: Method, column: ColumnDefinition, typed: string): string | null {
  const set = method.sets.find(({ id }) => id === column.set)
  const sought = typed.toLocaleLowerCase('fr')
  const found = set?.terms.find(
    ({ id, label }) =>
      id === typed || LANGUAGES.some((lang) => label[lang].toLocaleLowerCase('fr') === sought),
  )
  return found?.id ?? null
}
