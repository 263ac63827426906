import { PdfBroken, PdfValues, utf16Words } from './pdf-values.ts'

/** Which words the codes of a font stand for; codes are two bytes. */
export type PdfFont = (codes: string) => string

/**
 * Reads a ToUnicode map (ISO 32000-1, 9.10.3).
 * @throws {PdfBroken} when it says something else than ranges and characters.
 */
export function readToUnicode(map: string): PdfFont {
  const words = new Map<number, string>()
  const values = new PdfValues(map)
  const code = (value: ReturnType<PdfValues['next']>): number => {
    if (value?.type !== 'string' || value.bytes.length !== 2)
      throw new PdfBroken('a code is not of two bytes')
    return (value.bytes.charCodeAt(0) << 8) | value.bytes.charCodeAt(1)
  }
  for (let value = values.next(); value !== null; value = values.next()) {
    if (value.type !== 'word') continue
    if (value.word === 'beginbfchar') readEach(values, code, words)
    if (value.word === 'beginbfrange') readRanges(values, code, words)
  }
  return (codes) => {
    if (codes.length % 2 !== 0) throw new PdfBroken('a code is not of two bytes')
    return codes.replace(/[\s\S]{2}/g, (pair) => {
      const known = words.get((pair.charCodeAt(0) << 8) | pair.charCodeAt(1))
      if (known === undefined) throw new PdfBroken('a glyph stands for nothing')
      return known
    })
  }
}

type Code = (value: ReturnType<PdfValues['next']>) => number

function isEnd(value: ReturnType<PdfValues['next']>, end: string): boolean {
  if (value === null) throw new PdfBroken('a map has no end')
  return value.type === 'word' && value.word === end
}

function readEach(values: PdfValues, code: Code, words: Map<number, string>): void {
  for (let from = values.next(); !isEnd(from, 'endbfchar'); from = values.next()) {
    const to = values.next()
    if (to?.type !== 'string') throw new PdfBroken('a map is not ours')
    words.set(code(from), utf16Words(to.bytes))
  }
}

function readRanges(values: PdfValues, code: Code, words: Map<number, string>): void {
  for (let from = values.next(); !isEnd(from, 'endbfrange'); from = values.next()) {
    const start = code(from)
    const end = code(values.next())
    const to = values.next()
    if (to?.type === 'array') {
      for (const [at, item] of to.items.entries()) {
        if (item.type !== 'string') throw new PdfBroken('a map is not ours')
        words.set(start + at, utf16Words(item.bytes))
      }
    } else if (to?.type === 'string') {
      const first = utf16Words(to.bytes)
      const last = first.length - 1
      for (let at = start; at <= end; at += 1)
        words.set(at, first.slice(0, last) + String.fromCharCode(first.charCodeAt(last) + at - start))
    } else throw new PdfBroken('a map is not ours')
  }
}
