import type { CloseReason } from './close-codes.ts'
import { LogConflict, RoomMissing } from './errors.ts'
import type { RoomLimits } from './limits.ts'
import type { Room } from './room.ts'
import type { RoomLogger } from './room-surroundings.ts'
import type { RoomBatch, UpdateLog } from './update-log.ts'

/** A tick may take this part of the time: with a tick of 1 ms the next comes 4 ms later, up to `tickMs`. */
const PAUSE_PER_WORK = 4
/** How much the newest measurement weighs in the smoothed cost of a tick. */
const COST_WEIGHT = 0.2

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
  readonly #dirty = new Set<Room<A>>()
  /** Rooms whose batch could not be stored; retried one by one so that none holds up the others. */
  readonly #failing = new Set<Room<A>>()
  readonly #idle = new Set<() => void>()
  #cancelTimer: (() => void) | null = null
  #timerUrgent = false
  #running = false
  #retryTimer: NodeJS.Timeout | null = null
  #retryMs: number
  #lastEndMs = 0
  #costMs = 0
  #stopped = false
  readonly #letGo: (room: Room<A>, reason: CloseReason) => void

  constructor(options: CommitLoopOptions<A>) {
    this.#log = options.log
    this.#limits = options.limits
    this.#logger = options.logger
    this.#letGo = options.letGo
    this.#retryMs = options.limits.retryMinMs
  }

  /**
   * Something waits in a room. An update goes out at once while little happens; cursors alone wait for the
   * full tick, so that they are batched.
   */
  wake(room: Room<A>, urgent: boolean): void {
    this.#dirty.add(room)
    if (this.#running || this.#stopped) return
    if (this.#cancelTimer !== null && (this.#timerUrgent || !urgent)) return
    this.#clearTimer()
    const pauseMs = urgent
      ? Math.min(this.#limits.tickMs, this.#costMs * PAUSE_PER_WORK)
      : this.#limits.tickMs
    const waitMs = this.#lastEndMs + pauseMs - performance.now()
    this.#timerUrgent = urgent
    this.#cancelTimer = waitMs <= TIMER_GRAIN_MS ? this.#tickNow() : this.#tickIn(waitMs)
  }

  /** Forgets a room that was let go. */
  drop(room: Room<A>): void {
    this.#dirty.delete(room)
    this.#failing.delete(room)
  }

  /** Resolves when a room's updates so far are durable, or when storing them has failed. */
  async settled(room: Room<A>): Promise<void> {
    while (room.busy && !this.#failing.has(room) && !room.discarded) {
      await new Promise<void>((resolve) => this.#idle.add(resolve))
    }
  }

  /** Stores what waits, once more for the failing rooms, and stops. */
  async stop(): Promise<void> {
    while (this.#running) await new Promise<void>((resolve) => this.#idle.add(resolve))
    for (let round = 0; round < FINAL_TICKS && this.#dirty.size > 0; round++) {
      this.#clearTimer()
      await this.#tick()
    }
    this.#stopped = true
    this.#clearTimer()
    if (this.#retryTimer !== null) clearTimeout(this.#retryTimer)
    await this.#retryRooms()
    for (const room of this.#failing) {
      this.#logger.error(
        { room: room.id },
        'stopped with updates that storage refused; they were not acknowledged',
      )
    }
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
    const started = performance.now()
    try {
      await this.#flush([...this.#dirty])
    } catch (err) {
      // Each room's trouble is handled where it happens; this keeps the loop alive through a mistake of ours.
      this.#logger.error({ err }, 'tick failed')
    } finally {
      this.#lastEndMs = performance.now()
      this.#costMs += (this.#lastEndMs - started - this.#costMs) * COST_WEIGHT
      this.#running = false
      this.#finishWaits()
      // What came while the append was under way.
      for (const room of this.#dirty) this.wake(room, true)
    }
  }

  async #flush(rooms: readonly Room<A>[]): Promise<void> {
    this.#dirty.clear()
    const batches: RoomBatch[] = []
    const writing: Room<A>[] = []
    for (const room of rooms) {
      const batch = this.#failing.has(room) ? null : this.#prepare(room)
      if (batch === null) room.relayCursors()
      else {
        batches.push(batch)
        writing.push(room)
      }
    }
    if (batches.length === 0) return
    try {
      await this.#log.append(batches)
    } catch (err) {
      this.#logger.error({ err, rooms: batches.length }, 'updates could not be stored; trying again')
      for (const room of writing) this.#fail(room)
      return
    }
    for (const room of writing) {
      room.committed()
      if (room.wantsCompaction) void this.compact(room)
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

  /** Folds a room's tail; a failure leaves the tail as it is. */
  async compact(room: Room<A>): Promise<void> {
    try {
      await room.compact({ compact: (id, seq, build) => this.#log.compact(id, seq, build) })
    } catch (err) {
      this.#logger.error({ err, room: room.id }, 'compaction failed; the log stays as it is')
    } finally {
      this.#finishWaits()
    }
  }

  #fail(room: Room<A>): void {
    this.#failing.add(room)
    room.commitFailed()
    if (this.#retryTimer !== null || this.#stopped) return
    this.#retryTimer = setTimeout(() => {
      this.#retryTimer = null
      void this.#retry()
    }, this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, this.#limits.retryMaxMs)
  }

  async #retry(): Promise<void> {
    await this.#retryRooms()
    const [next] = this.#failing
    if (next !== undefined) this.#fail(next)
    else this.#retryMs = this.#limits.retryMinMs
  }

  /** One room after the other until one fails; that one goes to the end of the queue. */
  async #retryRooms(): Promise<void> {
    for (const room of [...this.#failing]) {
      const batch = room.batch
      try {
        if (batch !== null) await this.#log.append([batch])
      } catch (err) {
        if (err instanceof LogConflict || err instanceof RoomMissing) {
          this.#giveUp(room, err)
          continue
        }
        this.#failing.delete(room)
        this.#failing.add(room)
        break
      }
      this.#failing.delete(room)
      room.committed()
    }
    this.#finishWaits()
  }

  #giveUp(room: Room<A>, err: Error): void {
    this.#failing.delete(room)
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
