import { isDeepStrictEqual } from 'node:util'
import { within } from '../within.ts'
import type { Admission, Admit, Barred, Visitor } from './admission.ts'

/** How long a right that was taken may outlive the message that says so, in ms. */
const RECHECK_EVERY_MS = 30_000
/** How often the watch looks whose turn it is, in ms. */
const TURN_MS = 1_000
/** How long one question may take, in ms, before the next is asked: longer than a database that answers needs. */
const ANSWER_MS = 5_000

/** One open socket. */
export interface Watched {
  readonly visitor: Visitor
  readonly boardId: string
  readonly admission: Admission
  /** Her right is gone, or is another: close her sockets on that board. */
  readonly lost: () => void
}

/** Sockets of one session on one board. */
interface Group {
  readonly sockets: Set<Watched>
  dueAt: number
}

/**
 * Asks again, from time to time, for the rights of those who are in. A change of rights closes sockets at once, by a
 * message to all processes; this is for the message that was lost, because its sender died between the commit and the
 * message or the line was dead, and for sessions that end by time. It reads what is so, and needs nobody's memory of
 * what was changed.
 */
export class RightsWatch {
  readonly #admit: Admit
  readonly #everyMs: number
  readonly #answerMs: number
  readonly #groups = new Map<string, Group>()
  readonly #timer: NodeJS.Timeout
  #asking = false

  constructor(admit: Admit, { everyMs = RECHECK_EVERY_MS, turnMs = TURN_MS, answerMs = ANSWER_MS } = {}) {
    this.#admit = admit
    this.#everyMs = everyMs
    this.#answerMs = answerMs
    this.#timer = setInterval(() => void this.#turn(), turnMs)
    this.#timer.unref()
  }

  /** @returns ends the watch of this socket */
  watch(socket: Watched): () => void {
    const key = `${socket.boardId} ${socket.visitor.headers.cookie ?? ''}`
    const group = this.#groups.get(key) ?? { sockets: new Set(), dueAt: performance.now() + this.#everyMs }
    this.#groups.set(key, group)
    group.sockets.add(socket)
    return () => {
      group.sockets.delete(socket)
      if (group.sockets.size === 0 && this.#groups.get(key) === group) this.#groups.delete(key)
    }
  }

  /** Ends all. */
  close(): void {
    clearInterval(this.#timer)
    this.#groups.clear()
  }

  /** Those whose turn it is, one after the other: it must cost the others nothing. */
  async #turn(): Promise<void> {
    if (this.#asking) return
    this.#asking = true
    try {
      for (const group of [...this.#groups.values()]) {
        if (group.dueAt > performance.now()) continue
        await this.#recheck(group)
        group.dueAt = performance.now() + this.#everyMs
      }
    } finally {
      this.#asking = false
    }
  }

  async #recheck({ sockets }: Group): Promise<void> {
    const [first] = sockets
    if (first === undefined) return
    try {
      // without what an earlier question of the same request was answered
      const { cookie } = first.visitor.headers
      const visitor = { headers: { ...(cookie === undefined ? {} : { cookie }) } }
      const now = await within(this.#answerMs, this.#admit(visitor, first.boardId))
      for (const socket of [...sockets]) if (!isSameRight(socket.admission, now)) socket.lost()
    } catch {
      // the database is away, or does not answer: what a process may serve meanwhile is bounded by its life
    }
  }
}

/** A name or a colour is not a right. */
function isSameRight(before: Admission, now: Admission | Barred | null): boolean {
  return (
    now !== null &&
    !('barred' in now) &&
    before.authorId === now.authorId &&
    before.access === now.access &&
    isDeepStrictEqual(before.author, now.author)
  )
}
