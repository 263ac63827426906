import {
  type BoardContent,
  type CellValue,
  type ColumnDefinition,
  type ContentItem,
  findTerm,
  foldText,
  type Lang,
  type Method,
  parseTypedDate,
  parseTypedNumber,
  sayDate,
} from '@tablee/board/content'
import type { CellInput } from '@tablee/board/edit'

/** What cells are told in: the method's words, the person's language, and the other items that a cell may name. */
export interface Words {
  method: Method
  lang: Lang
  /** Null where no cell names an item. */
  content: BoardContent | null
}

/** A cell in words; empty for an empty one. */
export function cellText(cell: CellValue | undefined, { method, lang, content }: Words): string {
  switch (cell?.kind) {
    case undefined:
    case 'empty':
      return ''
    case 'text':
    case 'free':
      return cell.text
    case 'term':
      return findTerm(method, cell.set, cell.id)?.label[lang] ?? cell.id
    case 'number':
      // as it is typed: a separator of thousands would be read back as a decimal
      return cell.value.toLocaleString(lang, { useGrouping: false })
    case 'date':
      return sayDate(cell.date, lang)
    case 'item':
      return (content && itemTitle(content, cell.id)) ?? ''
    case 'votes':
      return cell.count === null ? '' : cell.count.toLocaleString(lang)
  }
}

/** What a person typed in a cell as it is kept: a term's id for its name, a date, a number, else her own words. */
export function cellInput(
  typed: string,
  column: ColumnDefinition,
  { method, lang }: Pick<Words, 'method' | 'lang'>,
): CellInput {
  const text = typed.trim()
  if (text === '') return null
  switch (column.type) {
    case 'choice':
      return termNamed(method, column.set, text, lang) ?? text
    case 'date':
      return parseTypedDate(text) ?? text
    case 'number':
    case 'score':
      return parseTypedNumber(text) ?? text
    default:
      return typed.replace(/\s+$/, '')
  }
}

/** What a cell holds as it would be written again. */
export function heldInput(cell: CellValue | undefined): CellInput {
  switch (cell?.kind) {
    case 'text':
    case 'free':
      return cell.text
    case 'term':
    case 'item':
      return cell.id
    case 'number':
      return cell.value
    case 'date':
      return cell.date
    default:
      return null
  }
}

/** The terms of a column in the person's language. */
export function termsOf(
  method: Method,
  set: string | undefined,
  lang: Lang,
): { id: string; label: string }[] {
  const terms = method.sets.find(({ id }) => id === set)?.terms ?? []
  return terms.map(({ id, label }) => ({ id, label: label[lang] }))
}

/** The title of an item; undefined when it is not on the board any more. */
export function itemTitle(content: BoardContent, id: string): string | undefined {
  for (const { items } of content.zones) {
    const item = items.find((each) => each.id === id)
    if (item) return shortTitle(item)
  }
  const item = content.unplaced.find((each) => each.id === id)
  return item && shortTitle(item)
}

/** Longest title in a list of choices, in letters. */
const TITLE_MAX = 60

/** What stands for an item in a list. */
export function shortTitle({ title, cells }: ContentItem): string {
  const line =
    title.replace(/\s+/g, ' ').trim() ||
    Object.values(cells).flatMap((cell) => (cell.kind === 'free' ? cell.text : []))[0] ||
    '…'
  return line.length > TITLE_MAX ? `${line.slice(0, TITLE_MAX - 1)}…` : line
}

function termNamed(method: Method, set: string | undefined, text: string, lang: Lang): string | undefined {
  const wanted = foldText(text)
  return termsOf(method, set, lang).find(({ label }) => foldText(label) === wanted)?.id
}
