import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import type { Database } from './schema.ts'

/** The SQLite database of a data folder. */
export const DATABASE_FILE = 'tablee.db'

/** Opens the database of a data folder for reading alone: nothing in the folder changes. @throws when it is none */
export function openReadOnly(dataDir: string): Kysely<Database> {
  const database = new SqliteDatabase(join(dataDir, DATABASE_FILE), { fileMustExist: true, readonly: true })
  return new Kysely<Database>({ dialect: new SqliteDialect({ database }) })
}
