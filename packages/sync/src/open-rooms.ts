import type { CloseReason } from './close-codes.ts'
import type { CommitLoop } from './commit-loop.ts'
import { RoomElsewhere, RoomMissing, RoomsStopped } from './errors.ts'
import { Room } from './room.ts'
import type { HeldRoom, RoomLeases } from './room-leases.ts'
import type { RoomSurroundings } from './room-surroundings.ts'
import type { Edit } from './server-edits.ts'
import type { UpdateLog } from './update-log.ts'

/**
 * Brings a room's content up to date: what it edits is durable before the first peer sees the room. When it throws, the
 * room stays closed, and its visitors come back.
 */
export type PrepareRoom = (room: string, edit: (change: Edit<void>) => Promise<void>) => Promise<void>

/** What opening and closing rooms needs. */
export interface OpenRoomsOptions<A> {
  log: UpdateLog
  leases: RoomLeases
  loop: CommitLoop<A>
  around: RoomSurroundings<A>
  prepare?: PrepareRoom
}

/** The rooms in memory: read when somebody comes and this process may hold them, let go when nobody was there for a while. */
export class OpenRooms<A> {
  readonly #options: OpenRoomsOptions<A>
  readonly #opening = new Map<string, Promise<Room<A>>>()
  readonly #loaded = new Map<string, Room<A>>()
  /** The rooms that nobody is in, those left longest ago first. */
  readonly #idleTimers = new Map<Room<A>, NodeJS.Timeout>()
  #surplusLook: NodeJS.Immediate | null = null
  /** The leases of the rooms in memory and of those being read: one object for each time that a room is opened. */
  readonly #leases = new Map<string, { readonly fence: number }>()
  readonly #releases = new Map<string, Promise<void>>()
  #closed = false

  constructor(options: OpenRoomsOptions<A>) {
    this.#options = options
  }

  get all(): Room<A>[] {
    return [...this.#loaded.values()]
  }

  /** The rooms that this process holds. */
  get held(): HeldRoom[] {
    return [...this.#leases].map(([room, { fence }]) => ({ room, fence }))
  }

  /** A room that is in memory. */
  get(roomId: string): Room<A> | undefined {
    return this.#loaded.get(roomId)
  }

  /** A room that is in memory, or about to be; undefined also when it cannot be read. */
  async find(roomId: string): Promise<Room<A> | undefined> {
    return this.#opening.get(roomId)?.catch(() => undefined)
  }

  /**
   * The room, read when it is not in memory.
   * @throws {RoomMissing} when there is none.
   * @throws {RoomElsewhere} when another process holds it.
   * @throws {RoomsStopped} after `close`.
   */
  open(roomId: string): Promise<Room<A>> {
    const open = this.#opening.get(roomId)
    if (open !== undefined) return open
    const opening = this.#load(roomId)
    this.#opening.set(roomId, opening)
    // A failed load leaves nothing behind; the next visitor tries again.
    opening.catch(() => {
      if (this.#opening.get(roomId) === opening) this.#opening.delete(roomId)
    })
    return opening
  }

  /** Lets the room go after a while, if nobody is in it by then. */
  watchIdle(room: Room<A>): void {
    if (room.discarded || room.peers.size > 0 || this.#closed || this.#idleTimers.has(room)) return
    const timer = setTimeout(() => void this.#unload(room), this.#options.around.limits.roomIdleMs)
    timer.unref()
    this.#idleTimers.set(room, timer)
    // once for all who leave together
    this.#surplusLook ??= setImmediate(() => this.#letGoSurplus())
  }

  /** Somebody came. */
  stopIdle(room: Room<A>): void {
    clearTimeout(this.#idleTimers.get(room))
    this.#idleTimers.delete(room)
  }

  /** Closes everybody in a room and forgets it without storing anything more; it is not given up. */
  letGo(roomId: string, reason: CloseReason): void {
    this.#leases.delete(roomId)
    const room = this.#loaded.get(roomId)
    this.#loaded.delete(roomId)
    this.#opening.delete(roomId)
    if (room === undefined) return
    this.stopIdle(room)
    room.discard(reason)
    this.#options.loop.drop(room)
  }

  /** Gives all rooms up, then closes everybody in them. Nothing is opened any more. */
  async close(reason: CloseReason): Promise<void> {
    this.#closed = true
    await this.#release([...this.#loaded.values()].map(({ id, fence }) => ({ room: id, fence })))
    for (const roomId of [...this.#loaded.keys()]) this.letGo(roomId, reason)
  }

  async #load(roomId: string): Promise<Room<A>> {
    const { log, leases, around } = this.#options
    // Asking for a room while it is given up would end in not holding it.
    await this.#releases.get(roomId)
    const lease = await leases.acquire(roomId)
    if (!lease.held) throw new RoomElsewhere(roomId)
    // a copy: an implementation may answer with one object again and again
    const own = { fence: lease.fence }
    this.#leases.set(roomId, own)
    try {
      const stored = await log.load(roomId)
      if (stored === null) throw new RoomMissing(roomId)
      if (this.#closed) throw new RoomsStopped()
      // It was let go while it was being read.
      if (this.#leases.get(roomId) !== own) throw new RoomElsewhere(roomId)
      const room = new Room(roomId, own.fence, stored, around)
      this.#loaded.set(roomId, room)
      await this.#prepare(room)
      return room
    } catch (err) {
      if (this.#leases.get(roomId) === own) this.#giveUp(roomId, own.fence)
      throw err
    }
  }

  async #prepare(room: Room<A>): Promise<void> {
    try {
      await this.#options.prepare?.(room.id, (change) => room.edit(change))
    } catch (err) {
      if (!room.discarded) {
        this.letGo(room.id, 'storage_down')
        this.#giveUp(room.id, room.fence)
      }
      throw err
    }
  }

  /** Opening a room again takes a moment; keeping all that somebody looked at takes memory without bound. */
  #letGoSurplus(): void {
    this.#surplusLook = null
    const { idleRooms, idleBytes } = this.#options.around.limits
    let rooms = 0
    let bytes = 0
    for (const [room, timer] of [...this.#idleTimers].reverse()) {
      rooms += 1
      bytes += room.keptBytes
      if ((rooms <= idleRooms && bytes <= idleBytes) || room.busy) continue
      clearTimeout(timer)
      void this.#unload(room)
    }
  }

  async #unload(room: Room<A>): Promise<void> {
    const { loop, around } = this.#options
    const stays = () => room.discarded || room.peers.size > 0 || this.#closed
    this.#idleTimers.delete(room)
    if (stays()) return
    if (!room.busy && room.compaction.tailLength >= around.limits.idleTailUpdates) await loop.compact(room)
    if (stays()) return
    if (room.busy) return this.watchIdle(room)
    this.letGo(room.id, 'restarting')
    this.#giveUp(room.id, room.fence)
  }

  #giveUp(roomId: string, fence: number): void {
    this.#leases.delete(roomId)
    const release = this.#release([{ room: roomId, fence }])
    this.#releases.set(roomId, release)
    void release.then(() => {
      if (this.#releases.get(roomId) === release) this.#releases.delete(roomId)
    })
  }

  /** Never rejects. */
  async #release(rooms: readonly HeldRoom[]): Promise<void> {
    if (rooms.length === 0) return
    try {
      await this.#options.leases.release(rooms)
    } catch (err) {
      // Another process takes them when this one is gone.
      this.#options.around.logger.warn({ err, rooms: rooms.length }, 'rooms could not be given up')
    }
  }
}
