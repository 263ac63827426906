import { RoomMissing } from '../errors.ts'
import type { HeldRoom, LeaseAnswer, RoomLeases } from '../room-leases.ts'
import type { MemoryUpdateLog } from './memory-update-log.ts'

/** Who holds what over one log in memory, for tests with several processes in one. */
export class MemoryHolders {
  readonly log: MemoryUpdateLog
  readonly #holders = new Map<string, MemoryRoomLeases>()

  constructor(log: MemoryUpdateLog) {
    this.log = log
  }

  /** One more process. */
  join(address: string): MemoryRoomLeases {
    return new MemoryRoomLeases(address, this.log, this.#holders)
  }
}

/** The leases of one process in memory. */
export class MemoryRoomLeases implements RoomLeases {
  readonly address: string
  readonly #log: MemoryUpdateLog
  readonly #holders: Map<string, MemoryRoomLeases>
  #dead = false

  constructor(address: string, log: MemoryUpdateLog, holders: Map<string, MemoryRoomLeases>) {
    this.address = address
    this.#log = log
    this.#holders = holders
  }

  /** From here on others may take what this process holds. */
  die(): void {
    this.#dead = true
  }

  async acquire(room: string): Promise<LeaseAnswer> {
    if (!this.#log.has(room)) throw new RoomMissing(room)
    const holder = this.#holders.get(room)
    if (holder === this) return { held: true, fence: this.#log.fenceOf(room) }
    if (holder !== undefined && !holder.#dead) return { held: false, node: holder.address }
    this.#holders.set(room, this)
    return { held: true, fence: this.#log.raiseFence(room) }
  }

  async release(rooms: readonly HeldRoom[]): Promise<void> {
    for (const { room, fence } of rooms) {
      const ours = this.#holders.get(room) === this && this.#log.fenceOf(room) === fence
      if (ours) this.#holders.delete(room)
    }
  }
}
