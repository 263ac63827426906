import type { Database, Statement } from 'better-sqlite3'
import type { SqliteDatabase } from 'kysely'

/** How many compiled statements are kept: the program has a few hundred. */
const KEPT_MAX = 500
/** Longer ones are made for so many values, and hardly come again. In characters. */
const LENGTH_MAX = 4_000

/**
 * The database as the query builder uses it, which compiles the text of each query anew: what a session and its rights
 * are read with, at every request. SQLite itself compiles a statement again when a table was changed.
 */
export function keepStatements(database: Database): SqliteDatabase {
  /** The one that was used longest ago comes first. */
  const kept = new Map<string, Statement<unknown[]>>()
  return {
    close: () => database.close(),
    prepare(text) {
      const known = kept.get(text)
      // one that is being read row by row serves nobody else
      if (known?.busy) return database.prepare<unknown[]>(text)
      const statement = known ?? database.prepare<unknown[]>(text)
      if (text.length > LENGTH_MAX) return statement
      kept.delete(text)
      kept.set(text, statement)
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT_MAX) break
        kept.delete(oldest)
      }
      return statement
    },
  }
}
