import * as Y from 'yjs'
import { EPOCH_KEY, FLAG_STORE, UPDATE_STORE } from './copy-database.ts'
import type { CopyRow } from './read-copy.ts'
import { WriteWatch } from './write-watch.ts'

/** With more rows than this the copy is written anew as one. */
const ROWS_MAX = 500
/** How long after that, in ms: what comes in the meantime goes into it. */
const TRIM_AFTER_MS = 1_000
/** Pauses before what could not be written is tried again, in ms: a full disk stays full for a while. */
const RETRY_MIN_MS = 2_000
const RETRY_MAX_MS = 60_000

/** A row that this page's document has, and that the copy therefore loses when it is written anew. */
type HeldRow = Pick<CopyRow, 'key'>

/** What a page says of its edits while the server has not confirmed them: how many there were, and under which Yjs client id. */
interface UnsavedFlag {
  edits: number
  client: number
}

/** Writes a document into its copy on this device, and knows whether all of it is there. */
export class CopyWriter {
  /** This page's flag: other pages write in the same copy. */
  readonly flagKey: string
  readonly #doc: Y.Doc
  readonly #changed: () => void
  readonly #watch: WriteWatch
  readonly #held = new Set<HeldRow>()
  #database: IDBDatabase | null = null
  #epoch: string | null = null
  /** Nothing of the document is missing in the copy, as far as writes have ended. */
  #isWhole = true
  #failures = 0
  #retryMs = RETRY_MIN_MS
  #edits = 0
  #isSent = true
  #retry: ReturnType<typeof setTimeout> | undefined
  #trim: ReturnType<typeof setTimeout> | undefined

  /** @param changed called when `kept` may have changed */
  constructor(doc: Y.Doc, flagKey: string, changed: () => void) {
    this.#doc = doc
    this.flagKey = flagKey
    this.#changed = changed
    this.#watch = new WriteWatch(changed)
  }

  /** The copy, while it is open. */
  get database(): IDBDatabase | null {
    return this.#database
  }

  /** Whether the whole document is on the device: no write failed, or takes suspiciously long. */
  get kept(): boolean {
    return this.#database !== null && this.#isWhole && !this.#watch.late
  }

