import type { LiveDocument } from './live-document.ts'
import { openDocument } from './open-document.ts'
import type { RoomSurroundings } from './room-surroundings.ts'
import type { StoredState } from './stored-state.ts'

/** What a room's document needs of its room. */
export interface RoomDocumentOptions<A> {
  room: string
  serverClient: number
  stored: StoredState
  around: Pick<RoomSurroundings<A>, 'createRules' | 'now' | 'slices'>
  /** The document came to life. */
  opened(): void
  /** It cannot come to life. */
  failed(err: unknown): void
}

/** Somebody who waits for the document. */
interface Waiter<A> {
  then(live: LiveDocument<A>): void
  /** Serving her failed, and nobody else. */
  failed(err: unknown): void
}

/** The live document of a room: none while nobody writes, then one that opens in slices. */
export class RoomDocument<A> {
  readonly #options: RoomDocumentOptions<A>
  #live: LiveDocument<A> | null = null
  /** One for each attempt, so that one that was given up knows it. */
  #attempt: object | null = null
  #opened: Promise<void> = Promise.resolve()
  #waiting: Waiter<A>[] = []
  #usedMs = 0

  constructor(options: RoomDocumentOptions<A>) {
    this.#options = options
  }

  /** The document, while it lives. */
  get live(): LiveDocument<A> | null {
    return this.#live
  }

  /** Resolves when it is not being opened, whether that succeeded or not. */
  get opened(): Promise<void> {
    return this.#opened
  }

  /** Lets it come to life, if it does not live; returns it when it does. */
  wake(): LiveDocument<A> | null {
    this.#usedMs = this.#options.around.now()
    if (this.#live === null && this.#attempt === null) this.#opened = this.#open()
    return this.#live
  }

  /**
   * Calls back with the document: at once, or when it has come to life. Not at all when it is dropped before. What the
   * call throws goes to `failed` and disturbs nobody else.
   */
  use(then: (live: LiveDocument<A>) => void, failed: (err: unknown) => void): void {
    const live = this.wake()
    const waiter = { then, failed }
    if (live === null) this.#waiting.push(waiter)
    else serve(waiter, live)
  }

  /** Forgets the document, which an update has spoilt or nobody needs. Who waits for one waits for the next. */
  drop(): void {
    this.#attempt = null
    this.#live?.destroy()
    this.#live = null
  }

  /** Forgets the document for good, and who waits for it. */
  close(): void {
    this.#waiting = []
    this.drop()
  }

  /** Whether nobody used it for this long, or waits for it. */
  isIdle(forMs: number): boolean {
    if (this.#live === null || this.#waiting.length > 0) return false
    return this.#options.around.now() - this.#usedMs >= forMs
  }

  async #open(): Promise<void> {
    const attempt = {}
    this.#attempt = attempt
    const { room, serverClient, stored, around } = this.#options
    try {
      const live = await openDocument({
        room,
        updates: stored.updates,
        serverClient,
        createRules: around.createRules,
        slices: around.slices,
        wanted: () => this.#attempt === attempt,
      })
      if (live === null) return
      this.#live = live
      this.#attempt = null
      this.#options.opened()
    } catch (err) {
      if (this.#attempt !== attempt) return
      this.#attempt = null
      this.#options.failed(err)
      return
    }
    await this.#serveAll()
  }

  /** Each answer may take as long as reading the whole document, and after a restart a whole plenary waits for one. */
  async #serveAll(): Promise<void> {
    const { slices } = this.#options.around
    for (let live = this.#live; live !== null; live = this.#live) {
      const waiter = this.#waiting.shift()
      if (waiter === undefined) return
      serve(waiter, live)
      if (slices.spent) await slices.turn()
    }
  }
}

function serve<A>({ then, failed }: Waiter<A>, live: LiveDocument<A>): void {
  try {
    then(live)
  } catch (err) {
    failed(err)
  }
}
