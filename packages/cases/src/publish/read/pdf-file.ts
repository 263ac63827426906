import { bytesAsText, textAsBytes } from './bytes-as-text.ts'
import { PdfBroken, type PdfDict, type PdfValue, PdfValues } from './pdf-values.ts'

/** Undoes zlib's packing. @throws when it is none */
export type Inflate = (bytes: Uint8Array) => Uint8Array

/** One object of a file; `stream` is unpacked, its characters are bytes. */
interface PdfObject {
  readonly id: number
  readonly value: PdfValue
  readonly stream: string | null
}

/** A PDF taken apart: nothing of its bytes is in none of these. */
export interface PdfFile {
  readonly objects: ReadonlyMap<number, PdfObject>
  readonly trailer: PdfDict
  /** What stands between objects and in comments. */
  readonly outside: string
  /** A value, or what it refers to. */
  resolve(value: PdfValue | undefined): PdfValue | undefined
}

const OBJECT = /(\d+)[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+obj\b/g
/** The table of where objects begin: numbers alone. */
const TABLE = /\bxref\s+(?:\d+ \d+\s+(?:\d{10} \d{5} [fn]\s+)+)+/g
/** Packed pixels are not unpacked: they hold no text, and their objects are told apart by their type. */
const PIXELS = 'Image'

/** Takes a PDF apart. @throws {PdfBroken} for anything that it is not sure to understand. */
export function openPdf(bytes: Uint8Array, inflate: Inflate): PdfFile {
  const text = bytesAsText(bytes)
  if (!text.startsWith('%PDF-')) throw new PdfBroken('it does not begin as one')
  const objects = new Map<number, PdfObject>()
  const outside: string[] = []
  let at = 0
  for (;;) {
    OBJECT.lastIndex = at
    const head = OBJECT.exec(text)
    if (head === null) break
    outside.push(text.slice(at, head.index))
    const id = Number(head[1])
    if (objects.has(id)) throw new PdfBroken('an object stands in it twice')
    const values = new PdfValues(text, head.index + head[0].length)
    const value = values.next()
    if (value === null) throw new PdfBroken('an object is empty')
    const { stream, end } = readStream(values, value, inflate)
    outside.push(...values.comments)
    objects.set(id, { id, value, stream })
    at = end
  }
  const rest = text.slice(at).replace(TABLE, ' ')
  const trailerAt = rest.indexOf('trailer')
  if (trailerAt < 0) throw new PdfBroken('it has no trailer')
  const values = new PdfValues(rest, trailerAt + 'trailer'.length)
  const trailer = values.next()
  if (trailer?.type !== 'dict' || trailer.dict.has('Encrypt') || trailer.dict.has('Prev'))
    throw new PdfBroken('its trailer is not ours')
  outside.push(rest.slice(0, trailerAt), rest.slice(values.at), ...values.comments)
  return {
    objects,
    trailer: trailer.dict,
    outside: outside.join('\n'),
    resolve: (found) => (found?.type === 'ref' ? objects.get(found.id)?.value : found),
  }
}

function readStream(
  values: PdfValues,
  value: PdfValue,
  inflate: Inflate,
): { stream: string | null; end: number } {
  const word = values.next()
  if (word?.type !== 'word') throw new PdfBroken('an object has no end')
  if (word.word === 'endobj') return { stream: null, end: values.at }
  if (word.word !== 'stream' || value.type !== 'dict') throw new PdfBroken('an object has no end')
  const { dict } = value
  const length = dict.get('Length')
  if (length?.type !== 'number') throw new PdfBroken('a stream has no length')
  const { text } = values
  const start = values.at + (text.startsWith('\r\n', values.at) ? 2 : 1)
  const packed = text.slice(start, start + length.number)
  const after = new PdfValues(text, start + length.number)
  const ends = [after.next(), after.next()].map((end) => (end?.type === 'word' ? end.word : ''))
  if (ends.join(' ') !== 'endstream endobj') throw new PdfBroken('a stream is longer than it says')
  values.comments.push(...after.comments)
  return { stream: unpacked(packed, dict, inflate), end: after.at }
}

function unpacked(packed: string, dict: PdfDict, inflate: Inflate): string {
  const filter = dict.get('Filter')
  const subtype = dict.get('Subtype')
  if (filter === undefined) return packed
  if (filter.type !== 'name' || filter.name !== 'FlateDecode')
    throw new PdfBroken('a stream is packed otherwise')
  // with a predictor only pixels come
  if (subtype?.type === 'name' && subtype.name === PIXELS) return ''
  if (dict.has('DecodeParms')) throw new PdfBroken('a stream is packed otherwise')
  try {
    return bytesAsText(inflate(textAsBytes(packed)))
  } catch {
    throw new PdfBroken('a stream cannot be unpacked')
  }
}
