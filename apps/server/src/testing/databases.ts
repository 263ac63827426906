import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { DialectName } from '../db/dialect.ts'
import { MIGRATED_DATABASE } from './migrated-database.ts'

/** Where one test's database is; `dataDir` also takes its files. */
export interface TestStorage {
  readonly databaseUrl: string | null
  readonly dataDir: string
  /** Removes all of it. */
  remove(): Promise<void>
}

/**
 * Both databases: `describe.each(DATABASES)('… on $name', ({ name, open }) => …)`. What `open()` gives holds no data
 * and is its own; on PostgreSQL it has the tables already. `openEmpty()` has not even these.
 */
export const DATABASES: readonly {
  readonly name: DialectName
  open(): Promise<TestStorage>
  openEmpty(): Promise<TestStorage>
}[] = [
  { name: 'sqlite', open: () => openStorage(null), openEmpty: () => openStorage(null) },
  {
    name: 'postgres',
    open: async () => openStorage(await createPostgresDatabase(MIGRATED_DATABASE)),
    openEmpty: async () => openStorage(await createPostgresDatabase('template1')),
  },
]

/** Empty storage: on SQLite when no PostgreSQL database is given. For what asks nothing special of a database. */
export async function openStorage(
  postgres: { url: string; drop(): Promise<void> } | null,
): Promise<TestStorage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tablee-test-'))
  return {
    databaseUrl: postgres?.url ?? null,
    dataDir,
    async remove() {
      await postgres?.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function createPostgresDatabase(template: string): Promise<{ url: string; drop(): Promise<void> }> {
  const server = inject('postgresUrl')
  const name = `t_${randomBytes(6).toString('hex')}`
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: `${server}/postgres` })
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  await run(`create database ${name} template ${template}`)
  return { url: `${server}/${name}`, drop: () => run(`drop database if exists ${name} with (force)`) }
}
