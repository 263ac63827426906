import { isObject } from '../record.ts'
import type { RichTextNode } from '../rich-text.ts'

/** Where the words of somebody stand in a text, from left to right and without overlap; in UTF-16 units. */
export type FindWords = (text: string) => readonly { readonly start: number; readonly end: number }[]

/** What is to go, and what comes in its place. */
export interface Mask {
  readonly find: FindWords
  /** Such as `[personne]`. */
  readonly word: string
}

/** Fields that hold no words: three letters of a random id may look like initials. */
const IDENTIFIERS = /^(?:id|type|typeName|index|kind)$|Ids?$/

/** A text with the mask's word in place of what it finds; the same string when it finds nothing. */
export function maskText(text: string, { find, word }: Mask): string {
  let masked = ''
  let from = 0
  for (const { start, end } of find(text)) {
    masked += text.slice(from, start) + word
    from = end
  }
  return from === 0 ? text : masked + text.slice(from)
}

/**
 * JSON with the mask's word in place of what it finds in any string, also across the marks of a rich text; the very
 * same value when it finds nothing. Keys and ids stay.
 */
export function maskValue(value: unknown, mask: Mask): unknown {
  if (typeof value === 'string') return maskText(value, mask)
  if (Array.isArray(value)) {
    const items = isTextRun(value) ? maskRun(value, mask) : value.map((item) => maskValue(item, mask))
    return items.some((item, at) => item !== value[at]) ? items : value
  }
  if (!isObject(value)) return value
  let isChanged = false
  const masked: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(value)) {
    masked[key] = IDENTIFIERS.test(key) ? field : maskValue(field, mask)
    if (masked[key] !== field) isChanged = true
  }
  return isChanged ? masked : value
}

type TextNode = RichTextNode & { text: string }

/** Pieces of one line that differ in their marks: a name may begin in one and end in the next. */
function isTextRun(nodes: readonly unknown[]): nodes is TextNode[] {
  return (
    nodes.length > 1 &&
    nodes.every((node) => isObject(node) && node['type'] === 'text' && typeof node['text'] === 'string')
  )
}

/** The word takes the marks of the piece in which what it replaces begins. */
function maskRun(nodes: readonly TextNode[], { find, word }: Mask): TextNode[] {
  const spans = find(nodes.map(({ text }) => text).join(''))
  if (spans.length === 0) return [...nodes]
  let at = 0
  return nodes.flatMap((node) => {
    const begin = at
    const end = begin + node.text.length
    at = end
    const within = spans.filter((span) => span.start < end && span.end > begin)
    if (within.length === 0) return [node]
    let text = ''
    let from = begin
    for (const span of within) {
      text += node.text.slice(from - begin, Math.max(span.start, begin) - begin)
      if (span.start >= begin) text += word
      from = Math.min(span.end, end)
    }
    text += node.text.slice(from - begin)
    return text === '' ? [] : [{ ...node, text }]
  })
}
