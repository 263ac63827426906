import type { Database } from 'better-sqlite3'
import { type DatabaseConnection, type Driver, SqliteDialect, SqliteDriver } from 'kysely'
import { keepStatements } from './keep-statements.ts'
import type { WalOnDisk } from './wal-on-disk.ts'

/**
 * SQLite with two differences to Kysely's.
 *
 * Whoever wrote gets her answer when it is on the disk; meanwhile the connection serves the next.
 *
 * SQLite takes a transaction back by itself when the disk is full or fails. Kysely's `rollback` then fails too, and
 * its error ("no transaction is active") would hide the one that says what happened.
 */
export class DurableSqliteDialect extends SqliteDialect {
  readonly #database: Database
  readonly #wal: WalOnDisk | null

  constructor(database: Database, wal: WalOnDisk | null) {
    super({ database })
    this.#database = database
    this.#wal = wal
  }

  override createDriver(): Driver {
    return new DurableSqliteDriver(this.#database, this.#wal)
  }
}

class DurableSqliteDriver extends SqliteDriver {
  readonly #database: Database
  readonly #wal: WalOnDisk | null
  readonly #changed: () => number
  /** Rows changed on this connection since it was opened, as far as they are known to be on the disk or on their way. */
  #seen = 0

  constructor(database: Database, wal: WalOnDisk | null) {
    super({ database: keepStatements(database) })
    this.#database = database
    this.#wal = wal
    const changes = database.prepare<[], number>('select total_changes()').pluck()
    this.#changed = () => changes.get() ?? 0
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection)
  }

  override async releaseConnection(): Promise<void> {
    const changed = this.#changed()
    const wrote = changed !== this.#seen
    this.#seen = changed
    await super.releaseConnection()
    // in doubt even what only looks stored, because an earlier attempt wrote it, waits
    if (wrote || this.#wal?.inDoubt) await this.#wal?.flush()
  }

  override async destroy(): Promise<void> {
    await this.#wal?.close()
    await super.destroy()
  }
}
