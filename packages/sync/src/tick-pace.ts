import type { RoomLimits } from './limits.ts'

/**
 * The part of the time that relaying may take, on average, before ticks are spaced out, up to `tickMs`. It costs the
 * same for one update and for twenty, so waiting saves it where many would share a tick, while applying them costs
 * each its price: sixty who all draw wait for each other.
 */
const SHARED_RELAY_SHARE = 1 / 32
/** The same where hardly two updates would share a tick: twenty people of whom ten draw see each other at once. */
const LONE_RELAY_SHARE = 1 / 5
/** Between the two the share is this, divided by the number of updates that come within `tickMs`. */
const SHARE_OF_EACH = 1 / 2
/** For how long what relaying took less or more than its part still counts, in ms: people move in bursts. */
const MEMORY_MS = 500
/** The part of the time for which ticks may hold up everything else, the wait for SQLite's disk included. */
const HELD_SHARE = 0.5
/** Telling everybody may take so long before a tick waits longer than `tickMs`, by the second factor for each ms more. */
const LONG_RELAY_MS = 3
const LONG_RELAY_FACTOR = 10
/** How much the newest measurement weighs in a smoothed cost. */
const COST_WEIGHT = 0.2
/** A measurement counts for no more than twice the cost so far and this, in ms: a disk that hesitates once is not a slow one. */
const COST_STEP_MS = 0.5

/** What a tick cost. */
export interface TickCost {
  startMs: number
  /** Updates that came since the last one. */
  updates: number
  /** Telling everybody, in ms. */
  relayMs: number
  /** Time in which the event loop was not free, in ms: the whole tick, and a commit that waits for the disk in this thread. */
  heldMs: number
}

/** When the next tick may start (SPEC.md T6). */
export class TickPace {
  readonly #limits: Pick<RoomLimits, 'tickMinMs' | 'tickMs' | 'tickMaxMs' | 'cursorTickMs'>
  #relayMs = 0
  #heldMs = 0
  /** When the relaying so far will have taken its part of the time and no more. */
  #paidAtMs = Number.NEGATIVE_INFINITY
  /** Updates within the last `MEMORY_MS`, older ones counting less and less; and when that was so. */
  #recent = 0
  #recentAtMs = 0
  #updatesAtMs = 0
  #cursorsAtMs = 0

  constructor(limits: Pick<RoomLimits, 'tickMinMs' | 'tickMs' | 'tickMaxMs' | 'cursorTickMs'>) {
    this.#limits = limits
  }

  /** For how long a tick holds everything up by now, in ms. */
  get heldMs(): number {
    return this.#heldMs
  }

  /** The earliest start of a tick with updates. */
  get updatesAtMs(): number {
    return this.#updatesAtMs
  }

  /** The earliest start of a tick for cursors alone; they are batched even when there is little else to do. */
  get cursorsAtMs(): number {
    return this.#cursorsAtMs
  }

  /** A tick with updates is over. */
  updatesRelayed(cost: TickCost): void {
    const { startMs } = cost
    const relayMs = likely(this.#relayMs, cost.relayMs)
    this.#relayMs += (relayMs - this.#relayMs) * COST_WEIGHT
    this.#heldMs += (likely(this.#heldMs, cost.heldMs) - this.#heldMs) * COST_WEIGHT
    const share = this.#relayShare(startMs, cost.updates)
    const paidAtMs = Math.max(this.#paidAtMs, startMs - MEMORY_MS) + relayMs / share
    this.#paidAtMs = Math.min(paidAtMs, startMs + MEMORY_MS)
    const { tickMinMs, tickMs, tickMaxMs } = this.#limits
    const longest = tickMs + LONG_RELAY_FACTOR * Math.max(0, this.#relayMs - LONG_RELAY_MS)
    const usual = Math.min(longest, tickMaxMs, this.#relayMs / share, Math.max(0, this.#paidAtMs - startMs))
    const held = Math.min(tickMaxMs, this.#heldMs / HELD_SHARE)
    this.#updatesAtMs = startMs + Math.max(Math.min(tickMinMs, tickMs), usual, held)
  }

  #relayShare(nowMs: number, updates: number): number {
    this.#recent = this.#recent * Math.exp(-Math.max(0, nowMs - this.#recentAtMs) / MEMORY_MS) + updates
    this.#recentAtMs = nowMs
    const together = (this.#recent * this.#limits.tickMs) / MEMORY_MS
    return Math.max(SHARED_RELAY_SHARE, Math.min(LONE_RELAY_SHARE, SHARE_OF_EACH / together))
  }

  /** All cursors that waited were relayed, with updates or without. */
  cursorsRelayed(cost: TickCost): void {
    const { cursorTickMs, tickMaxMs } = this.#limits
    this.#cursorsAtMs = cost.startMs + Math.max(cursorTickMs, Math.min(tickMaxMs, cost.heldMs / HELD_SHARE))
  }
}

/** A measurement as far as one may be believed. */
function likely(soFar: number, latest: number): number {
  return Math.min(latest, 2 * soFar + COST_STEP_MS)
}
