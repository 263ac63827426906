import { setTimeout as pause } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type pg from 'pg'
import { DatabaseNewer } from './database-newer.ts'
import { MIGRATIONS } from './migrations/index.ts'

/** The key of PostgreSQL's advisory lock; "sche" as a number. It fits into the lower half of the key. */
const SCHEMA_LOCK = 0x73_63_68_65
/** Pause between two tries to be alone, in ms. */
const RETRY_MS = 50
/** PostgreSQL's code for a table that is not there. */
const NO_TABLE = '42P01'

/**
 * Binds a connection that serves people to the schema of its program: as long as it is open nobody changes the schema,
 * and none is opened on one that the program does not know. So a process that slept through an upgrade cannot write.
 * @throws {DatabaseNewer}
 */
export async function holdSchema(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_lock_shared($1)', [SCHEMA_LOCK])
  const names = await client.query<{ name: string }>('select name from kysely_migration order by name').then(
    ({ rows }) => rows.map(({ name }) => name),
    (error: unknown) => {
      // nobody has migrated yet
      if (error instanceof Error && 'code' in error && error.code === NO_TABLE) return []
      throw error
    },
  )
  const unknown = names.filter((name) => !(name in MIGRATIONS))
  if (unknown.length > 0) throw new DatabaseNewer(unknown)
}

/**
 * Takes the schema for the rest of a transaction: the connections of processes that are still bound to it are ended.
 * Whoever lives was found before; what is left belongs to those that sleep, or are about to end.
 */
// biome-ignore lint/suspicious/noExplicitAny: a migration runs against the schema of its time, which no type describes
export async function takeSchema(on: Kysely<any>): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ taken: boolean }>`
      select pg_try_advisory_xact_lock(${SCHEMA_LOCK}) as taken`.execute(on)
    if (rows[0]?.taken) return
    await sql`
      select pg_terminate_backend(pid) from pg_locks
      where locktype = 'advisory' and objsubid = 1 and classid = 0 and objid = ${SCHEMA_LOCK}
        and database = (select oid from pg_database where datname = current_database())
        and pid <> pg_backend_pid()`.execute(on)
    await pause(RETRY_MS)
  }
}
