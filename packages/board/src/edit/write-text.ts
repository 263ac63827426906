import * as Y from 'yjs'
import { BLOCKS_WITH_BLOCKS } from '../rich-text.ts'
import type { TextPatch } from './text-patch.ts'

/** A block that holds letters, and where its first letter stands in the whole text, in UTF-16 units. */
interface Line {
  element: Y.XmlElement
  start: number
  length: number
}

type Inline = Y.XmlText | Y.XmlElement

/**
 * Makes one change in a rich text letter by letter, so that marks and what somebody else types around it stay. The
 * places are those of `richTextToPlain`. Belongs in a transaction.
 */
export function writePatch(fragment: Y.XmlFragment, { at, remove, insert }: TextPatch): void {
  if (linesOf(fragment).length === 0) fragment.insert(0, [new Y.XmlElement('paragraph')])
  if (remove > 0) removeRange(fragment, at, at + remove)
  const [first = '', ...more] = insert.split('\n')
  insertIn(lineAt(fragment, at), at, first)
  let place = at + first.length
  for (const text of more) {
    splitAt(fragment, place)
    place += 1
    insertIn(lineAt(fragment, place), place, text)
    place += text.length
  }
}

/** The blocks with letters in their order; between two of them stands one line break. */
function linesOf(fragment: Y.XmlFragment): Line[] {
  const lines: Line[] = []
  let start = 0
  const walk = (node: unknown) => {
    if (!(node instanceof Y.XmlElement)) return
    const children = node.toArray()
    if (BLOCKS_WITH_BLOCKS.has(node.nodeName) && children.length > 0) {
      for (const child of children) walk(child)
      return
    }
    const length = lengthOf(node)
    lines.push({ element: node, start, length })
    start += length + 1
  }
  for (const node of fragment.toArray()) walk(node)
  return lines
}

function lineAt(fragment: Y.XmlFragment, place: number): Line {
  const lines = linesOf(fragment)
  const line = lines.findLast(({ start }) => start <= place) ?? lines[0]
  if (!line) throw new Error('a rich text has a block')
  return line
}

function inlinesOf(element: Y.XmlElement): Inline[] {
  return element.toArray().filter((node): node is Inline => !(node instanceof Y.XmlHook))
}

/** A hard break counts as one letter, as it does in the plain text. */
function lengthOf(node: Inline): number {
  if (node instanceof Y.XmlText) return node.length
  if (node.nodeName === 'hardBreak') return 1
  return inlinesOf(node).reduce((sum, child) => sum + lengthOf(child), 0)
}

function removeRange(fragment: Y.XmlFragment, from: number, to: number): void {
  const touched = linesOf(fragment).filter(({ start, length }) => start <= to && start + length >= from)
  const [first] = touched
  const last = touched.at(-1)
  if (!first || !last) return
  removeIn(first, from, to)
  if (first === last) return
  for (const middle of touched.slice(1, -1)) removeBlock(fragment, middle.element)
  removeIn(last, from, to)
  // Two blocks become one: what is left of the second is written again behind the first.
  first.element.insert(
    first.element.length,
    inlinesOf(last.element).map((inline) => copyOf(inline)),
  )
  removeBlock(fragment, last.element)
}

function removeIn(line: Line, from: number, to: number): void {
  let start = line.start
  for (const inline of inlinesOf(line.element)) {
    const length = lengthOf(inline)
    const begin = Math.max(from, start)
    const count = Math.min(to, start + length) - begin
    if (count > 0) {
      if (inline instanceof Y.XmlText) inline.delete(begin - start, count)
      else line.element.delete(inlinesOf(line.element).indexOf(inline), 1)
    }
    start += length
  }
}

/** Takes a block away, and the list around it when nothing else is in it. */
function removeBlock(fragment: Y.XmlFragment, element: Y.XmlElement): void {
  const { parent } = element
  if (!(parent instanceof Y.XmlFragment)) return
  if (parent !== fragment && parent.length === 1 && parent instanceof Y.XmlElement)
    removeBlock(fragment, parent)
  else parent.delete(parent.toArray().indexOf(element), 1)
}

function insertIn(line: Line, place: number, text: string): void {
  if (text === '') return
  let start = line.start
  let at = 0
  for (const inline of inlinesOf(line.element)) {
    const length = lengthOf(inline)
    if (inline instanceof Y.XmlText && place >= start && place <= start + length) {
      inline.insert(place - start, text)
      return
    }
    if (place <= start) break
    start += length
    at += 1
  }
  const fresh = new Y.XmlText()
  fresh.insert(0, text)
  line.element.insert(at, [fresh])
}

/** Ends a line: what stands behind the place moves to a new block of the same kind. */
function splitAt(fragment: Y.XmlFragment, place: number): void {
  const line = lineAt(fragment, place)
  const tail: Inline[] = []
  let start = line.start
  for (const inline of inlinesOf(line.element)) {
    const length = lengthOf(inline)
    if (start >= place) tail.push(copyOf(inline))
    else if (inline instanceof Y.XmlText && start + length > place) tail.push(copyOf(inline, place - start))
    start += length
  }
  removeIn(line, place, line.start + line.length)
  const fresh = new Y.XmlElement(line.element.nodeName === 'heading' ? 'paragraph' : line.element.nodeName)
  fresh.insert(0, tail)
  const { parent } = line.element
  if (!(parent instanceof Y.XmlFragment)) return
  // A line in a list is an item of its own.
  if (parent instanceof Y.XmlElement && parent.nodeName === 'listItem') {
    const list = parent.parent
    const item = new Y.XmlElement('listItem')
    item.insert(0, [fresh])
    if (list instanceof Y.XmlFragment) list.insert(list.toArray().indexOf(parent) + 1, [item])
  } else parent.insert(parent.toArray().indexOf(line.element) + 1, [fresh])
}

/** A piece of a block that can be put elsewhere, from a letter on, with its marks. */
function copyOf(inline: Inline, from = 0): Inline {
  if (!(inline instanceof Y.XmlText)) return inline.clone()
  const copy = new Y.XmlText()
  let start = 0
  const delta: { insert: string; attributes?: Record<string, unknown> }[] = []
  for (const part of inline.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    if (typeof part.insert !== 'string') continue
    const insert = part.insert.slice(Math.max(0, from - start))
    if (insert !== '') delta.push({ ...part, insert })
    start += part.insert.length
  }
  copy.applyDelta(delta)
  return copy
}
