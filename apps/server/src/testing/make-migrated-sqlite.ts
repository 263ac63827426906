import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../db/migrate.ts'
import { openDatabase } from '../db/open-database.ts'
import { DATABASE_FILE } from '../db/open-read-only.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The SQLite file with its tables and no rows that those of tests are copied from. */
    migratedSqlite: string
  }
}

/** Makes the SQLite file that those of all server tests are copied from; removed by its undo. */
export async function makeMigratedSqlite(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'tablee-original-'))
  const { db, dialect } = openDatabase({ databaseUrl: null, dataDir: folder })
  await migrate(db, dialect)
  await db.destroy()
  project.provide('migratedSqlite', join(folder, DATABASE_FILE))
  return () => rm(folder, { recursive: true, force: true })
}
