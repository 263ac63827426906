import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { sql } from 'kysely'
import { openDatabase } from '../db/open-database.ts'
import { openReadOnly } from '../db/open-read-only.ts'

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

/** The folder of a PostgreSQL database's tables, once all of them is in it; its write-ahead log is elsewhere. */
export async function folderOfPostgres(where: { databaseUrl: string; dataDir: string }): Promise<string> {
  const { db } = openDatabase(where)
  await sql`checkpoint`.execute(db)
  const { rows } = await sql<{ folder: string; oid: number }>`
    select current_setting('data_directory') as folder, oid from pg_database where datname = current_database()
  `.execute(db)
  await db.destroy()
  const [row] = rows
  if (!row) throw new Error('a database knows itself')
  return join(row.folder, 'base', String(row.oid))
}

/** Goes on reading a SQLite database as it is now, as a slow backup does. @returns ends it */
export async function readOlderState(dataDir: string): Promise<() => Promise<void>> {
  const db = openReadOnly(dataDir)
  const reading = await db.startTransaction().execute()
  await reading.selectFrom('person').select('id').execute()
  return async () => {
    await reading.rollback().execute()
    await db.destroy()
  }
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

/** Which files under a folder have these bytes as they are. */
export async function findBytesInFolder(folder: string, wanted: Buffer): Promise<string[]> {
  const files = await filesUnder(folder)
  return files.filter(({ bytes }) => bytes.includes(wanted)).map(({ path }) => path)
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
