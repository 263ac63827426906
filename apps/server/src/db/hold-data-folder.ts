import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'

/** The empty file on which the lock lies. It stays behind; the lock does not. */
const LOCK_FILE = 'server.lock'

/** Another server runs on the same data folder. */
export class DataFolderInUse extends Error {
  constructor(dataDir: string) {
    super(
      `Another server already runs on the data folder ${dataDir}. Stop it first, or give this one another DATA_DIR: two servers would each keep their own copy of every open board.`,
    )
  }
}

/** Which folder, and what else is in use: servers on one PostgreSQL share a folder. */
export interface DataFolderUse {
  readonly dataDir: string
  readonly databaseUrl: string | null
}

/**
 * Makes this process the only server of a data folder, until it ends; with PostgreSQL one of several that share it.
 * The lock is the operating system's, taken by SQLite: a process that crashes leaves none behind, and a reused
 * process number or a container proves nothing.
 * @returns gives the folder free; the lock also ends when nothing refers to this function any more.
 * @throws {DataFolderInUse} at once, without waiting.
 */
export function holdDataFolder({ dataDir, databaseUrl }: DataFolderUse): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const lock = new SqliteDatabase(join(dataDir, LOCK_FILE), { timeout: 0 })
  try {
    lock.exec(databaseUrl === null ? 'begin exclusive' : 'begin; select count(*) from sqlite_master')
  } catch (error) {
    lock.close()
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY')
      throw new DataFolderInUse(dataDir)
    throw error
  }
  return () => lock.close()
}
