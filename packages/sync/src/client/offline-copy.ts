import * as Y from 'yjs'
import { copyName, openCopy, rememberCopy, UNSAVED_PREFIX } from './copy-database.ts'
import { CopyWriter, isSameFlag } from './copy-writer.ts'
import { type CopyContents, type CopyRow, isWritable, readCopy, readFlags } from './read-copy.ts'

/** A database that does not open (some private windows) must not keep anybody from the board, in ms. */
const OPEN_MAX_MS = 3_000

/** What a copy belongs to, and whom it tells. */
export interface OfflineCopyOptions {
  room: string
  owner: string
  doc: Y.Doc
  isFromServer(origin: unknown): boolean
  /** Told when `kept` changed. */
  changed(): void
  /** Told of the Yjs client ids under which pages wrote what they never sent, before that enters the document. */
  found(client: number): void
  /** Told when what other pages left unsent has entered the document, the first opening apart. */
  took(): void
  openMaxMs?: number
}

interface Loaded {
  database: IDBDatabase
  contents: CopyContents
  writable: boolean
}

/** A room's copy in this browser's IndexedDB (SPEC.md P5 to P8, P14, P18, P19). It is the origin of what comes out of it. */
export class OfflineCopy {
  readonly #options: OfflineCopyOptions
  readonly #writer: CopyWriter
  /** The flags of other pages as they were when their words entered the document. */
  readonly #found = new Map<string, unknown>()
  /** Read too late; joined once the epoch of the room is known. */
  #late: Loaded | null = null
  #epoch: string | null = null
  #isClosed = false

  constructor(options: OfflineCopyOptions) {
    this.#options = options
    const flagKey = `${UNSAVED_PREFIX}:${crypto.getRandomValues(new Uint32Array(2)).join('-')}`
    this.#writer = new CopyWriter(options.doc, flagKey, options.changed)
    options.doc.on('update', this.#onUpdate)
  }

  /** The epoch of the copy, when it was ever connected. */
  get epoch(): string | null {
    return this.#epoch
  }

  /** Whether other pages left here what the server never confirmed. */
  get unsaved(): boolean {
    return this.#found.size > 0
  }

  /** Whether all that this page holds is on the device, and what is written next will be. */
  get kept(): boolean {
    return this.#writer.kept
  }

  /** Resolves when the copy is in the document, or is not to be waited for. Never rejects. */
  async open(): Promise<void> {
    const { room, owner, openMaxMs = OPEN_MAX_MS } = this.#options
    if (typeof indexedDB === 'undefined') return
    const name = copyName(room, owner)
    rememberCopy(name)
    const loading = load(name).catch(() => null)
    let timer: ReturnType<typeof setTimeout> | undefined
    const tooLate = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), openMaxMs)
    })
    const loaded = await Promise.race([loading, tooLate])
    clearTimeout(timer)
    if (loaded === 'late') {
      void loading.then((late) => {
        this.#late = late
        this.#joinLate()
      })
    } else if (loaded !== null) this.#join(loaded)
  }

  /** Puts into the document what other pages left unsent since it was last read. Never rejects. */
  async takeUp(): Promise<void> {
    const database = this.#writer.database
    if (database === null) return
    try {
      const { unsaved } = await readFlags(database)
      if (this.#newIn(unsaved).length === 0) return
      const contents = await readCopy(database)
      if (!this.#isClosed) this.#take(contents)
    } catch {
      // A copy that cannot be read has been lost, which the writer finds out; its flags stay.
    }
  }

  /** The room's epoch, told by the server. */
  keepEpoch(epoch: string): void {
    if (this.#epoch === epoch) return
    this.#epoch = epoch
    this.#writer.keepEpoch(epoch)
    this.#joinLate()
  }

  /** All that stands in the document is durable on the server. */
  sent(): void {
    this.#writer.forgetFlags(this.#found)
    this.#found.clear()
  }

  /** The document is not what it was made of: the copy is written anew, in one transaction. */
  rewrite(): void {
    this.#writer.writeAll()
  }

  close(): void {
    this.#isClosed = true
    this.#options.doc.off('update', this.#onUpdate)
    this.#writer.close()
    this.#late?.database.close()
    this.#late = null
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin !== this) this.#writer.append(update, !this.#options.isFromServer(origin))
  }

  #join({ database, contents, writable }: Loaded): void {
    if (this.#isClosed) {
      database.close()
      return
    }
    this.#epoch = contents.epoch
    this.#writer.open(database, writable)
    this.#pour(contents)
    this.#writer.writeWhatIsMissing()
  }

  /** The document is connected by now: only what was never sent may enter it, as an edit of hers. */
  #joinLate(): void {
    const late = this.#late
    if (late === null || (this.#epoch === null && !this.#isClosed)) return
    this.#late = null
    const { database, contents, writable } = late
    const isOther = contents.epoch !== null && contents.epoch !== this.#epoch
    if (this.#isClosed || isOther) {
      database.close()
      return
    }
    this.#writer.open(database, writable)
    if (this.#newIn(contents.unsaved).length > 0) this.#take(contents)
    this.#writer.writeAll()
  }

  #take(contents: CopyContents): void {
    this.#pour(contents)
    this.#options.took()
  }

  #pour({ rows, unsaved }: CopyContents): void {
    const { doc, found } = this.#options
    for (const [key, value] of this.#newIn(unsaved)) {
      this.#found.set(key, value)
      const client = clientOf(value)
      if (client !== null) found(client)
    }
    const held = this.#writer.heldKeys()
    const poured: CopyRow[] = []
    Y.transact(
      doc,
      () => {
        for (const row of rows) {
          if (held.has(row.key)) continue
          try {
            Y.applyUpdate(doc, row.update, this)
            poured.push(row)
          } catch {
            // What Yjs cannot read stays where it is: nothing that this page writes replaces it.
          }
        }
      },
      this,
      false,
    )
    this.#writer.hold(poured)
  }

  /** The flags of other pages whose words are not in the document yet. */
  #newIn(unsaved: ReadonlyMap<string, unknown>): [string, unknown][] {
    return [...unsaved].filter(
      ([key, value]) => key !== this.#writer.flagKey && !isSameFlag(this.#found.get(key), value),
    )
  }
}

async function load(name: string): Promise<Loaded> {
  const database = await openCopy(name)
  try {
    const [contents, writable] = await Promise.all([readCopy(database), isWritable(database)])
    return { database, contents, writable }
  } catch (err) {
    database.close()
    throw err
  }
}

/** The Yjs client id under which the page of a flag wrote. */
function clientOf(flag: unknown): number | null {
  if (typeof flag !== 'object' || flag === null || !('client' in flag)) return null
  return typeof flag.client === 'number' ? flag.client : null
}