  /** @param writable whether the device took what was written to try it */
  open(database: IDBDatabase, writable: boolean): void {
    this.#database = database
    // Deleted by another page, or closed by the browser: nothing is kept any more.
    for (const end of ['versionchange', 'close']) database.addEventListener(end, () => this.#lose())
    if (!writable) this.#fail()
  }

  close(): void {
    clearTimeout(this.#retry)
    clearTimeout(this.#trim)
    this.#watch.stop()
    // What is under way ends well all the same.
    this.#database?.close()
    this.#database = null
  }

  /** Adds an update to the copy; with one of the person's own, that it was not confirmed, in the same transaction. */
  append(update: Uint8Array, isOwn: boolean): void {
    if (isOwn) {
      this.#edits += 1
      this.#isSent = false
    }
    if (this.#database === null) {
      this.#isWhole = false
      return
    }
    const row: HeldRow = { key: undefined }
    this.#held.add(row)
    this.#write(isOwn ? [UPDATE_STORE, FLAG_STORE] : [UPDATE_STORE], {
      run: (transaction) => {
        keyInto(row, transaction.objectStore(UPDATE_STORE).add(update))
        if (isOwn) transaction.objectStore(FLAG_STORE).put(this.#flag(), this.flagKey)
        // A page that ends now has asked for all of it; older browsers do so by themselves a moment later.
        if ('commit' in transaction) transaction.commit()
      },
      failed: () => this.#release(row),
    })
    if (this.#held.size > ROWS_MAX) this.#trimSoon()
  }

  /** Writes the epoch beside the document. */
  keepEpoch(epoch: string): void {
    this.#epoch = epoch
    this.#write([FLAG_STORE], {
      run: (transaction) => transaction.objectStore(FLAG_STORE).put(epoch, EPOCH_KEY),
    })
  }

  /** Takes back this page's flag, and those of others that still say what they said. */
  forgetFlags(found: ReadonlyMap<string, unknown>): void {
    this.#isSent = true
    const others = [...found]
    this.#write([FLAG_STORE], {
      run: (transaction) => {
        const flags = transaction.objectStore(FLAG_STORE)
        flags.delete(this.flagKey)
        for (const [key, value] of others) {
          const request = flags.get(key)
          request.addEventListener('success', () => {
            if (isSameFlag(request.result, value)) flags.delete(key)
          })
        }
      },
    })
  }

  /** The keys of the rows that the document has. */
  heldKeys(): Set<IDBValidKey | undefined> {
    return new Set([...this.#held].map(({ key }) => key))
  }

  /** These rows are in the document now. */
  hold(rows: readonly HeldRow[]): void {
    for (const { key } of rows) this.#held.add({ key })
    if (this.#held.size > ROWS_MAX) this.#trimSoon()
  }

  /** Writes the whole document when something of it was never written. */
  writeWhatIsMissing(): void {
    if (!this.#isWhole) this.writeAll()
  }

  /**
   * Writes the whole document in the place of all rows that it has, in one transaction: a page that ends in the middle
   * leaves the old copy. What other pages wrote meanwhile stays beside it.
   */
  writeAll(): void {
    if (this.#database === null) return
    clearTimeout(this.#trim)
    this.#trim = undefined
    const covered = [...this.#held]
    const row: HeldRow = { key: undefined }
    this.#held.add(row)
    const failures = this.#failures
    const state = Y.encodeStateAsUpdate(this.#doc)
    this.#write([UPDATE_STORE, FLAG_STORE], {
      run: (transaction) => {
        const updates = transaction.objectStore(UPDATE_STORE)
        const added = updates.add(state)
        keyInto(row, added)
        // By then the writes before this one have ended, and their keys are known.
        added.addEventListener('success', () => {
          for (const { key } of covered) if (key !== undefined) updates.delete(key)
        })
        const flags = transaction.objectStore(FLAG_STORE)
        if (this.#epoch !== null) flags.put(this.#epoch, EPOCH_KEY)
        if (!this.#isSent) flags.put(this.#flag(), this.flagKey)
      },
      done: () => {
        for (const each of covered) this.#held.delete(each)
        if (failures !== this.#failures) return
        this.#isWhole = true
        this.#retryMs = RETRY_MIN_MS
        this.#changed()
      },
      failed: () => this.#release(row),
    })
  }

  #flag(): UnsavedFlag {
    return { edits: this.#edits, client: this.#doc.clientID }
  }

  #write(stores: string[], write: CopyWrite): void {
    if (this.#database === null) return
    const end = this.#watch.begin()
    let hasFailed = false
    const fail = () => {
      if (hasFailed) return
      hasFailed = true
      end()
      write.failed?.()
      this.#fail()
    }
    try {
      const transaction = this.#database.transaction(stores, 'readwrite')
      transaction.addEventListener('abort', fail)
      transaction.addEventListener('complete', () => {
        end()
        write.done?.()
      })
      write.run(transaction)
    } catch {
      // A database that is being closed.
      fail()
    }
  }

  /** Its key goes to somebody else's row. */
  #release(row: HeldRow): void {
    row.key = undefined
    this.#held.delete(row)
  }

  #fail(): void {
    this.#failures += 1
    this.#isWhole = false
    if (this.#database !== null)
      this.#retry ??= setTimeout(() => {
        this.#retry = undefined
        this.#retryMs = Math.min(RETRY_MAX_MS, 2 * this.#retryMs)
        this.writeAll()
      }, this.#retryMs)
    this.#changed()
  }

  #trimSoon(): void {
    this.#trim ??= setTimeout(() => this.writeAll(), TRIM_AFTER_MS)
  }

  #lose(): void {
    this.close()
    this.#changed()
  }
}

interface CopyWrite {
  run(transaction: IDBTransaction): void
  /** It is on the device. */
  done?(): void
  /** Nothing of it is. */
  failed?(): void
}

/** Whether a flag still says what it said. */
export function isSameFlag(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function keyInto(row: HeldRow, request: IDBRequest<IDBValidKey>): void {
  request.addEventListener('success', () => {
    row.key = request.result
  })
}
