import * as Y from 'yjs'
import { isObject } from '../record.ts'
import { attributeToMark, type RichTextMark, type RichTextNode } from '../rich-text.ts'
import { isWellFormed } from '../well-formed.ts'

/** What each node may hold: the nodes of tldraw's editor, nothing that loads or runs. */
const CHILDREN: Readonly<Record<string, ReadonlySet<string>>> = {
  doc: new Set(['paragraph', 'heading', 'bulletList', 'orderedList']),
  paragraph: new Set(['text', 'hardBreak']),
  heading: new Set(['text', 'hardBreak']),
  bulletList: new Set(['listItem']),
  orderedList: new Set(['listItem']),
  listItem: new Set(['paragraph', 'heading', 'bulletList', 'orderedList']),
  text: new Set(),
  hardBreak: new Set(),
}

const PLAIN_MARKS: ReadonlySet<string> = new Set([
  'bold',
  'italic',
  'strike',
  'underline',
  'code',
  'highlight',
])
const LINK_ATTRIBUTES: ReadonlySet<string> = new Set(['href', 'target', 'rel', 'class'])
const LINK_HREF = /^(?:https?:\/\/|mailto:)[^\s]+$/i
const LINK_TARGET: ReadonlySet<unknown> = new Set(['_blank', null, undefined])
const MAX_ATTRIBUTE_LENGTH = 2_048
const MAX_HEADING_LEVEL = 6

/** The most nodes and ends of marks in one rich text: 64 KB of JSON show fewer. */
const MAX_PARTS = 8_000

/** A mark's name, with the hash that y-prosemirror gives to one that may overlap its like. */
const MARK_KEY = /^[a-z]{1,20}(?:--[A-Za-z0-9+/=]{8})?$/

/** Whether a rich text holds only what the editor can make: B9. */
export function isAllowedRichText(node: RichTextNode): boolean {
  const allowed = Object.hasOwn(CHILDREN, node.type) ? CHILDREN[node.type] : undefined
  if (!allowed || !areAllowedAttributes(node)) return false
  // An element may call itself text; the editor cannot make one of it.
  if ((node.type === 'text') !== (typeof node.text === 'string')) return false
  if (!(node.marks ?? []).every(isAllowedMark)) return false
  return (node.content ?? []).every((child) => allowed.has(child.type) && isAllowedRichText(child))
}

/**
 * Whether all that a rich text holds shows in its JSON, which is what everything else here judges: no attributes of
 * texts, keys of fragments or marks around nothing, where anybody could keep anything.
 */
export function hidesNothing(text: unknown): boolean {
  if (!(text instanceof Y.XmlFragment)) return false
  const waiting: (Y.XmlFragment | Y.XmlText)[] = [text]
  let parts = 0
  for (let type = waiting.pop(); type !== undefined; type = waiting.pop()) {
    // An element's keys are its attributes, which show.
    if (!(type instanceof Y.XmlElement) && [...type._map.values()].some(({ deleted }) => !deleted))
      return false
    for (let item = type._start; item !== null; item = item.right) {
      if (item.deleted || (type instanceof Y.XmlText && item.content instanceof Y.ContentString)) continue
      parts += 1
      if (parts > MAX_PARTS) return false
      if (type instanceof Y.XmlText) {
        if (!(item.content instanceof Y.ContentFormat) || !isAllowedFormat(item.content)) return false
      } else {
        const node: unknown = item.content instanceof Y.ContentType ? item.content.type : null
        if (!(node instanceof Y.XmlElement || node instanceof Y.XmlText)) return false
        waiting.push(node)
      }
    }
  }
  return true
}

/** Where a mark begins (its attributes) or ends (null). */
function isAllowedFormat({ key, value }: { key: string; value: unknown }): boolean {
  if (!MARK_KEY.test(key)) return false
  if (value === null) return true
  return isObject(value) && isAllowedMark(attributeToMark(key, value))
}

function areAllowedAttributes(node: RichTextNode): boolean {
  return Object.entries(node.attrs ?? {}).every(([name, value]) => {
    if (name === 'level') return node.type === 'heading' && isWholeNumber(value, MAX_HEADING_LEVEL)
    if (name === 'start') return node.type === 'orderedList' && isWholeNumber(value, Number.MAX_SAFE_INTEGER)
    return false
  })
}

function isWholeNumber(value: unknown, max: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max
}

function isAllowedMark(mark: RichTextMark): boolean {
  if (PLAIN_MARKS.has(mark.type)) return mark.attrs === undefined
  if (mark.type !== 'link' || !isObject(mark.attrs)) return false
  const { href, target } = mark.attrs
  if (typeof href !== 'string' || !LINK_HREF.test(href) || !LINK_TARGET.has(target)) return false
  return Object.entries(mark.attrs).every(
    ([name, value]) => LINK_ATTRIBUTES.has(name) && (value === null || isAllowedAttribute(value)),
  )
}

function isAllowedAttribute(value: unknown): boolean {
  return typeof value === 'string' && value.length <= MAX_ATTRIBUTE_LENGTH && isWellFormed(value)
}
