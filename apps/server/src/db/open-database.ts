import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { Kysely, PostgresDialect } from 'kysely'
import type { DialectName } from './dialect.ts'
import { type DirectSql, postgresDirect, sqliteDirect } from './direct-sql.ts'
import { DurableSqliteDialect } from './durable-sqlite-dialect.ts'
import { DATABASE_FILE } from './open-read-only.ts'
import { forKysely, openPostgresPool, type Patience } from './postgres-pool.ts'
import type { Database } from './schema.ts'
import { WalOnDisk } from './wal-on-disk.ts'

/** How long SQLite waits for another process's lock, in ms. */
export const BUSY_TIMEOUT_MS = 5_000
/** Pages in the write-ahead log before SQLite folds it back: fewer, longer pauses than the default 1,000. */
const WAL_CHECKPOINT_PAGES = 4_000
/** To what size a write-ahead log that one large transaction made longer is cut back, in bytes. */
const WAL_SIZE_LIMIT_BYTES = 32 * 1024 * 1024
/** An open database and its kind. */
export interface OpenDatabase {
  readonly db: Kysely<Database>
  readonly dialect: DialectName
  readonly direct: DirectSql
}

/** Opens the database: PostgreSQL at `databaseUrl`, else SQLite in `dataDir`. Does not migrate. */
export function openDatabase(
  where: { databaseUrl: string | null; dataDir: string },
  patience: Patience = 'serving',
): OpenDatabase {
  return where.databaseUrl ? openPostgres(where.databaseUrl, patience) : openSqlite(where.dataDir)
}

function openSqlite(dataDir: string): OpenDatabase {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const database = new SqliteDatabase(join(dataDir, DATABASE_FILE))
  // not on every file system, a network's for instance; SQLite then keeps to its rollback journal
  const hasWal = database.pragma('journal_mode = WAL', { simple: true }) === 'wal'
  // a committed transaction survives a power cut, and peers are told "saved" only after it: SQLite waits for the disk
  // within the commit, or the dialect after it
  database.pragma(`synchronous = ${hasWal ? 'NORMAL' : 'FULL'}`)
  database.pragma('foreign_keys = ON')
  database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  database.pragma(`wal_autocheckpoint = ${WAL_CHECKPOINT_PAGES}`)
  database.pragma(`journal_size_limit = ${WAL_SIZE_LIMIT_BYTES}`)
  return onSqlite(database, hasWal ? new WalOnDisk(database) : null)
}

/** A database in this process' memory: gone with it, and when it is destroyed. */
export function openMemoryDatabase(): OpenDatabase {
  const database = new SqliteDatabase(':memory:')
  database.pragma('foreign_keys = ON')
  // what a large query puts aside stays in memory too
  database.pragma('temp_store = MEMORY')
  return onSqlite(database, null)
}

function onSqlite(database: SqliteDatabase.Database, wal: WalOnDisk | null): OpenDatabase {
  const db = new Kysely<Database>({ dialect: new DurableSqliteDialect(database, wal) })
  return { db, dialect: 'sqlite', direct: sqliteDirect(database, db, wal) }
}

function openPostgres(connectionString: string, patience: Patience): OpenDatabase {
  const pool = openPostgresPool(connectionString, patience)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: forKysely(pool) }) })
  return { db, dialect: 'postgres', direct: postgresDirect(pool) }
}
