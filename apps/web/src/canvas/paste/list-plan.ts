import {
  type ColumnDefinition,
  foldText,
  type Lang,
  type Method,
  mainColumn,
  splitCell,
  type ZoneDefinition,
} from '@tablee/board'
import { cellOptions, typedValue } from '../panel/cell-options.ts'

/** What a pasted list becomes in a zone: one note for each row. */
export interface ListPlan {
  /** For each pasted column, the column of the zone that it fills; null leaves it out. */
  targets: readonly (string | null)[]
  /** Whether the first row names the columns. */
  hasHead: boolean
}

/** One note to be made. */
export interface ListedNote {
  text: string
  cells: Readonly<Record<string, string | number>>
}

/** The columns of a zone that a pasted column can fill. */
export function fillableColumns(zone: ZoneDefinition | undefined): readonly ColumnDefinition[] {
  return (zone?.options.cols ?? []).filter(({ type }) => type !== 'vote')
}

/** How a list is read at first: by the names in its first row, else the main column first and the others in their order. */
export function firstPlan(
  rows: readonly (readonly string[])[],
  zone: ZoneDefinition | undefined,
  lang: Lang,
): ListPlan {
  const columns = fillableColumns(zone)
  const width = Math.max(0, ...rows.map((row) => row.length))
  const named = Array.from({ length: width }, (_, at) => {
    const name = foldText(rows[0]?.[at] ?? '')
    return (
      columns.find(({ id, label }) => name !== '' && (foldText(label[lang]) === name || id === name))?.id ??
      null
    )
  })
  if (rows.length > 1 && named.some((id) => id !== null)) return { targets: named, hasHead: true }
  const main = zone && mainColumn(zone)
  const order = width === 1 && main ? [main] : columns
  return {
    targets: Array.from({ length: width }, (_, at) => order[at]?.id ?? null),
    hasHead: false,
  }
}

/** The notes that a list makes; without columns in the zone, a row is one text. */
export function listedNotes(
  rows: readonly (readonly string[])[],
  { targets, hasHead }: ListPlan,
  { zone, method, lang }: { zone: ZoneDefinition | undefined; method: Method | null; lang: Lang },
): ListedNote[] {
  const columns = fillableColumns(zone)
  const body = hasHead ? rows.slice(1) : rows
  if (!zone || !method || columns.length === 0)
    return body.map((row) => ({ text: row.filter((cell) => cell !== '').join('\n'), cells: {} }))
  const main = mainColumn(zone)
  return body.map((row) => {
    const cells: Record<string, string | number> = {}
    const texts: string[] = []
    // what does not fit in a cell stands under the note's own text
    const rests: string[] = []
    for (const [at, target] of targets.entries()) {
      const column = columns.find(({ id }) => id === target)
      const typed = row[at] ?? ''
      if (!column || typed === '') continue
      if (column.id === main?.id) texts.push(typed)
      else {
        const options = cellOptions(column, { method, content: null, lang, noteId: '' })
        const { cell, rest } = splitCell(typed)
        if (rest !== '') rests.push(rest)
        const value = typedValue(column, cell, options, method)
        if (value !== null) cells[column.id] = value
      }
    }
    return { text: [...texts, ...rests].join('\n'), cells }
  })
}
