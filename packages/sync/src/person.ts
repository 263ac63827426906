import type { RoomLimits } from './limits.ts'
import { TimeShare } from './time-share.ts'
import { TokenBucket } from './token-bucket.ts'

/** One of a person's connections, as far as their number is concerned. */
export interface PersonConnection {
  readonly authorId: string
  /** For how many rounds of pings nothing was heard of it. */
  readonly silentRounds: number
}

/** What one person may use over all her connections; one connection alone has less. */
export class Person<P extends PersonConnection> {
  readonly #connections = new Set<P>()
  readonly #maxConnections: number
  readonly #messages: TokenBucket
  readonly #bytes: TokenBucket
  readonly #updates: TokenBucket
  readonly #operations: TokenBucket
  readonly #clients: TokenBucket
  readonly #questions: TokenBucket
  readonly #time: TimeShare
  readonly #isAlone: (person: Person<P>) => boolean

  /** @param isAlone whether nobody else is connected at present */
  constructor(limits: RoomLimits, nowMs: number, isAlone: (person: Person<P>) => boolean) {
    this.#time = new TimeShare(limits, nowMs)
    this.#isAlone = isAlone
    this.#maxConnections = limits.personConnections
    this.#messages = new TokenBucket(limits.personMessagesPerSecond, limits.personMessageBurst, nowMs)
    this.#bytes = new TokenBucket(limits.personBytesPerSecond, limits.personByteBurst, nowMs)
    this.#updates = new TokenBucket(limits.personUpdatesPerSecond, limits.personUpdateBurst, nowMs)
    this.#operations = new TokenBucket(limits.personOperationsPerSecond, limits.personOperationBurst, nowMs)
    this.#clients = new TokenBucket(limits.personClientsPerSecond, limits.personClientBurst, nowMs)
    this.#questions = new TokenBucket(limits.personQuestionsPerSecond, limits.personQuestionBurst, nowMs)
  }

  /** Whether she has no connection and nothing of her allowances is used: who comes back at once is no one new. */
  mayBeForgotten(nowMs: number): boolean {
    if (this.isConnected || !this.#time.isUnused(nowMs)) return false
    return this.#allowances.every((allowance) => allowance.isFull(nowMs))
  }

  get isConnected(): boolean {
    return this.#connections.size > 0
  }

  get #allowances(): TokenBucket[] {
    return [this.#messages, this.#bytes, this.#updates, this.#operations, this.#clients, this.#questions]
  }

  /**
   * One connection more; returns the one that has to go for it, or null. That is the one silent for longest: after a
   * night of bad Wi-Fi the dead ones go and not the tab that somebody works in.
   */
  enter(connection: P): P | null {
    this.#connections.add(connection)
    if (this.#connections.size <= this.#maxConnections) return null
    let longest: P | null = null
    for (const other of this.#connections) {
      if (longest === null || other.silentRounds > longest.silentRounds) longest = other
    }
    if (longest !== null) this.#connections.delete(longest)
    return longest
  }

  leave(connection: P): void {
    this.#connections.delete(connection)
  }

  /** Counts one message against the allowances; false when they are used up. */
  spend(bytes: number, isUpdate: boolean, nowMs: number): boolean {
    if (isUpdate && (this.#operations.isInDebt(nowMs) || !this.#updates.take(1, nowMs))) return false
    return this.#messages.take(1, nowMs) && this.#bytes.take(bytes, nowMs)
  }

  /** Counts Yjs client ids that she uses for the first time; false when there were too many. */
  spendClients(clients: number, nowMs: number): boolean {
    return clients === 0 || this.#clients.take(clients, nowMs)
  }

  /** Counts a question whose answer may be the whole document; false when there were too many. */
  spendQuestion(nowMs: number): boolean {
    return this.#questions.take(1, nowMs)
  }

  /** Counts operations that were read; what is too much keeps her next updates from being read at all. */
  chargeOperations(operations: number, nowMs: number): void {
    this.#operations.charge(operations, nowMs)
  }

  /** Counts time that her changes took of the thread, in ms. */
  chargeTime(ms: number, nowMs: number): void {
    this.#time.charge(ms, this.#isAlone(this), nowMs)
  }

  /** For how long her next changes are to wait, in ms: she has had her share of the time. */
  timeToWaitMs(nowMs: number): number {
    return this.#time.waitMs(this.#isAlone(this), nowMs)
  }
}

/** Everybody who is connected or was a moment ago, by author. */
export class People<P extends PersonConnection> {
  readonly #limits: RoomLimits
  readonly #persons = new Map<string, Person<P>>()

  constructor(limits: RoomLimits) {
    this.#limits = limits
  }

  /** The person behind an author id. */
  of(authorId: string, nowMs: number): Person<P> {
    let person = this.#persons.get(authorId)
    if (person === undefined) {
      person = new Person(this.#limits, nowMs, (each) => this.#isAlone(each))
      this.#persons.set(authorId, person)
    }
    return person
  }

  /** A connection is over. */
  leave(connection: P): void {
    this.#persons.get(connection.authorId)?.leave(connection)
  }

  #isAlone(person: Person<P>): boolean {
    for (const other of this.#persons.values()) if (other !== person && other.isConnected) return false
    return true
  }

  /** Forgets who left and has used up nothing any more. */
  forgetAbsent(nowMs: number): void {
    for (const [authorId, person] of this.#persons) {
      if (person.mayBeForgotten(nowMs)) this.#persons.delete(authorId)
    }
  }
}
