import { performance } from 'node:perf_hooks'
import type { CloseReason } from './close-codes.ts'
import { RoomMissing } from './errors.ts'
import { FailingRooms } from './failing-rooms.ts'
import type { RoomLimits } from './limits.ts'
import { isLost } from './lost-room.ts'
import type { Room } from './room.ts'
import type { RoomLogger } from './room-surroundings.ts'
import { TickPace } from './tick-pace.ts'
import type { RoomBatch, UpdateLog } from './update-log.ts'

/** A timer is not more exact than this; below it the tick comes in the next turn of the event loop. */
const TIMER_GRAIN_MS = 0.5
/** More rounds than this at the end would mean that somebody keeps writing. */
const FINAL_TICKS = 3

/** What the loop needs. */
export interface CommitLoopOptions<A> {
  log: UpdateLog
  limits: RoomLimits
  logger: RoomLogger
  /** A room cannot go on: its peers are to be closed with this reason. */
  letGo(room: Room<A>, reason: CloseReason): void
}

/** Runs the ticks: apply in every room, one durable append for all of them, then relay. */
export class CommitLoop<A> {
  readonly #log: UpdateLog
  readonly #limits: RoomLimits
  readonly #logger: RoomLogger
  readonly #pace: TickPace
  /** Rooms with updates. */
  readonly #dirty = new Set<Room<A>>()
  /** Rooms where only cursors moved. */
  readonly #moved = new Set<Room<A>>()
  readonly #failing: FailingRooms<A>
  /** When each room last had something to store. */
  readonly #tickedAtMs = new WeakMap<Room<A>, number>()
  readonly #idle = new Set<() => void>()
  #cancelTimer: (() => void) | null = null
  #timerAtMs = 0
  #running = false
  /** Time spent on relaying in this tick. */
  #relayMs = 0
  /** Updates that came since the last tick. */
  #updates = 0
  /** The last ticks: nobody rests any more. */
  #isFinal = false
  #stopped = false
  readonly #letGo: (room: Room<A>, reason: CloseReason) => void

