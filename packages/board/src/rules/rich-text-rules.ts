import { isObject } from '../record.ts'
import type { RichTextMark, RichTextNode } from '../rich-text.ts'

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

/** Whether a rich text holds only what the editor can make: B9. */
export function isAllowedRichText(node: RichTextNode): boolean {
  const allowed = Object.hasOwn(CHILDREN, node.type) ? CHILDREN[node.type] : undefined
  if (!allowed || !areAllowedAttributes(node)) return false
  if (!(node.marks ?? []).every(isAllowedMark)) return false
  return (node.content ?? []).every((child) => allowed.has(child.type) && isAllowedRichText(child))
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
    ([name, value]) =>
      LINK_ATTRIBUTES.has(name) &&
      (value === null || (typeof value === 'string' && value.length <= MAX_ATTRIBUTE_LENGTH)),
  )
}
