import { setTimeout as pause } from 'node:timers/promises'
import { type LeaseAnswer, ROOM_LIMITS, type RoomLeases } from '@tablee/sync'
import type { Handover, HolderRefusal } from '../nodes/socket-proxy.ts'

/** How long sockets wait, and how many. */
type Patience = Record<'waitMs' | 'pollMs' | 'unreachedMs' | 'waiting' | 'waitingPerPerson', number>
const PATIENCE: Patience = {
  /** How long one waits for its board while the holder does not answer, in ms: longer than a life and a poll. */
  waitMs: 6_000,
  /** How often the leases are asked meanwhile, in ms; once for all who wait for a board. */
  pollMs: 200,
  /** How long a process that did not answer is not asked again, in ms. */
  unreachedMs: 500,
  /** Sockets that may wait at a time; more come back by themselves. */
  waiting: 1_000,
  /** The same for one person: as many as she may have open. */
  waitingPerPerson: ROOM_LIMITS.personConnections,
}

/** One socket on its way to its board. */
export interface Traveller {
  readonly room: string
  readonly authorId: string
  /** Whether there is still somebody to bring in. */
  isThere(): boolean
  /** Hands the socket to another process. */
  forward(node: string): Promise<Handover>
  /** It has to wait until somebody answers for the board. */
  waits(): void
}

/** Where a socket is served: by this process, by another that has taken it, by nobody for now, or not at all. */
export type Way = 'here' | 'forwarded' | 'nowhere' | HolderRefusal

/**
 * Brings sockets to the process that holds their board, or the board to this process once nobody else holds it.
 */
export class WayFinder {
  readonly #leases: RoomLeases
  readonly #patience: Patience
  readonly #asking = new Map<string, Promise<LeaseAnswer>>()
  /** Until when a process is not tried again, by `performance.now()`. */
  readonly #unreached = new Map<string, number>()
  #waiting = 0
  readonly #waitingOf = new Map<string, number>()

  constructor(leases: RoomLeases, patience: Partial<Patience> = {}) {
    this.#leases = leases
    this.#patience = { ...PATIENCE, ...patience }
  }

  /** @throws {RoomMissing}, and what the leases throw */
  async find(traveller: Traveller): Promise<Way> {
    const until = performance.now() + this.#patience.waitMs
    let answer = await this.#ask(traveller.room, 0)
    let told = false
    while (!answer.held) {
      if (!traveller.isThere()) return 'nowhere'
      const handover = await this.#try(traveller, answer.node)
      if (handover === 'taken') return 'forwarded'
      if (handover !== 'silent') return handover
      if (performance.now() > until || !this.#hasPlace(traveller)) return 'nowhere'
      if (!told) traveller.waits()
      told = true
      this.#count(traveller, 1)
      try {
        answer = await this.#ask(traveller.room, this.#patience.pollMs)
      } finally {
        this.#count(traveller, -1)
      }
    }
    return 'here'
  }

  #hasPlace({ authorId }: Traveller): boolean {
    const { waiting, waitingPerPerson } = this.#patience
    return this.#waiting < waiting && (this.#waitingOf.get(authorId) ?? 0) < waitingPerPerson
  }

  #count({ authorId }: Traveller, change: 1 | -1): void {
    this.#waiting += change
    const own = (this.#waitingOf.get(authorId) ?? 0) + change
    if (own > 0) this.#waitingOf.set(authorId, own)
    else this.#waitingOf.delete(authorId)
  }

  async #try(traveller: Traveller, node: string): Promise<Handover> {
    // a holder that does not listen yet has no address
    if (node === '' || performance.now() < (this.#unreached.get(node) ?? 0)) return 'silent'
    const handover = await traveller.forward(node)
    // who has gone meanwhile was not answered either, and that is not the holder's silence
    if (handover === 'silent' && traveller.isThere())
      this.#unreached.set(node, performance.now() + this.#patience.unreachedMs)
    return handover
  }

  /** Who asks about the same board meanwhile gets the same answer. */
  #ask(room: string, afterMs: number): Promise<LeaseAnswer> {
    const known = this.#asking.get(room)
    if (known !== undefined) return known
    const asking = (afterMs > 0 ? pause(afterMs, undefined, { ref: false }) : Promise.resolve())
      .then(() => this.#leases.acquire(room))
      .finally(() => this.#asking.delete(room))
    this.#asking.set(room, asking)
    return asking
  }
}
