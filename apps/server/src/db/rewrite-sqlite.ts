import SqliteDatabase from 'better-sqlite3'

/** How long another's lock is waited for, in ms: a backup that reads the file. */
const BUSY_TIMEOUT_MS = 10_000

/**
 * Writes a whole SQLite file anew, which leaves out free pages, and what deleted rows left in the others; then empties the
 * write-ahead log. Over a connection of its own, in the thread that calls it.
 * @returns false when somebody still reads an older state, which the log then keeps.
 */
export function rewriteSqlite(file: string): boolean {
  const database = new SqliteDatabase(file, { fileMustExist: true })
  try {
    database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
    database.exec('vacuum')
    // SQLite's own answer
    const [outcome] = database.pragma('wal_checkpoint(truncate)') as { busy: number }[]
    return outcome?.busy === 0
  } finally {
    database.close()
  }
}