  constructor(options: CommitLoopOptions<A>) {
    this.#log = options.log
    this.#limits = options.limits
    this.#logger = options.logger
    this.#pace = new TickPace(options.limits)
    this.#letGo = options.letGo
    this.#failing = new FailingRooms({
      log: options.log,
      limits: options.limits,
      stored: (room, batch) => this.#unlessBroken(room, () => room.committed(batch)),
      lost: (room, err) => this.#giveUp(room, err),
      tried: () => this.#finishWaits(),
    })
  }

  /** Something waits in a room: updates, or (not urgent) only cursors, which are batched. */
  wake(room: Room<A>, urgent: boolean): void {
    if (urgent) {
      this.#dirty.add(room)
      this.#updates++
    } else this.#moved.add(room)
    if (!this.#running) this.#schedule()
  }

  /** Forgets a room that was let go. */
  drop(room: Room<A>): void {
    this.#dirty.delete(room)
    this.#moved.delete(room)
    this.#failing.delete(room)
    this.#finishWaits()
  }

  /** Resolves when a room's updates so far are durable, or when storing them has failed. */
  async settled(room: Room<A>): Promise<void> {
    const updates = room.received
    while (!room.hasStored(updates) && !this.#failing.has(room) && !room.discarded) {
      await new Promise<void>((resolve) => this.#idle.add(resolve))
    }
  }

  /** Stores what waits, once more for the failing rooms, and stops. */
  async stop(): Promise<void> {
    this.#isFinal = true
    while (this.#running) await new Promise<void>((resolve) => this.#idle.add(resolve))
    for (let round = 0; round < FINAL_TICKS && this.#dirty.size > 0; round++) {
      this.#clearTimer()
      await this.#tick()
    }
    this.#stopped = true
    this.#clearTimer()
    for (const room of await this.#failing.end()) {
      this.#logger.error(
        { room: room.id },
        'stopped with updates that storage refused; they were not acknowledged',
      )
    }
  }

  /** Sets the timer for whatever may come first, unless it is set for that or earlier. */
  #schedule(): void {
    if (this.#stopped) return
    const updatesAtMs = this.#dirty.size > 0 ? this.#pace.updatesAtMs : Number.POSITIVE_INFINITY
    const cursorsAtMs = this.#moved.size > 0 ? this.#pace.cursorsAtMs : Number.POSITIVE_INFINITY
    const atMs = Math.min(updatesAtMs, cursorsAtMs)
    if (this.#cancelTimer !== null && this.#timerAtMs <= atMs) return
    this.#clearTimer()
    if (atMs === Number.POSITIVE_INFINITY) return
    const waitMs = atMs - performance.now()
    this.#timerAtMs = atMs
    this.#cancelTimer = waitMs <= TIMER_GRAIN_MS ? this.#tickNow() : this.#tickIn(waitMs)
  }

  #tickNow(): () => void {
    const immediate = setImmediate(() => void this.#tick())
    return () => clearImmediate(immediate)
  }

  #tickIn(ms: number): () => void {
    const timer = setTimeout(() => void this.#tick(), ms)
    return () => clearTimeout(timer)
  }

  async #tick(): Promise<void> {
    this.#cancelTimer = null
    this.#running = true
    const startMs = performance.now()
    const before = performance.eventLoopUtilization()
    this.#relayMs = 0
    const updates = this.#updates
    this.#updates = 0
    const withUpdates = this.#dirty.size > 0
    // In a room with updates its cursors ride along; the others keep to their own clock.
    const withCursors = this.#pace.cursorsAtMs <= startMs + TIMER_GRAIN_MS
    try {
      await this.#flush(this.#takeRooms(withCursors, startMs))
    } catch (err) {
      // Each room's trouble is handled where it happens; this keeps the loop alive through a mistake of ours.
      this.#logger.error({ err }, 'tick failed')
    } finally {
      const heldMs = performance.eventLoopUtilization(before).active
      const cost = { startMs, updates, relayMs: this.#relayMs, heldMs }
      if (withUpdates) this.#pace.updatesRelayed(cost)
      if (withCursors) this.#pace.cursorsRelayed(cost)
      this.#running = false
      this.#finishWaits()
      // What came while the append was under way.
      this.#schedule()
    }
  }

  #takeRooms(withCursors: boolean, nowMs: number): Room<A>[] {
    const rooms = this.#takeDirty(nowMs)
    for (const room of rooms) this.#moved.delete(room)
    if (!withCursors) return rooms
    for (const room of this.#moved) {
      // cursors of a room that rests ride along with its updates
      if (this.#dirty.has(room)) continue
      this.#moved.delete(room)
      rooms.push(room)
    }
    return rooms
  }

  /** The rooms whose turn it is (SPEC.md T6); the others stay dirty. */
  #takeDirty(nowMs: number): Room<A>[] {
    const { crowdedTickMs, crowdedRooms, crowdedRestMs } = this.#limits
    const isCrowded = !this.#isFinal && this.#dirty.size > crowdedRooms && this.#pace.heldMs > crowdedTickMs
    const rooms = [...this.#dirty]
    if (!isCrowded) {
      this.#dirty.clear()
      return rooms
    }
    const due = rooms.filter(
      (room) => nowMs - (this.#tickedAtMs.get(room) ?? Number.NEGATIVE_INFINITY) >= crowdedRestMs,
    )
    for (const room of due) this.#dirty.delete(room)
    return due
  }

  async #flush(rooms: readonly Room<A>[]): Promise<void> {
    const batches: RoomBatch[] = []
    const writing: Room<A>[] = []
    const nowMs = performance.now()
    for (const room of rooms) {
      const batch = this.#failing.has(room) ? null : this.#prepare(room)
      if (batch === null) this.#unlessBroken(room, () => room.relayCursors())
      else {
        this.#tickedAtMs.set(room, nowMs)
        batches.push(batch)
        writing.push(room)
      }
    }
    await this.#store(batches, writing)
  }

  async #store(batches: readonly RoomBatch[], writing: readonly Room<A>[]): Promise<void> {
    if (batches.length === 0) return
    try {
      await this.#log.append(batches)
    } catch (err) {
      const lost = isLost(err) ? writing.find((room) => room.id === err.room) : undefined
      if (lost !== undefined && isLost(err)) {
        // Nothing was stored because of this one room: the others need not wait for the next attempt.
        this.#giveUp(lost, err)
        const others = (room: { room: string }) => room.room !== lost.id
        await this.#store(
          batches.filter(others),
          writing.filter((room) => room !== lost),
        )
        return
      }
      this.#logger.error({ err, rooms: batches.length }, 'updates could not be stored; trying again')
      for (const room of writing) this.#failing.add(room)
      return
    }
    const startMs = performance.now()
    writing.forEach((room, index) => {
      const batch = batches[index]
      if (batch !== undefined) this.#unlessBroken(room, () => room.committed(batch))
    })
    this.#relayMs += performance.now() - startMs
    for (const room of writing) {
      if (room.compaction.due) void this.compact(room)
    }
  }

  #prepare(room: Room<A>): RoomBatch | null {
    try {
      return room.prepare()
    } catch (err) {
      // Broken rules or unreadable bytes: nothing of this tick was kept, and the others must not suffer.
      this.#logger.error({ err, room: room.id }, 'room let go: its updates could not be applied')
      this.#letGo(room, 'internal')
      return null
    }
  }

  /** A room in which telling people fails is let go: what it stored is there when it is opened again, and no other room waits. */
  #unlessBroken(room: Room<A>, work: () => void): void {
    try {
      work()
    } catch (err) {
      this.#logger.error({ err, room: room.id }, 'room let go: its people could not be told')
      this.#letGo(room, 'internal')
    }
  }

  /** Folds a room's tail; a failure leaves the tail as it is. */
  async compact(room: Room<A>): Promise<void> {
    try {
      await room.compaction.run(this.#log)
    } catch (err) {
      if (isLost(err)) this.#giveUp(room, err)
      else this.#logger.error({ err, room: room.id }, 'compaction failed; the log stays as it is')
    } finally {
      this.#finishWaits()
    }
  }

  #giveUp(room: Room<A>, err: Error): void {
    this.#failing.delete(room)
    if (room.discarded) return
    this.#logger.error({ err, room: room.id }, 'room let go: the log is no longer ours')
    this.#letGo(room, err instanceof RoomMissing ? 'room_missing' : 'room_moved')
  }

  #finishWaits(): void {
    for (const resolve of this.#idle) resolve()
    this.#idle.clear()
  }

  #clearTimer(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
  }
}
