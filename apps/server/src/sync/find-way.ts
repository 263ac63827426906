import { setTimeout as pause } from 'node:timers/promises'
import type { LeaseAnswer, RoomLeases } from '@tablee/sync'

/** How long sockets wait, and how many. */
const PATIENCE = {
  /** How long one waits for its board while the holder does not answer, in ms: longer than a life and a poll. */
  waitMs: 6_000,
  /** How often the leases are asked meanwhile, in ms; once for all who wait for a board. */
  pollMs: 200,
  /** How long a process that did not answer is not asked again, in ms. */
  unreachedMs: 500,
  /** Sockets that may wait at a time; more come back by themselves. */
  waiting: 1_000,
}

/** One socket on its way to its board. */
export interface Traveller {
  readonly room: string
  /** Whether there is still somebody to bring in. */
  isThere(): boolean
  /** Hands the socket to another process; false when that does not answer. */
  forward(node: string): Promise<boolean>
  /** It has to wait until somebody answers for the board. */
  waits(): void
}

/** Where a socket is served: by this process, by another that has taken it, or by nobody for now. */
export type Way = 'here' | 'forwarded' | 'nowhere'

/**
 * Brings sockets to the process that holds their board, or the board to this process once nobody else holds it.
 */
export class WayFinder {
  readonly #leases: RoomLeases
  readonly #patience: typeof PATIENCE
  readonly #asking = new Map<string, Promise<LeaseAnswer>>()
  /** Until when a process is not tried again, by `performance.now()`. */
  readonly #unreached = new Map<string, number>()
  #waiting = 0

  constructor(leases: RoomLeases, patience: Partial<typeof PATIENCE> = {}) {
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
      if (await this.#try(traveller, answer.node)) return 'forwarded'
      if (performance.now() > until || this.#waiting >= this.#patience.waiting) return 'nowhere'
      if (!told) traveller.waits()
      told = true
      this.#waiting += 1
      try {
        answer = await this.#ask(traveller.room, this.#patience.pollMs)
      } finally {
        this.#waiting -= 1
      }
    }
    return 'here'
  }

  async #try(traveller: Traveller, node: string): Promise<boolean> {
    // a holder that does not listen yet has no address
    if (node === '' || performance.now() < (this.#unreached.get(node) ?? 0)) return false
    if (await traveller.forward(node)) return true
    this.#unreached.set(node, performance.now() + this.#patience.unreachedMs)
    return false
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
