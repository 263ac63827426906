import { type Kysely, sql } from 'kysely'
import type { DialectName } from './dialect.ts'
import type { Database } from './schema.ts'

/**
 * A transaction that leaves no trace of what it deletes or overwrites in SQLite's pages (A6); the write-ahead log is
 * overwritten in time.
 */
export function erasing<T>(
  db: Kysely<Database>,
  dialect: DialectName,
  work: (transaction: Kysely<Database>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    if (dialect === 'postgres') return work(transaction)
    // not for the whole database: the log of boards is folded all the time
    await sql`pragma secure_delete = on`.execute(transaction)
    try {
      return await work(transaction)
    } finally {
      await sql`pragma secure_delete = off`.execute(transaction)
    }
  })
}
