import type { Submission } from './live-document.ts'
import type { Accounts } from './time-accounts.ts'
import type { WorkGuard } from './work-guard.ts'

/** Whose updates of a tick are applied now, and whose wait: before each round, since one may use up a share. */
export class Turns<S extends { readonly authorId: string }> {
  readonly left = new Set<Submission<S>>()
  readonly #accounts: Accounts<S>
  readonly #guard: WorkGuard<S>
  /** What follows of somebody who waits builds on what waits. */
  readonly #waiting = new Set<string>()

  constructor(accounts: Accounts<S>, guard: WorkGuard<S>) {
    this.#accounts = accounts
    this.#guard = guard
  }

  /** Whether this group, of one author, is applied now. */
  allow(group: readonly Submission<S>[]): boolean {
    const sender = group[0]?.sender
    if (sender === undefined || this.#guard.hasStopped(sender)) return true
    if (!this.#waiting.has(sender.authorId) && !this.#accounts.mustWait(sender)) return true
    this.#waiting.add(sender.authorId)
    for (const submission of group) this.left.add(submission)
    return false
  }
}
