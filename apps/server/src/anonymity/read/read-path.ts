import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { unzipSync } from 'fflate'
import { DATABASE_FILE, openReadOnly } from '../../db/open-read-only.ts'
import type { Evidence } from '../evidence.ts'
import { readJson } from './read-json.ts'
import { readLog } from './read-log.ts'
import { readCsvFile, readWorkbook } from './read-sheets.ts'
import { readTables } from './read-tables.ts'
import { readUpdates } from './read-updates.ts'

/** Files that show what stands on a board to the eye, and hold nothing else that this reads. */
const FOR_THE_EYE = /\.(docx|pdf|png|svg|md)$/i

/** First bytes of JSON: an object, or a list. */
const OPENS_JSON: ReadonlySet<number> = new Set([0x7b, 0x5b])

/** Thrown when there is nothing there that this can read. */
export class PathUnreadable extends Error {
  override readonly name = 'PathUnreadable'
}

/**
 * Reads whatever a board gives away: a file of any export, a log, a recording of frames, a data folder.
 * @throws {PathUnreadable}
 */
export async function readPath(evidence: Evidence, path: string): Promise<void> {
  if (!existsSync(path)) throw new PathUnreadable(`${path} does not exist.`)
  if (!statSync(path).isDirectory()) readFile(evidence, basename(path), readFileSync(path))
  else if (existsSync(join(path, DATABASE_FILE))) await readDataFolder(evidence, path)
  else readFolder(evidence, path)
}

/** The whole of an instance that was stopped: its database, and the logs that lie beside it. */
async function readDataFolder(evidence: Evidence, folder: string): Promise<void> {
  const db = openReadOnly(folder)
  try {
    await readTables(evidence, DATABASE_FILE, db)
    evidence.sources.push(DATABASE_FILE)
  } catch (cause) {
    throw new PathUnreadable(`${DATABASE_FILE} cannot be read: it is damaged, or of another version.`, {
      cause,
    })
  } finally {
    await db.destroy()
  }
  for (const name of readdirSync(folder))
    if (name.endsWith('.log')) readFile(evidence, name, readFileSync(join(folder, name)))
}

/** A folder of updates, one a file, in the order of their names; or of other files. */
function readFolder(evidence: Evidence, folder: string): void {
  const names = readdirSync(folder).filter((name) => statSync(join(folder, name)).isFile())
  if (names.length === 0) throw new PathUnreadable(`${folder} holds no file.`)
  const isUpdate = (name: string) => /\.(bin|yjs|update)$/.test(name)
  const bytesOf = (name: string) => readFileSync(join(folder, name))
  const updates = names.filter(isUpdate).sort().map(bytesOf)
  if (updates.length > 0) readUpdateFiles(evidence, basename(folder), updates)
  for (const name of names) if (!isUpdate(name)) readFile(evidence, name, bytesOf(name))
}

function readFile(evidence: Evidence, name: string, bytes: Buffer): void {
  const text = () => bytes.toString('utf8')
  if (FOR_THE_EYE.test(name)) evidence.unread.push(name)
  else if (/\.zip$/i.test(name))
    for (const [inner, file] of Object.entries(unzip(name, bytes)))
      readFile(evidence, inner, Buffer.from(file))
  else {
    if (/\.xlsx$/i.test(name)) unlessBroken(name, () => readWorkbook(evidence, name, bytes))
    else if (/\.csv$/i.test(name)) readCsvFile(evidence, name, text())
    else if (/\.(log|ndjson|jsonl)$/i.test(name)) readLog(evidence, name, text())
    else if (OPENS_JSON.has(bytes[0] ?? 0)) {
      const known = unlessBroken(name, () => readJson(evidence, name, JSON.parse(text())))
      if (!known) throw new PathUnreadable(`${name} is no export of a board.`)
    } else unlessBroken(name, () => readUpdates(evidence, name, [bytes]))
    evidence.sources.push(name)
  }
}

function readUpdateFiles(evidence: Evidence, name: string, updates: readonly Uint8Array[]): void {
  unlessBroken(name, () => readUpdates(evidence, name, updates))
  evidence.sources.push(name)
}

function unzip(name: string, bytes: Uint8Array): Record<string, Uint8Array> {
  return unlessBroken(name, () => unzipSync(bytes))
}

function unlessBroken<T>(name: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw new PathUnreadable(`${name} cannot be read: it is damaged, or no export of a board.`, { cause })
  }
}
