import { setTimeout } from 'node:timers/promises'
import { type Kysely, type Migration, Migrator, sql } from 'kysely'
import { findLiveNodes } from '../nodes/store.ts'
import { DatabaseNewer } from './database-newer.ts'
import type { DialectName } from './dialect.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { BUSY_TIMEOUT_MS } from './open-database.ts'
import type { Database } from './schema.ts'
import { takeSchema } from './schema-fence.ts'

/** Servers of an older version still use the database, which would be changed under them. */
export class OlderServersRun extends Error {
  constructor(count: number) {
    const who = count === 1 ? '1 server of an older version runs' : `${count} servers of an older version run`
    super(
      `${who} on this database, which would have to be changed under them. Stop every one, start this version, then the others.`,
    )
  }
}

/** The last step that this program knows. */
export const PROGRAM_SCHEMA = Object.keys(MIGRATIONS).at(-1) ?? ''
/** The step that counts the processes; before it there was only one. */
const NODES_STEP = '008-nodes'

/** How long a start waits for another process that migrates, in ms. */
const LOCK_TIMEOUT_MS = 30_000
/** Pause between two tries at SQLite's write lock, in ms. */
const LOCK_RETRY_MS = 50

/**
 * Brings the database to the program's schema in one transaction: all missing steps or none. Processes that start
 * together wait for one another.
 * @returns the names of the steps that ran.
 * @throws {DatabaseNewer} when the database has steps that the program does not know; nothing is changed.
 * @throws {OlderServersRun} when it lacks some and others still use it; nothing is changed.
 */
export async function migrate(db: Kysely<Database>, dialect: DialectName): Promise<string[]> {
  // Kysely does this itself on PostgreSQL
  return dialect === 'sqlite'
    ? aloneOnSqlite(db, (connection) => runSteps(connection, dialect))
    : runSteps(db, dialect)
}

/** The names of the steps that the database lacks; reads only. */
export async function missingSteps(db: Kysely<Database>): Promise<string[]> {
  const done = new Set(await doneSteps(db))
  return Object.keys(MIGRATIONS).filter((name) => !done.has(name))
}

async function runSteps(db: Kysely<Database>, dialect: DialectName): Promise<string[]> {
  const done = await doneSteps(db)
  const unknown = done.filter((name) => !(name in MIGRATIONS))
  if (unknown.length > 0) throw new DatabaseNewer(unknown)
  // on SQLite the lock on the data folder says whether another server runs
  if (dialect === 'postgres' && done.includes(NODES_STEP) && done.length < Object.keys(MIGRATIONS).length) {
    const live = await findLiveNodes(db, dialect)
    if (live.length > 0) throw new OlderServersRun(live.length)
  }
  const migrations: Record<string, Migration> = {}
  for (const [name, step] of Object.entries(MIGRATIONS))
    migrations[name] = {
      async up(on) {
        // one that was counted as dead may only sleep
        if (dialect === 'postgres') await takeSchema(on)
        await step(on, dialect)
      },
    }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error instanceof Error ? error : new Error('migration failed', { cause: error })
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName)
}

/** Runs work under SQLite's write lock, taken at once: a transaction that only reads first could not get it later. */
function aloneOnSqlite<T>(
  db: Kysely<Database>,
  work: (connection: Kysely<Database>) => Promise<T>,
): Promise<T> {
  return db.connection().execute(async (connection) => {
    await beginImmediate(connection)
    try {
      const result = await work(connection)
      await sql`commit`.execute(connection)
      return result
    } catch (error) {
      await sql`rollback`.execute(connection)
      throw error
    }
  })
}

async function beginImmediate(connection: Kysely<Database>): Promise<void> {
  const deadline = Date.now() + LOCK_TIMEOUT_MS
  // the driver is synchronous: left to wait by itself it would stop the whole process
  await sql`pragma busy_timeout = 0`.execute(connection)
  for (;;) {
    try {
      await sql`begin immediate`.execute(connection)
      await sql.raw(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`).execute(connection)
      return
    } catch (error) {
      const busy = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY'
      if (!busy || Date.now() > deadline) throw error
      await setTimeout(LOCK_RETRY_MS)
    }
  }
}

async function doneSteps(db: Kysely<Database>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map((row) => row.name)
}
