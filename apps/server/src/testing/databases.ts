import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'
import type { DialectName } from '../db/dialect.ts'
import { putMigratedDatabase } from './migrated-sqlite.ts'
import { type PostgresDatabase, takeEmptyDatabase, takeMigratedDatabase } from './postgres-databases.ts'

/** Where one test's database is; `dataDir` also takes its files. */
export interface TestStorage {
  readonly databaseUrl: string | null
  readonly dataDir: string
  /** Removes all of it. */
  remove(): Promise<void>
}

/**
 * Both databases: `describe.each(DATABASES)('… on $name', ({ name, open }) => …)`. What `open()` gives holds no data,
 * has its tables already, and is the test's own. `openEmpty()` has not even tables.
 */
export const DATABASES: readonly {
  readonly name: DialectName
  open(): Promise<TestStorage>
  openEmpty(): Promise<TestStorage>
}[] = [
  { name: 'sqlite', open: openSqliteStorage, openEmpty: () => openStorage(null) },
  {
    name: 'postgres',
    open: async () => openStorage(await takeMigratedDatabase()),
    openEmpty: async () => openStorage(await takeEmptyDatabase()),
  },
]

/**
 * Declares tests of what is the same whichever database keeps it, beside those that ask both: once, on SQLite. On the other
 * they are not skipped, since nothing is left out.
 */
export function testOnce(on: DialectName): (title: string, body: () => Promise<void> | void) => void {
  return (title, body) => {
    if (on === 'sqlite') test(title, body)
  }
}

/** Storage with its tables on SQLite. For what asks nothing special of a database. */
export async function openSqliteStorage(): Promise<TestStorage> {
  const storage = await openStorage(null)
  await putMigratedDatabase(storage.dataDir)
  return storage
}

async function openStorage(postgres: PostgresDatabase | null): Promise<TestStorage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tablee-test-'))
  return {
    databaseUrl: postgres?.url ?? null,
    dataDir,
    async remove() {
      await postgres?.done()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
