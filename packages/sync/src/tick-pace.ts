import type { RoomLimits } from './limits.ts'

/**
 * The part of the time that relaying may take, on average, before ticks are spaced out, up to `tickMs`: it costs the
 * same for one update and for twenty, so waiting saves it, while applying them costs each its price. Twenty people of
 * whom ten draw stay below it and see each other at once; sixty who all draw do not.
 */
const RELAY_SHARE = 1 / 26
/** For how long what relaying took less or more than its part still counts, in ms: people move in bursts. */
const MEMORY_MS = 500
/** The part of the time for which ticks may hold up everything else, the wait for SQLite's disk included. */
const HELD_SHARE = 0.5
/** How much the newest measurement weighs in a smoothed cost. */
const COST_WEIGHT = 0.2
/** A measurement counts for no more than twice the cost so far and this, in ms: a disk that hesitates once is not a slow one. */
const COST_STEP_MS = 0.5

/** What a tick cost. */
export interface TickCost {
  startMs: number
  /** Telling everybody, in ms. */
  relayMs: number
  /** Time in which the event loop was not free, in ms: the whole tick, and a commit that waits for the disk in this thread. */
  heldMs: number
}

/** When the next tick may start (SPEC.md T6). */
export class TickPace {
  readonly #limits: Pick<RoomLimits, 'tickMs' | 'tickMaxMs' | 'cursorTickMs'>
  #relayMs = 0
  #heldMs = 0
  /** When the relaying so far will have taken its part of the time and no more. */
  #paidAtMs = Number.NEGATIVE_INFINITY
  #updatesAtMs = 0
  #cursorsAtMs = 0

  constructor(limits: Pick<RoomLimits, 'tickMs' | 'tickMaxMs' | 'cursorTickMs'>) {
    this.#limits = limits
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
    const paidAtMs = Math.max(this.#paidAtMs, startMs - MEMORY_MS) + relayMs / RELAY_SHARE
    this.#paidAtMs = Math.min(paidAtMs, startMs + MEMORY_MS)
    const { tickMs, tickMaxMs } = this.#limits
    const usual = Math.min(tickMs, this.#relayMs / RELAY_SHARE, Math.max(0, this.#paidAtMs - startMs))
    this.#updatesAtMs = startMs + Math.max(usual, Math.min(tickMaxMs, this.#heldMs / HELD_SHARE))
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
