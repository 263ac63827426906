import type { BoardContent } from '@tablee/board/content'
import type { ItemDependent, ItemReference } from '@tablee/contract'
import { readThreads } from './read-threads.ts'

/** How often the server is asked while the page is looked at, in ms: a source may be deleted on another board. */
const ASK_EVERY_MS = 60_000

/** What ties a note to notes of other boards. */
export interface Thread {
  /** Where it was taken from. */
  reference: ItemReference | null
  /** What was made from it. */
  dependents: readonly ItemDependent[]
}

/** What is on the board, followed. */
export interface FollowedContent {
  content(): BoardContent | null
  /** Returns its undo. */
  subscribe(listener: () => void): () => void
}

const NONE: ReadonlyMap<string, Thread> = new Map()

/**
 * The threads of an open board: read when it opens, when items with an origin come or go, when somebody comes back to
 * the page, and once a minute while there are any. A server that does not answer leaves what was known.
 */
export class BoardThreads {
  readonly #boardId: string
  readonly #listeners = new Set<() => void>()
  readonly #leave = new AbortController()
  readonly #stops: (() => void)[] = []
  #threads = NONE
  #known = '[]'
  #sourced: string
  #isAsking = false
  #isStale = false

  constructor(boardId: string, followed: FollowedContent) {
    this.#boardId = boardId
    this.#sourced = sourcedIds(followed.content())
    const look = () => {
      if (document.visibilityState === 'visible') void this.#ask()
    }
    const timer = setInterval(() => this.#threads.size > 0 && look(), ASK_EVERY_MS)
    document.addEventListener('visibilitychange', look)
    this.#stops.push(
      followed.subscribe(() => {
        const sourced = sourcedIds(followed.content())
        if (sourced === this.#sourced) return
        this.#sourced = sourced
        void this.#ask()
      }),
      () => clearInterval(timer),
      () => document.removeEventListener('visibilitychange', look),
    )
    void this.#ask()
  }

  /** Those of every note that has one; the same object until something changes. */
  all = (): ReadonlyMap<string, Thread> => this.#threads

  /** That of one note; null when it has none. */
  of = (itemId: string): Thread | null => this.#threads.get(itemId) ?? null

  /** Calls back after changes. Returns its undo. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    this.#leave.abort()
    for (const stop of this.#stops) stop()
    this.#listeners.clear()
  }

  async #ask(): Promise<void> {
    this.#isStale = true
    if (this.#isAsking) return
    this.#isAsking = true
    try {
      while (this.#isStale && !this.#leave.signal.aborted) {
        this.#isStale = false
        const { references, dependents } = await readThreads(this.#boardId, this.#leave.signal)
        this.#take(references, dependents)
      }
    } catch {
      // offline, or the rights changed: the page itself tells, and asks again when it is looked at
    } finally {
      this.#isAsking = false
    }
  }

  #take(references: readonly ItemReference[], dependents: readonly ItemDependent[]): void {
    const read = JSON.stringify([references, dependents])
    if (read === this.#known || this.#leave.signal.aborted) return
    this.#known = read
    const threads = new Map<string, Thread>()
    for (const reference of references) threads.set(reference.itemId, { reference, dependents: [] })
    for (const dependent of dependents) {
      const before = threads.get(dependent.itemId)
      threads.set(dependent.itemId, {
        reference: before?.reference ?? null,
        dependents: [...(before?.dependents ?? []), dependent],
      })
    }
    this.#threads = threads
    for (const listener of this.#listeners) listener()
  }
}

function sourcedIds(content: BoardContent | null): string {
  const items = content ? [...content.zones.flatMap((zone) => zone.items), ...content.unplaced] : []
  return items
    .filter(({ source }) => source !== null)
    .map(({ id }) => id)
    .sort()
    .join(' ')
}
