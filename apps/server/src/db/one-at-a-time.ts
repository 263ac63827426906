import { sql } from 'kysely'
import type { OpenDatabase } from './open-database.ts'

/** The key of PostgreSQL's advisory lock; "tablee" as a number. */
const START_LOCK = 0x74_61_62_6c_65_65

/**
 * Runs a start while no other process starts on the same PostgreSQL: between looking for others and being counted
 * nobody comes in. On SQLite the lock on the data folder is enough.
 */
export function oneAtATime<T>({ db, dialect }: OpenDatabase, work: () => Promise<T>): Promise<T> {
  if (dialect === 'sqlite') return work()
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${START_LOCK})`.execute(connection)
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(${START_LOCK})`.execute(connection)
    }
  })
}
