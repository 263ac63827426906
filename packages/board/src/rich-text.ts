import * as Y from 'yjs'
import { isObject } from './record.ts'

/** A mark on a piece of rich text, in ProseMirror's JSON form. */
export interface RichTextMark {
  type: string
  attrs?: Record<string, unknown>
}

/** A node of rich text, in ProseMirror's JSON form. */
export interface RichTextNode {
  type: string
  text?: string
  attrs?: Record<string, unknown>
  marks?: RichTextMark[]
  content?: RichTextNode[]
}

/** A whole rich text. */
export interface RichText extends RichTextNode {
  type: 'doc'
  content: RichTextNode[]
}

/** How deep nodes may nest: a list in a list in a list is 7; a hostile text must not exhaust the stack. */
const MAX_DEPTH = 24

/** Stands for content that rich text cannot hold; no allow-list names it. */
const UNSUPPORTED: RichTextNode = { type: 'unsupported' }

/** Builds the Yjs form of a rich text, in the encoding of y-prosemirror. */
export function jsonToFragment(json: unknown): Y.XmlFragment {
  const fragment = new Y.XmlFragment()
  fragment.insert(0, toYNodes(childrenOf(json), 1))
  return fragment
}

/** Reads the Yjs form of a rich text; total, whatever the fragment holds. */
export function fragmentToJson(fragment: Y.XmlFragment): RichText {
  return { type: 'doc', content: fragment.toArray().flatMap((node) => toJsonNodes(node, 1)) }
}

/** Replaces the whole content of a fragment that is part of a document. */
export function replaceFragment(fragment: Y.XmlFragment, json: unknown): void {
  fragment.delete(0, fragment.length)
  fragment.insert(0, toYNodes(childrenOf(json), 1))
}

/** The letters of a rich text: blocks and hard breaks end a line, marks and lists leave no trace. */
export function richTextToPlain(richText: unknown): string {
  return childrenOf(richText)
    .map((node) => blockToPlain(node, 1))
    .join('\n')
}

/** A rich text with one paragraph per line. */
export function plainToRichText(text: string): RichText {
  const content = text
    .split(/\r?\n/)
    .map((line): RichTextNode => (line ? paragraph([{ type: 'text', text: line }]) : { type: 'paragraph' }))
  return { type: 'doc', content }
}

function paragraph(content: RichTextNode[]): RichTextNode {
  return { type: 'paragraph', content }
}

/** The nodes that hold blocks instead of letters. */
export const BLOCKS_WITH_BLOCKS: ReadonlySet<string> = new Set(['bulletList', 'orderedList', 'listItem'])

function blockToPlain(node: RichTextNode, depth: number): string {
  if (node.type === 'text') return node.text ?? ''
  if (node.type === 'hardBreak') return '\n'
  if (depth > MAX_DEPTH) return ''
  const lines = (node.content ?? []).map((child) => blockToPlain(child, depth + 1))
  return lines.join(BLOCKS_WITH_BLOCKS.has(node.type) ? '\n' : '')
}

/** The nodes inside a rich text or node that came as unknown JSON; what is no node is left out. */
function childrenOf(json: unknown): RichTextNode[] {
  const content = isObject(json) ? json['content'] : undefined
  return Array.isArray(content) ? content.filter(isNode) : []
}

function isNode(value: unknown): value is RichTextNode {
  return isObject(value) && typeof value['type'] === 'string'
}

function toYNodes(nodes: RichTextNode[], depth: number): (Y.XmlElement | Y.XmlText)[] {
  const result: (Y.XmlElement | Y.XmlText)[] = []
  let run: { insert: string; attributes: Record<string, unknown> }[] = []
  const endRun = () => {
    if (run.length === 0) return
    const text = new Y.XmlText()
    text.applyDelta(run)
    result.push(text)
    run = []
  }
  for (const node of nodes) {
    if (node.type === 'text') {
      if (node.text) run.push({ insert: node.text, attributes: marksToAttributes(node.marks ?? []) })
    } else {
      endRun()
      result.push(toYElement(node, depth))
    }
  }
  endRun()
  return result
}

function toYElement(node: RichTextNode, depth: number): Y.XmlElement {
  if (depth > MAX_DEPTH) return new Y.XmlElement(UNSUPPORTED.type)
  const element = new Y.XmlElement<Record<string, string>>(node.type)
  for (const [name, value] of Object.entries(node.attrs ?? {})) {
    // y-prosemirror stores numbers and booleans as they are; Yjs' types only know strings.
    if (value !== null && value !== undefined) element.setAttribute(name, value as string)
  }
  element.insert(0, toYNodes(childrenOf(node), depth + 1))
  return element
}

function marksToAttributes(marks: RichTextMark[]): Record<string, unknown> {
  return Object.fromEntries(marks.map((mark) => [mark.type, mark.attrs ?? {}]))
}

function toJsonNodes(node: unknown, depth: number): RichTextNode[] {
  if (depth > MAX_DEPTH) return [UNSUPPORTED]
  if (node instanceof Y.XmlText) return textToJson(node)
  if (!(node instanceof Y.XmlElement)) return [UNSUPPORTED]
  const json: RichTextNode = { type: node.nodeName }
  const attrs: Record<string, unknown> = node.getAttributes()
  if (Object.keys(attrs).length > 0) json.attrs = attrs
  const content = node.toArray().flatMap((child) => toJsonNodes(child, depth + 1))
  if (content.length > 0) json.content = content
  return [json]
}

function textToJson(text: Y.XmlText): RichTextNode[] {
  const delta: { insert: unknown; attributes?: Record<string, unknown> }[] = text.toDelta()
  return delta.map((part) => {
    if (typeof part.insert !== 'string') return UNSUPPORTED
    const marks = attributesToMarks(part.attributes ?? {})
    const node: RichTextNode = { type: 'text', text: part.insert }
    if (marks.length > 0) node.marks = marks
    return node
  })
}

function attributesToMarks(attributes: Record<string, unknown>): RichTextMark[] {
  return Object.entries(attributes).map(([key, attrs]) => attributeToMark(key, attrs))
}

/** The mark that one formatting attribute of a text stands for. */
export function attributeToMark(key: string, attrs: unknown): RichTextMark {
  // y-prosemirror tells marks of one type that overlap apart by a hash after two hyphens.
  const type = key.split('--', 1)[0] ?? key
  return isObject(attrs) && Object.keys(attrs).length > 0 ? { type, attrs } : { type }
}
