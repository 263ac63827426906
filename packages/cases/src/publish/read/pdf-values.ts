/** A dictionary: values by name, without the slash. */
export type PdfDict = ReadonlyMap<string, PdfValue>

/** A value of a PDF (ISO 32000-1, 7.3). A `word` is an operator, or a keyword that is no value. */
export type PdfValue =
  | { readonly type: 'number'; readonly number: number }
  | { readonly type: 'name'; readonly name: string }
  /** Characters are bytes. */
  | { readonly type: 'string'; readonly bytes: string }
  | { readonly type: 'ref'; readonly id: number }
  | { readonly type: 'array'; readonly items: readonly PdfValue[] }
  | { readonly type: 'dict'; readonly dict: PdfDict }
  | { readonly type: 'word'; readonly word: string }

/** Thrown where the bytes are no PDF as we know it. */
export class PdfBroken extends Error {
  override readonly name = 'PdfBroken'
}

const SPACE = /[\0\t\n\f\r ]*/y
const COMMENT = /%[^\r\n]*/y
const REFERENCE = /(\d+)[\0\t\n\f\r ]+(\d+)[\0\t\n\f\r ]+R(?![A-Za-z0-9])/y
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?![A-Za-z])/y
const NAME = /\/([^\0\t\n\f\r ()<>[\]{}/%]*)/y
const HEX = /<([0-9A-Fa-f\0\t\n\f\r ]*)>/y
const WORD = /[^\0\t\n\f\r ()<>[\]{}/%]+/y
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** Reads values one after the other from a text whose characters are bytes. */
export class PdfValues {
  readonly text: string
  at: number
  /** What stood in comments: a reader shows none, a search finds them. */
  readonly comments: string[] = []

  constructor(text: string, at = 0) {
    this.text = text
    this.at = at
  }

  /** The next value; null at the end. @throws {PdfBroken} */
  next(): PdfValue | null {
    this.#skip()
    if (this.at >= this.text.length) return null
    const start = this.text[this.at]
    if (start === '(') return { type: 'string', bytes: this.#literal() }
    if (this.text.startsWith('<<', this.at)) return this.#dict()
    if (start === '<') return { type: 'string', bytes: hexBytes(this.#take(HEX)[1] ?? '') }
    if (start === '[') return this.#array()
    if (start === '/') return { type: 'name', name: nameOf(this.#take(NAME)[1] ?? '') }
    const reference = this.#match(REFERENCE)
    if (reference) return { type: 'ref', id: Number(reference[1]) }
    const number = this.#match(NUMBER)
    if (number) return { type: 'number', number: Number(number[0]) }
    return { type: 'word', word: this.#take(WORD)[0] }
  }

  #skip(): void {
    for (;;) {
      this.#match(SPACE)
      const comment = this.#match(COMMENT)
      if (comment === null) return
      this.comments.push(comment[0])
    }
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (found) this.at += found[0].length
    return found
  }

  #take(pattern: RegExp): RegExpExecArray {
    const found = this.#match(pattern)
    if (found === null) throw new PdfBroken('a value has no end')
    return found
  }

  #array(): PdfValue {
    this.at += 1
    const items: PdfValue[] = []
    for (;;) {
      this.#skip()
      if (this.text[this.at] === ']') break
      const item = this.next()
      if (item === null) throw new PdfBroken('an array has no end')
      items.push(item)
    }
    this.at += 1
    return { type: 'array', items }
  }

  #dict(): PdfValue {
    this.at += 2
    const dict = new Map<string, PdfValue>()
    for (;;) {
      this.#skip()
      if (this.text.startsWith('>>', this.at)) break
      const key = this.next()
      const value = this.next()
      if (key?.type !== 'name' || value === null) throw new PdfBroken('a dictionary has no end')
      // a second value of one name would hide the first
      if (dict.has(key.name)) throw new PdfBroken('a dictionary says one thing twice')
      dict.set(key.name, value)
    }
    this.at += 2
    return { type: 'dict', dict }
  }

  #literal(): string {
    let bytes = ''
    let depth = 0
    for (let at = this.at; at < this.text.length; at += 1) {
      const character = this.text[at] ?? ''
      if (character === '\\') {
        const octal = /^[0-7]{1,3}/.exec(this.text.slice(at + 1, at + 4))
        const next = this.text[at + 1] ?? ''
        if (octal) bytes += String.fromCharCode(Number.parseInt(octal[0], 8) & 0xff)
        else if (next !== '\n' && next !== '\r') bytes += ESCAPES[next] ?? next
        at += octal ? octal[0].length : 1
        continue
      }
      if (character === '(') depth += 1
      if (character === ')') depth -= 1
      if (depth === 0) {
        this.at = at + 1
        return bytes
      }
      if (depth > 1 || character !== '(') bytes += character
    }
    throw new PdfBroken('a string has no end')
  }
}

function hexBytes(hex: string): string {
  const digits = hex.replace(/[^0-9A-Fa-f]/g, '')
  return (digits.length % 2 === 0 ? digits : `${digits}0`).replace(/../g, (pair) =>
    String.fromCharCode(Number.parseInt(pair, 16)),
  )
}

function nameOf(written: string): string {
  return written.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

/** The words of a string that is no content: UTF-16 or UTF-8 behind their marks, else one byte a letter. */
export function pdfWords(bytes: string): string {
  if (bytes.startsWith('\xfe\xff')) return utf16Words(bytes.slice(2))
  if (bytes.startsWith('\xef\xbb\xbf'))
    return new TextDecoder().decode(Uint8Array.from(bytes.slice(3), (byte) => byte.charCodeAt(0)))
  return bytes
}

/** Big-endian UTF-16 in bytes, as text. */
export function utf16Words(bytes: string): string {
  return bytes.replace(/[\s\S]{2}/g, (pair) =>
    String.fromCharCode((pair.charCodeAt(0) << 8) | pair.charCodeAt(1)),
  )
}
