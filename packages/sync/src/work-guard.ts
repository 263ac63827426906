import * as Y from 'yjs'
import type { CloseReason } from './close-codes.ts'
import { foreseeWork, type UpdateContents } from './foresee-work.ts'
import type { Submission } from './live-document.ts'
import type { Accounts } from './time-accounts.ts'

/**
 * What one author's updates may cost in one tick beyond their length, in operations of 3 µs (SPEC.md U13). Somebody who
 * writes in a text of 5,000 pieces, each letter elsewhere, comes to 2.
 */
const WORK_MAX = 50_000

/** Looks at each update of a tick before Yjs does, and keeps out what would hold everybody up. */
export class WorkGuard<S extends { readonly authorId: string }> {
  readonly kept = new Map<Submission<S>, CloseReason>()
  readonly #doc: Y.Doc
  readonly #accounts: Accounts<S>
  readonly #work = new Map<string, number>()
  /** Whose update was kept out: what follows of this author may build on it. */
  readonly #stopped = new Map<string, { sender: S; reason: CloseReason }>()

  constructor(doc: Y.Doc, accounts: Accounts<S>) {
    this.#doc = doc
    this.#accounts = accounts
  }

  /** Whether something of this author was kept out of this tick. */
  hasStopped({ authorId }: S): boolean {
    return this.#stopped.has(authorId)
  }

  admits(submission: Submission<S>): boolean {
    const { sender, update, contents } = submission
    const { authorId } = sender
    const stopped = this.#stopped.get(authorId)
    if (stopped !== undefined) {
      this.kept.set(submission, stopped.sender === sender ? stopped.reason : 'clock_gap')
      return false
    }
    const work = foreseeWork(this.#doc, contents ?? readContents(update), WORK_MAX)
    if (work === 0) return true
    this.#accounts.charge(sender, work)
    const sum = (this.#work.get(authorId) ?? 0) + work
    this.#work.set(authorId, sum)
    if (sum <= WORK_MAX) return true
    // Alone it would never be taken; what is too much together may come again.
    const reason = work > WORK_MAX ? 'forbidden_structure' : 'rate_limited'
    this.#stopped.set(authorId, { sender, reason })
    this.kept.set(submission, reason)
    return false
  }
}

function readContents(update: Uint8Array): UpdateContents {
  const { structs, ds } = Y.decodeUpdate(update)
  return { structs, deletions: ds.clients }
}
