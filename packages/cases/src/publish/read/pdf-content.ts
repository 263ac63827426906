import type { PdfFont } from './pdf-font.ts'
import { PdfBroken, type PdfDict, type PdfValue, PdfValues, pdfWords } from './pdf-values.ts'

/** What a page says: paragraph by paragraph. */
interface PdfContent {
  /** As a reader copies it: what a stretch is said to stand for, in place of its glyphs. */
  readonly copied: readonly string[]
  /** The glyphs as they are seen; lines of a paragraph stand apart. */
  readonly drawn: readonly string[]
  /** Further strings: alternative texts, comments. */
  readonly beside: readonly string[]
}

/** What a content stream may name. */
interface PdfResources {
  font(name: string): PdfFont
  /** The properties of marked content, by name. */
  properties(name: string): PdfDict
}

/** A gap between glyphs from which on it is a space, in thousandths of the size. */
const SPACE_GAP = -180
/** A stretch within a line. */
const STRETCH = 'Span'
/** What belongs to the page and not to its text: a paragraph that goes on over the page goes on behind it. */
const OF_THE_PAGE = 'Artifact'

/** Reads the text of a content stream (ISO 32000-1, 9.4 and 14.6). @throws {PdfBroken} */
export function readContentStream(stream: string, resources: PdfResources): PdfContent {
  const values = new PdfValues(stream)
  const writer = new ContentWriter(resources)
  const operands: PdfValue[] = []
  for (let value = values.next(); value !== null; value = values.next()) {
    if (value.type !== 'word') {
      operands.push(value)
      continue
    }
    writer.operate(value.word, operands)
    operands.length = 0
  }
  return writer.end(values.comments)
}

class ContentWriter {
  readonly #resources: PdfResources
  readonly #copied: string[] = []
  readonly #drawn: string[] = []
  readonly #beside: string[] = []
  /** Of each open mark: whether it stands for words of its own, begins a paragraph, and belongs to the page. */
  readonly #marks: { actual: boolean; begins: boolean; ofPage: boolean }[] = []
  #font: PdfFont | null = null
  #height: number | null = null
  #paragraph = { copied: '', drawn: '' }

  constructor(resources: PdfResources) {
    this.#resources = resources
  }

  operate(word: string, operands: readonly PdfValue[]): void {
    if (word === 'BI') throw new PdfBroken('a picture stands within the text')
    if (word === 'Tf') this.#font = this.#resources.font(nameIn(operands))
    else if (word === 'Tm') this.#moveTo(numberAt(operands, 5))
    else if (word === 'Td' || word === 'TD') this.#moveBy(numberAt(operands, 1))
    else if (word === 'T*') this.#newLine()
    else if (word === 'Tj') this.#show(operands.at(-1))
    else if (word === "'" || word === '"') {
      this.#newLine()
      this.#show(operands.at(-1))
    } else if (word === 'TJ') this.#showAll(operands.at(-1))
    else if (word === 'BMC') this.#open(operands[0], null)
    else if (word === 'BDC') this.#open(operands[0], operands[1] ?? null)
    else if (word === 'EMC') this.#close()
    else
      for (const operand of operands)
        if (operand.type === 'string') this.#beside.push(pdfWords(operand.bytes))
  }

  end(comments: readonly string[]): PdfContent {
    this.#endParagraph()
    return { copied: this.#copied, drawn: this.#drawn, beside: [...this.#beside, ...comments] }
  }

  #moveTo(height: number): void {
    if (this.#height !== null && Math.abs(height - this.#height) > 1) this.#newLine()
    this.#height = height
  }

  #moveBy(height: number): void {
    if (height !== 0) this.#newLine()
    this.#height = height + (this.#height ?? 0)
  }

  /** A line goes on in the next as it was broken: its space hangs out of its end. */
  #newLine(): void {
    this.#paragraph.drawn += '\n'
  }

  #show(value: PdfValue | undefined): void {
    if (value?.type !== 'string') throw new PdfBroken('a text is no string')
    if (this.#font === null) throw new PdfBroken('a text has no font')
    this.#add(this.#font(value.bytes))
  }

  #showAll(value: PdfValue | undefined): void {
    if (value?.type !== 'array') throw new PdfBroken('a text is no string')
    for (const item of value.items) {
      if (item.type === 'string') this.#show(item)
      else if (item.type === 'number' && item.number < SPACE_GAP) this.#add(' ')
    }
  }

  #add(text: string): void {
    this.#paragraph.drawn += text
    if (!this.#marks.some(({ actual }) => actual)) this.#paragraph.copied += text
  }

  #open(tag: PdfValue | undefined, named: PdfValue | null): void {
    const name = tag?.type === 'name' ? tag.name : ''
    const properties =
      named?.type === 'name'
        ? this.#resources.properties(named.name)
        : named?.type === 'dict'
          ? named.dict
          : null
    const actual = properties?.get('ActualText')
    const begins = name !== STRETCH
    if (begins) this.#endParagraph()
    if (actual?.type === 'string' && !this.#marks.some((mark) => mark.actual))
      this.#paragraph.copied += pdfWords(actual.bytes)
    for (const value of properties?.values() ?? [])
      if (value.type === 'string') this.#beside.push(pdfWords(value.bytes))
    this.#marks.push({ actual: actual?.type === 'string', begins, ofPage: name === OF_THE_PAGE })
  }

  #close(): void {
    const mark = this.#marks.at(-1)
    if (mark === undefined) throw new PdfBroken('a mark ends that did not begin')
    if (mark.begins) this.#endParagraph()
    this.#marks.pop()
  }

  #endParagraph(): void {
    const { copied, drawn } = this.#paragraph
    this.#paragraph = { copied: '', drawn: '' }
    if (this.#marks.some(({ ofPage }) => ofPage)) {
      this.#beside.push(copied, drawn)
      return
    }
    if (copied.trim() !== '') this.#copied.push(copied)
    if (drawn.trim() !== '') this.#drawn.push(drawn.replace(/\s*\n\s*/g, ' '))
  }
}

function nameIn(operands: readonly PdfValue[]): string {
  const [first] = operands
  if (first?.type !== 'name') throw new PdfBroken('a font has no name')
  return first.name
}

function numberAt(operands: readonly PdfValue[], at: number): number {
  const value = operands[at]
  if (value?.type !== 'number') throw new PdfBroken('a place is no number')
  return value.number
}
