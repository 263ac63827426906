import {
  type BoardContent,
  type ColumnDefinition,
  findTerm,
  foldText,
  type Lang,
  type Method,
  parseTypedDate,
  parseTypedNumber,
  readCell,
  sayCell,
} from '@tablee/board'

/** Something that a cell can hold, with the words for it. */
export interface CellOption {
  value: string
  label: string
  /** Where it comes from, when words alone may be the same. */
  hint?: string
}

/** What a column offers: the terms of its choice set, or the items of the board. */
export function cellOptions(
  column: ColumnDefinition,
  {
    method,
    content,
    lang,
    noteId,
  }: { method: Method; content: BoardContent | null; lang: Lang; noteId: string },
): CellOption[] {
  if (column.type === 'choice') {
    const terms = method.sets.find(({ id }) => id === column.set)?.terms ?? []
    return terms.map(({ id, label }) => ({ value: id, label: label[lang] }))
  }
  if (column.type !== 'link') return []
  return (content?.zones ?? []).flatMap(({ zone, items }) =>
    items
      .filter(({ id, title }) => id !== noteId && title !== '')
      .map(({ id, title }) => ({
        value: id,
        label: title.replace(/\s*\n\s*/g, ' '),
        hint: zone.label[lang],
      })),
  )
}

/** The options whose words contain what was typed, the closest first; all of them while nothing was. */
export function matchingOptions(options: readonly CellOption[], typed: string): CellOption[] {
  const sought = foldText(typed)
  if (sought === '') return [...options]
  return options
    .map((option) => ({ option, at: foldText(option.label).indexOf(sought) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => Math.min(a.at, 1) - Math.min(b.at, 1))
    .map(({ option }) => option)
}

/** What a field shows for a stored value. */
export function shownValue(
  column: ColumnDefinition,
  raw: unknown,
  { method, content, lang }: { method: Method; content: BoardContent | null; lang: Lang },
): string {
  const cell = readCell(method, column, raw)
  const titles = new Map(
    content?.zones.flatMap(({ items }) => items.map(({ id, title }) => [id, title] as const)),
  )
  return sayCell(cell, { method, lang, titleOf: (id) => titles.get(id)?.replace(/\s*\n\s*/g, ' ') ?? null })
}

/**
 * The value that a typed text stands for: the option that is called exactly so, a date, a number. Anything else is kept
 * as it was typed; nothing is guessed.
 */
export function typedValue(
  column: ColumnDefinition,
  typed: string,
  options: readonly CellOption[],
  method: Method,
): string | number | null {
  const text = typed.trim()
  if (text === '') return null
  switch (column.type) {
    case 'choice':
    case 'link': {
      if (column.type === 'choice' && findTerm(method, column.set, text)) return text
      const named = options.filter(({ label }) => foldText(label) === foldText(text))
      return named.length === 1 ? (named[0]?.value ?? text) : text
    }
    case 'date':
      return parseTypedDate(text) ?? text
    case 'number':
    case 'score':
      return parseTypedNumber(text) ?? text
    default:
      return text
  }
}
