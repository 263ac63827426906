import { close, fdatasync, open } from 'node:fs'
import { promisify } from 'node:util'
import type { Database } from 'better-sqlite3'

/** Asks the disk to keep what was written to an open file; node's `fdatasync` unless a test stands in its place. */
export type SyncFile = (fd: number) => Promise<void>

const openFile = promisify(open)
const closeFile = promisify(close)
const syncFile: SyncFile = promisify(fdatasync)

/**
 * Waits, outside this thread, until what was committed is on the disk.
 *
 * With `synchronous = FULL` SQLite does the same within the commit, which holds this thread up for all of it. With
 * `NORMAL` a commit is in the write-ahead log when it returns, and a sync of that file makes it as durable
 * (https://www.sqlite.org/wal.html#performance_considerations); checkpoints sync by themselves in both.
 */
export class WalOnDisk {
  readonly #database: Database
  readonly #sync: SyncFile
  #fd: Promise<number> | null = null
  #running: Promise<void> = Promise.resolve()
  /** A sync that has not begun: everything committed by now will be part of it. */
  #next: Promise<void> | null = null
  /** A sync failed: Linux tells that once and takes the pages for written, so another sync would prove nothing. */
  #inDoubt = false

  constructor(database: Database, sync: SyncFile = syncFile) {
    this.#database = database
    this.#sync = sync
  }

  /** Whether something that was committed may not be on the disk although nobody waits for it any more. */
  get inDoubt(): boolean {
    return this.#inDoubt
  }

  /**
   * Resolves when every transaction that was committed before the call is on the disk. Whoever asks while a sync runs
   * shares the next one.
   * @throws the error of the file system; what was committed may then be lost with a power cut, and is not to be
   * confirmed to anybody until a later call succeeds.
   */
  flush(): Promise<void> {
    this.#next ??= this.#running.then(() => {
      this.#next = null
      const flushed = this.#inDoubt ? this.#foldBack() : this.#syncLog()
      this.#running = flushed.catch(() => {})
      return flushed
    })
    return this.#next
  }

  /**
   * Resolves when nothing that was committed so far is on its way: whoever only read may have read what no sync has
   * reached yet, and is not to show it to anybody.
   * @throws as `flush`
   */
  settled(): Promise<void> {
    if (this.#next !== null) return this.#next
    return this.#inDoubt ? this.flush() : this.#running.then(() => (this.#inDoubt ? this.flush() : undefined))
  }

  /** Closes the file, after a sync that runs. */
  async close(): Promise<void> {
    await this.#next?.catch(() => {})
    await this.#running
    if (this.#fd !== null) await closeFile(await this.#fd)
    this.#fd = null
  }

  async #syncLog(): Promise<void> {
    try {
      await this.#sync(await this.#open())
    } catch (err) {
      this.#inDoubt = true
      throw err
    }
  }

  /** SQLite keeps the file for as long as a connection is open; locks are held on its two neighbours. */
  async #open(): Promise<number> {
    this.#fd ??= openFile(`${this.#database.name}-wal`, 'r+')
    try {
      return await this.#fd
    } catch (err) {
      this.#fd = null
      throw err
    }
  }

  /** Writes all that the log holds to the database file, anew, and waits for the disk. */
  async #foldBack(): Promise<void> {
    const outcome = this.#database.pragma('wal_checkpoint(PASSIVE)') as {
      busy: number
      log: number
      checkpointed: number
    }[]
    // whoever reads an older state keeps the rest in the log; while another connection folds back, nothing is done here
    if (outcome.some(({ busy, log, checkpointed }) => busy !== 0 || log < 0 || checkpointed < log))
      throw new Error('SQLITE_BUSY: the write-ahead log could not be folded back')
    this.#inDoubt = false
  }
}
