import type { Artefact } from '../artefact-text.ts'
import { readContentStream } from './pdf-content.ts'
import { type Inflate, openPdf, type PdfFile } from './pdf-file.ts'
import { type PdfFont, readToUnicode } from './pdf-font.ts'
import { PdfBroken, type PdfDict, type PdfValue, pdfWords } from './pdf-values.ts'

/** Streams that hold no words: glyphs, pixels, which glyph is which. */
const WORDLESS: readonly string[] = ['FontFile', 'FontFile2', 'FontFile3', 'CIDToGIDMap', 'CIDSet', 'SMask']
const BYTES_OF_AN_ID = 16

/**
 * Everything that a PDF says: its text as it is copied and as it is drawn, and every other string in it: title,
 * author, outline, alternative texts, metadata.
 * @throws {PdfBroken} for anything that it is not sure to understand: a stream of a kind it does not know may say anything.
 */
export function readPdf(name: string, bytes: Uint8Array, inflate: Inflate): Artefact[] {
  const pdf = openPdf(bytes, inflate)
  const roles = rolesOf(pdf)
  const fonts = new Map<PdfValue, PdfFont>()
  const copied: string[] = []
  const drawn: string[] = []
  const beside: string[] = [pdf.outside]
  const metadata: string[] = []
  for (const { id, value, stream } of pdf.objects.values()) {
    beside.push(...stringsOf(value, pdf.trailer))
    if (stream === null) continue
    const role = roles.get(id) ?? ownRole(value)
    if (role === 'metadata') metadata.push(new TextDecoder().decode(Uint8Array.from(stream, byteOf)))
    else if (role !== 'wordless') {
      const found = readContentStream(stream, resourcesOf(pdf, role, fonts))
      copied.push(...found.copied)
      drawn.push(...found.drawn)
      beside.push(...found.beside)
    }
  }
  beside.push(...stringsOf({ type: 'dict', dict: pdf.trailer }, pdf.trailer))
  const part = (kind: string, texts: readonly string[]): Artefact => ({
    name: `${name}#${kind}`,
    // forms repeat themselves with every object
    text: (kind === 'beside' ? [...new Set(texts)] : texts).join('\n'),
  })
  return [part('text', copied), part('drawn', drawn), part('beside', beside), part('metadata.xml', metadata)]
}

const byteOf = (character: string): number => character.charCodeAt(0)

/** What a stream is: words with what they may name, or what its holder says. */
type Role = 'wordless' | 'metadata' | { readonly resources: PdfDict }

function ownRole(value: PdfValue): Role {
  const dict = value.type === 'dict' ? value.dict : new Map<string, PdfValue>()
  const named = (key: string): string | null => {
    const found = dict.get(key)
    return found?.type === 'name' ? found.name : null
  }
  if (named('Type') === 'Metadata') return 'metadata'
  if (named('Subtype') === 'Image') return 'wordless'
  if (named('Subtype') === 'Form') throw new PdfBroken('a drawing stands in it')
  throw new PdfBroken('a stream is of a kind that is not ours')
}

/** What the streams of a file are, by who refers to them. */
function rolesOf(pdf: PdfFile): Map<number, Role> {
  const roles = new Map<number, Role>()
  for (const { value } of pdf.objects.values()) {
    if (value.type !== 'dict') continue
    const { dict } = value
    for (const [key, found] of dict) {
      if (found.type === 'ref' && WORDLESS.includes(key)) roles.set(found.id, 'wordless')
      if (found.type === 'ref' && key === 'ToUnicode') roles.set(found.id, 'wordless')
    }
    const type = dict.get('Type')
    if (type?.type !== 'name' || type.name !== 'Page') continue
    const contents = dict.get('Contents')
    const resources = pdf.resolve(dict.get('Resources'))
    const refs = contents?.type === 'array' ? contents.items : contents === undefined ? [] : [contents]
    for (const ref of refs) {
      // several parts of a page are one stream: a word may be cut between them
      if (ref.type !== 'ref' || resources?.type !== 'dict' || refs.length > 1)
        throw new PdfBroken('a page is not ours')
      roles.set(ref.id, { resources: resources.dict })
    }
  }
  return roles
}

function resourcesOf(pdf: PdfFile, { resources }: { resources: PdfDict }, fonts: Map<PdfValue, PdfFont>) {
  const entry = (kind: string, name: string): PdfDict => {
    const all = pdf.resolve(resources.get(kind))
    const found = all?.type === 'dict' ? pdf.resolve(all.dict.get(name)) : undefined
    if (found?.type !== 'dict') throw new PdfBroken('a page names what it does not have')
    return found.dict
  }
  return {
    properties: (name: string) => entry('Properties', name),
    font(name: string): PdfFont {
      const map = entry('Font', name).get('ToUnicode')
      const stream = map?.type === 'ref' ? pdf.objects.get(map.id)?.stream : null
      if (map === undefined || stream == null) throw new PdfBroken('a font does not say its letters')
      const known = fonts.get(map) ?? readToUnicode(stream)
      fonts.set(map, known)
      return known
    },
  }
}

/** Every string and name in a value, as words. */
function stringsOf(value: PdfValue, trailer: PdfDict): string[] {
  if (value.type === 'string') return [pdfWords(value.bytes)]
  if (value.type === 'name') return [value.name]
  if (value.type === 'array') return value.items.flatMap((item) => stringsOf(item, trailer))
  if (value.type !== 'dict') return []
  return [...value.dict].flatMap(([key, found]) => {
    // two hashes of what the file says of itself
    if (key === 'ID' && value.dict === trailer && isHashes(found)) return []
    return [key, ...stringsOf(found, trailer)]
  })
}

function isHashes(value: PdfValue): boolean {
  return (
    value.type === 'array' &&
    value.items.every((item) => item.type === 'string' && item.bytes.length === BYTES_OF_AN_ID)
  )
}
