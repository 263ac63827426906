import { tmpdir } from 'node:os'
import pg from 'pg'
import { migrate } from '../db/migrate.ts'
import { openDatabase } from '../db/open-database.ts'

/** The database that those of tests are copied from: making the tables takes longer than most tests. */
export const MIGRATED_DATABASE = 'migrated'

/** Makes it on a PostgreSQL server, `url` being its address without a database's name. */
export async function createMigratedDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${url}/postgres` })
  await client.connect()
  await client.query(`create database ${MIGRATED_DATABASE}`)
  await client.end()
  const { db, dialect } = openDatabase({ databaseUrl: `${url}/${MIGRATED_DATABASE}`, dataDir: tmpdir() })
  await migrate(db, dialect)
  await db.destroy()
}
