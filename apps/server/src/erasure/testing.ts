import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'

/** Beginnings of compressed streams: gzip, and zlib with the usual windows. */
const GZIP = Buffer.from([0x1f, 0x8b, 0x08])
const ZLIB = [0x01, 0x5e, 0x9c, 0xda].map((level) => Buffer.from([0x78, level]))
/** Shorter pieces of base64 stand in any file by chance. */
const BASE64_MIN = 6
/** The head of a file in a zip. */
const ZIP_ENTRY = Buffer.from('PK\u0003\u0004')

/** Every file under a folder, with its bytes. */
async function filesUnder(folder: string): Promise<{ path: string; bytes: Buffer }[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(paths.map(async (path) => ({ path, bytes: await readFile(path) })))
}

/**
 * Where one of these words stands in files: as UTF-8 in any case, with or without accents composed, as UTF-16, as base64
 * at each of its three offsets, and the same in whatever is compressed inside. @returns `path: word (how)`
 */
export async function findInFolder(folder: string, words: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const { path, bytes } of await filesUnder(folder)) {
    for (const [layer, content] of [['', bytes] as const, ...unpacked(bytes)]) {
      // one letter for each byte: whatever else is in the file, it is searched to its end
      const lower = content.toString('latin1').toLowerCase()
      for (const word of words)
        for (const how of waysIn(content, lower, word)) found.push(`${path}${layer}: ${word} (${how})`)
    }
    for (const word of words) if (fold(path).includes(fold(word))) found.push(`${path}: ${word} (name)`)
  }
  return found
}

function waysIn(bytes: Buffer, lower: string, word: string): string[] {
  const ways: string[] = []
  const cases = [word, word.toLowerCase(), word.toUpperCase()]
  for (const form of new Set([...cases, ...cases.map((each) => each.normalize('NFD'))])) {
    for (const encoding of ['utf8', 'utf16le'] as const)
      if (lower.includes(Buffer.from(form, encoding).toString('latin1').toLowerCase())) ways.push(encoding)
    for (const offset of [0, 1, 2]) {
      const encoded = Buffer.concat([Buffer.alloc(offset, 0x20), Buffer.from(form, 'utf8')]).toString(
        'base64',
      )
      // what the letters around it cannot change
      const sure = encoded.slice(offset === 0 ? 0 : offset + 1, encoded.replace(/=+$/, '').length - 2)
      if (sure.length >= BASE64_MIN && bytes.includes(sure)) ways.push('base64')
    }
  }
  return ways
}

/** What the compressed streams in some bytes come to, with where each begins. */
function unpacked(bytes: Buffer): [string, Buffer][] {
  const layers: [string, Buffer][] = []
  const at = (mark: Buffer, open: (rest: Buffer) => Buffer) => {
    for (let start = bytes.indexOf(mark); start !== -1; start = bytes.indexOf(mark, start + 1)) {
      try {
        const content = open(bytes.subarray(start))
        if (content.length > 0) layers.push([`@${start}`, content])
      } catch {
        // the same bytes by chance
      }
    }
  }
  at(GZIP, (rest) => gunzipSync(rest))
  for (const mark of ZLIB) at(mark, (rest) => inflateSync(rest))
  at(ZIP_ENTRY, (rest) => inflateRawSync(rest.subarray(30 + rest.readUInt16LE(26) + rest.readUInt16LE(28))))
  return layers
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase()
}
