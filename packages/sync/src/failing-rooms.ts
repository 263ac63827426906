import type { LogConflict, RoomFenced, RoomMissing } from './errors.ts'
import type { RoomLimits } from './limits.ts'
import { isLost } from './lost-room.ts'
import type { Room } from './room.ts'
import type { RoomBatch, UpdateLog } from './update-log.ts'

/** What is done with a room that storage has answered for again. */
export interface FailingRoomsOptions<A> {
  log: UpdateLog
  limits: RoomLimits
  /** Its batch is durable at last. */
  stored(room: Room<A>, batch: RoomBatch): void
  /** The log says that the room is not ours any more. */
  lost(room: Room<A>, err: LogConflict | RoomFenced | RoomMissing): void
  /** An attempt has ended. */
  tried(): void
}

/** Rooms whose batch could not be stored; retried one by one, after growing pauses, so that none holds up the others. */
export class FailingRooms<A> {
  readonly #options: FailingRoomsOptions<A>
  readonly #rooms = new Set<Room<A>>()
  #timer: NodeJS.Timeout | null = null
  /** The attempt under way: two at once would append a batch that the room has got over meanwhile. */
  #retrying: Promise<void> | null = null
  #retryMs: number
  #ended = false

  constructor(options: FailingRoomsOptions<A>) {
    this.#options = options
    this.#retryMs = options.limits.retryMinMs
  }

  has(room: Room<A>): boolean {
    return this.#rooms.has(room)
  }

  /** Its batch was refused: it is tried again. */
  add(room: Room<A>): void {
    this.#rooms.add(room)
    room.commitFailed()
    if (this.#timer !== null || this.#retrying !== null || this.#ended) return
    this.#timer = setTimeout(() => {
      this.#timer = null
      void this.#retry()
    }, this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, this.#options.limits.retryMaxMs)
  }

  delete(room: Room<A>): void {
    this.#rooms.delete(room)
  }

  /** Tries once more, and never again. @returns the rooms that storage refused then, too */
  async end(): Promise<ReadonlySet<Room<A>>> {
    this.#ended = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    await this.#retrying
    await this.#retryRooms()
    return this.#rooms
  }

  async #retry(): Promise<void> {
    this.#retrying = this.#retryRooms()
    await this.#retrying
    this.#retrying = null
    const [next] = this.#rooms
    if (next !== undefined) this.add(next)
    else this.#retryMs = this.#options.limits.retryMinMs
  }

  /** One room after the other until one fails; that one goes to the end of the queue. */
  async #retryRooms(): Promise<void> {
    const { log, stored, lost, tried } = this.#options
    for (const room of [...this.#rooms]) {
      const batch = room.batch
      try {
        if (batch !== null) await log.append([batch])
      } catch (err) {
        this.#rooms.delete(room)
        if (isLost(err)) {
          lost(room, err)
          continue
        }
        this.#rooms.add(room)
        break
      }
      this.#rooms.delete(room)
      if (batch !== null) stored(room, batch)
    }
    tried()
  }
}
