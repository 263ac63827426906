import { rmSync } from 'node:fs'
import { copyFile, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../db/migrate.ts'
import { openDatabase } from '../db/open-database.ts'

const FILE = 'tablee.db'

/** The file that those of tests are copied from, made once per process. */
let original: Promise<string> | null = null

/** Puts a database with its tables and no rows into a data folder: making them takes longer than many a test. */
export async function putMigratedDatabase(dataDir: string): Promise<void> {
  original ??= makeOriginal()
  await copyFile(await original, join(dataDir, FILE))
}

async function makeOriginal(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tablee-original-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const { db, dialect } = openDatabase({ databaseUrl: null, dataDir: folder })
  await migrate(db, dialect)
  await db.destroy()
  return join(folder, FILE)
}
