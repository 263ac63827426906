import type { RoomLimits } from './limits.ts'
import { TimeShare } from './time-share.ts'
import { TokenBucket } from './token-bucket.ts'

/** One of a person's connections, as far as their number is concerned. */
export interface PersonConnection {
  readonly authorId: string
  /** For how many rounds of pings nothing was heard of it. */
  readonly silentRounds: number
  /** What the server keeps of it until it can be read, in bytes. */
  readonly keptBytes: number
}

/** What a person shares with all others who are connected to this process. */
export interface Crowd {
  /** What everybody's connections make the server keep before it can be read, in bytes. */
  keptBytes: number
  /** How many persons are connected. */
  connected: number
  /** What one person may take of the thread's time at present, in percent, unless she is alone. */
  readonly timePercent: number
  /** Too much is kept of all: cuts off whoever has most of it. */
  makeRoom(): void
  /** Looks from time to time at who takes much of the thread. */
  lookAtTime(nowMs: number): void
}

/** What one person may use over all her connections; one connection alone has less. */
export class Person<P extends PersonConnection> {
  readonly #connections = new Set<P>()
  /** Those that have been behind in reading for long. */
  readonly #slow = new Set<P>()
  readonly #maxConnections: number
  readonly #messages: TokenBucket
  readonly #bytes: TokenBucket
  readonly #updates: TokenBucket
  readonly #operations: TokenBucket
  readonly #clients: TokenBucket
  readonly #questions: TokenBucket
  readonly #cursors: TokenBucket
  readonly #time: TimeShare
  readonly #limits: RoomLimits
  readonly #crowd: Crowd
  /** What her connections make the server keep before it can be read, in bytes. */
  #keptBytes = 0

  constructor(limits: RoomLimits, nowMs: number, crowd: Crowd, isGuest = false) {
    this.#time = new TimeShare(limits, nowMs)
    this.#limits = limits
    this.#crowd = crowd
    this.#maxConnections = limits.personConnections
    this.#messages = new TokenBucket(limits.personMessagesPerSecond, limits.personMessageBurst, nowMs)
    this.#bytes = new TokenBucket(limits.personBytesPerSecond, limits.personByteBurst, nowMs)
    this.#updates = new TokenBucket(limits.personUpdatesPerSecond, limits.personUpdateBurst, nowMs)
    this.#operations = new TokenBucket(limits.personOperationsPerSecond, limits.personOperationBurst, nowMs)
    const clientBurst = isGuest ? limits.guestClientBurst : limits.personClientBurst
    this.#clients = new TokenBucket(limits.personClientsPerSecond, clientBurst, nowMs)
    this.#questions = new TokenBucket(limits.personQuestionsPerSecond, limits.personQuestionBurst, nowMs)
    this.#cursors = new TokenBucket(limits.personCursorsPerSecond, limits.personCursorBurst, nowMs)
  }

  /** Whether she has no connection and nothing of her allowances is used: who comes back at once is no one new. */
  mayBeForgotten(nowMs: number): boolean {
    if (this.isConnected || !this.#time.isUnused(this.#timePercent, nowMs)) return false
    return this.#allowances.every((allowance) => allowance.isFull(nowMs))
  }

  get isConnected(): boolean {
    return this.#connections.size > 0
  }

  get #allowances(): TokenBucket[] {
    return [
      this.#messages,
      this.#bytes,
      this.#updates,
      this.#operations,
      this.#clients,
      this.#questions,
      this.#cursors,
    ]
  }

  /**
   * One connection more; returns the one that has to go for it, or null. That is the one silent for longest: after a
   * night of bad Wi-Fi the dead ones go and not the tab that somebody works in.
   */
  enter(connection: P): P | null {
    if (!this.isConnected) this.#crowd.connected += 1
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
    this.#slow.delete(connection)
    if (this.#connections.delete(connection) && !this.isConnected) this.#crowd.connected -= 1
  }

  /** One of her connections is behind in reading for long, or is not; false when too many of hers are. */
  mayBeSlow(connection: P, isSlow: boolean): boolean {
    if (!isSlow) {
      this.#slow.delete(connection)
      return true
    }
    this.#slow.add(connection)
    return this.#slow.size <= this.#limits.personSlowReaders
  }

  /** Counts one message against the allowances; false when they are used up. */
  spend(isUpdate: boolean, nowMs: number): boolean {
    if (isUpdate && (this.#operations.isInDebt(nowMs) || !this.#updates.take(1, nowMs))) return false
    return this.#messages.take(1, nowMs)
  }

  /** Counts bytes that came; false when there were too many. */
  spendBytes(bytes: number, nowMs: number): boolean {
    return this.#bytes.take(bytes, nowMs)
  }

  /** So much more of hers has to be kept unread, or less; false when that is too much. */
  keep(bytes: number): boolean {
    this.#keptBytes += bytes
    this.#crowd.keptBytes += bytes
    if (bytes <= 0) return true
    if (this.#keptBytes > this.#limits.personKeptBytes) return false
    if (this.#crowd.keptBytes > this.#limits.processKeptBytes) this.#crowd.makeRoom()
    return true
  }

  /** What the server keeps of hers until it can be read, in bytes. */
  get keptBytes(): number {
    return this.#keptBytes
  }

  /** The connection of hers of which most is kept; null when she has none. */
  get mostKept(): P | null {
    let most: P | null = null
    for (const each of this.#connections) if (most === null || each.keptBytes > most.keptBytes) most = each
    return most
  }

  /** Counts Yjs client ids that she uses for the first time; false when there were too many. */
  spendClients(clients: number, nowMs: number): boolean {
    return clients === 0 || this.#clients.take(clients, nowMs)
  }

  /** Counts a question whose answer may be the whole document; false when there were too many. */
  spendQuestion(nowMs: number): boolean {
    return this.#questions.take(1, nowMs)
  }

  /** Counts a cursor that is to be shown to the others; false when it has to wait. */
  spendCursor(cost: number, nowMs: number): boolean {
    return this.#cursors.take(cost, nowMs)
  }

  /** Counts operations that were read; what is too much keeps her next updates from being read at all. */
  chargeOperations(operations: number, nowMs: number): void {
    this.#operations.charge(operations, nowMs)
  }

  /** Counts time that her changes and questions took of the thread, in ms. */
  chargeTime(ms: number, nowMs: number): void {
    this.#time.charge(ms, this.#timePercent, nowMs)
    this.#crowd.lookAtTime(nowMs)
  }

  /** For how long her next changes are to wait, in ms: she has had her share of the time. */
  timeToWaitMs(nowMs: number): number {
    this.#crowd.lookAtTime(nowMs)
    return this.#time.waitMs(this.#timePercent, nowMs)
  }

  /** Whether she took much of the thread in the last so many ms, or waits for having done so. Asked once for each such time. */
  takesMuch(lastMs: number, nowMs: number): boolean {
    const isMuch = this.#time.takeLately() > (lastMs * this.#limits.muchTimePercent) / 100
    return isMuch || (this.isConnected && this.#time.waitMs(this.#timePercent, nowMs) > 0)
  }

  get #timePercent(): number {
    const isAlone = this.#crowd.connected === (this.isConnected ? 1 : 0)
    return isAlone ? this.#limits.personLoneTimePercent : this.#crowd.timePercent
  }
}
