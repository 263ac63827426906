import type { RoomLimits } from './limits.ts'
import { type Crowd, Person, type PersonConnection } from './person.ts'

/** How often it is looked at who takes much of the thread's time, in ms. */
const LOOK_EVERY_MS = 1_000

/** Everybody who is connected or was a moment ago, by author. */
export class People<P extends PersonConnection> implements Crowd {
  readonly #limits: RoomLimits
  readonly #cut: (connection: P) => void
  readonly #persons = new Map<string, Person<P>>()
  #timePercent: number
  #lookedAtMs = 0
  keptBytes = 0
  connected = 0

  /** @param cut ends a connection, and what is kept of it, at once */
  constructor(limits: RoomLimits, cut: (connection: P) => void) {
    this.#limits = limits
    this.#cut = cut
    this.#timePercent = limits.personTimePercent
  }

  get timePercent(): number {
    return this.#timePercent
  }

  /** The person behind an author id; a guest has less than others. */
  of(authorId: string, nowMs: number, isGuest = false): Person<P> {
    let person = this.#persons.get(authorId)
    if (person === undefined) {
      person = new Person(this.#limits, nowMs, this, isGuest)
      this.#persons.set(authorId, person)
    }
    return person
  }

  /** A connection is over. */
  leave(connection: P): void {
    this.#persons.get(connection.authorId)?.leave(connection)
  }

  /**
   * Of what is kept, most goes, and at once: closing takes half a second, in which the others would have to go too. Of
   * who is honest hardly ever much is kept.
   */
  makeRoom(): void {
    let most: Person<P> | null = null
    for (const each of this.#persons.values()) {
      if (each.keptBytes > (most?.keptBytes ?? 0)) most = each
    }
    const connection = most?.mostKept ?? null
    if (connection !== null) this.#cut(connection)
  }

  /** With many who take much of the thread, each may have less: all of them together leave the others their part. */
  lookAtTime(nowMs: number): void {
    const lastMs = nowMs - this.#lookedAtMs
    if (lastMs < LOOK_EVERY_MS) return
    this.#lookedAtMs = nowMs
    let many = 0
    for (const person of this.#persons.values()) if (person.takesMuch(lastMs, nowMs)) many += 1
    const { personTimePercent, muchTimeTogetherPercent, muchTimeLeastPercent } = this.#limits
    const part = Math.max(muchTimeLeastPercent, muchTimeTogetherPercent / Math.max(1, many))
    this.#timePercent = Math.min(personTimePercent, part)
  }

  /** Forgets who left and has used up nothing any more. */
  forgetAbsent(nowMs: number): void {
    for (const [authorId, person] of this.#persons) {
      if (person.mayBeForgotten(nowMs)) this.#persons.delete(authorId)
    }
  }
}
