import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/schema.ts'

/** What a cleaning of PostgreSQL came to. */
export interface PostgresCleaning {
  readonly tables: number
  /** Whether the checkpoint was allowed: without it the former files go with the server's next one. */
  readonly checkpoint: boolean
}

/**
 * Writes every table of this database anew, so that nothing of deleted rows is left in its files (SPEC.md P2). Each table
 * is locked while it is written: a command for a quiet hour, over a connection of its own. The write-ahead log is the
 * whole cluster's: its old segments hold what was written until PostgreSQL uses them again, and so do backups.
 */
export async function cleanPostgres(db: Kysely<Database>): Promise<PostgresCleaning> {
  return db.connection().execute(async (connection) => {
    await sql`set statement_timeout = 0`.execute(connection)
    const tables = await connection.introspection.getTables()
    // one statement each: VACUUM runs in no transaction
    for (const { name, schema } of tables)
      await sql`vacuum (full) ${schema ? sql.table(`${schema}.${name}`) : sql.table(name)}`.execute(
        connection,
      )
    try {
      await sql`checkpoint`.execute(connection)
      return { tables: tables.length, checkpoint: true }
    } catch {
      return { tables: tables.length, checkpoint: false }
    }
  })
}
