import {
  type ColumnDefinition,
  fitsColumn,
  foldText,
  type Lang,
  mainColumn,
  splitCell,
  type ZoneDefinition,
} from '@tablee/board/content'

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

/** The rows of a list that become notes. */
export function listedRows(
  rows: readonly (readonly string[])[],
  { hasHead }: Pick<ListPlan, 'hasHead'>,
): readonly (readonly string[])[] {
  return hasHead ? rows.slice(1) : rows
}

/**
 * The notes that a list makes; without columns in the zone, a row is one text. `readTyped` says what a typed word means
 * in a column; what the column does not take stands in the note's own text, so that no word of a row is lost.
 */
export function listedNotes(
  rows: readonly (readonly string[])[],
  plan: ListPlan,
  {
    zone,
    readTyped,
  }: {
    zone: ZoneDefinition | undefined
    readTyped(column: ColumnDefinition, typed: string): string | number | null
  },
): ListedNote[] {
  const columns = fillableColumns(zone)
  const body = listedRows(rows, plan)
  if (!zone || columns.length === 0)
    return body.map((row) => ({ text: row.filter((cell) => cell !== '').join('\n'), cells: {} }))
  const main = mainColumn(zone)
  return body.map((row) => {
    const cells: Record<string, string | number> = {}
    const texts: string[] = []
    // under the note's own text: what is too long for a cell, and numbers that are not on the column's scale
    const rests: string[] = []
    for (const [at, target] of plan.targets.entries()) {
      const column = columns.find(({ id }) => id === target)
      const typed = row[at] ?? ''
      if (!column || typed === '') continue
      if (column.id === main?.id) {
        texts.push(typed)
        continue
      }
      const { cell, rest } = splitCell(typed)
      const value = readTyped(column, cell)
      if (value === null || !fitsColumn(zone, column.id, value)) {
        rests.push(typed)
        continue
      }
      cells[column.id] = value
      if (rest !== '') rests.push(rest)
    }
    return { text: [...texts, ...rests].join('\n'), cells }
  })
}
