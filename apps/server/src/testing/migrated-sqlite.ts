import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { DATABASE_FILE } from '../db/open-read-only.ts'

/** Puts a database with its tables and no rows into a data folder: making them takes longer than many a test. */
export async function putMigratedDatabase(dataDir: string): Promise<void> {
  await copyFile(inject('migratedSqlite'), join(dataDir, DATABASE_FILE))
}
