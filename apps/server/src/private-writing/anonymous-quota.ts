import { PRIVATE_NOTES_OF_ONE_MAX } from '@tablee/contract'

/** Curtains whose counts are kept in mind; the one that was used longest ago goes first. */
const CURTAINS_MAX = 200

/**
 * Bounds how many anonymous notes one person begins behind a curtain. In this process' memory alone, as numbers without
 * notes, and gone with it: what is stored must not say how many notes somebody wrote (A1).
 */
export class AnonymousQuota {
  readonly #counts = new Map<string, Map<string, number>>()

  /** Whether this person may begin one more; counts it. */
  take(curtainId: string, personId: string): boolean {
    const counts = this.#counts.get(curtainId) ?? new Map<string, number>()
    this.#counts.delete(curtainId)
    this.#counts.set(curtainId, counts)
    for (const oldest of this.#counts.keys()) {
      if (this.#counts.size <= CURTAINS_MAX) break
      this.#counts.delete(oldest)
    }
    const begun = counts.get(personId) ?? 0
    if (begun >= PRIVATE_NOTES_OF_ONE_MAX) return false
    counts.set(personId, begun + 1)
    return true
  }

  /** A note that this person took back before its reveal counts no more. */
  giveBack(curtainId: string, personId: string): void {
    const counts = this.#counts.get(curtainId)
    const begun = counts?.get(personId) ?? 0
    if (begun > 0) counts?.set(personId, begun - 1)
  }
}
