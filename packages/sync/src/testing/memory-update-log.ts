import { LogConflict, RoomExists, RoomMissing } from '../errors.ts'
import type {
  BuildSnapshot,
  RoomBatch,
  RoomSeed,
  StoredRoom,
  StoredSnapshot,
  UpdateLog,
} from '../update-log.ts'

/** An update log in memory, for tests: it can be told to fail, and outlives the rooms that use it. */
export class MemoryUpdateLog implements UpdateLog {
  readonly #rooms = new Map<string, StoredRoom>()
  #failure: Error | null = null
  #appends = 0
  #gate: Promise<void> | null = null

  /** How many appends succeeded. */
  get appends(): number {
    return this.#appends
  }

  /** From now on every call fails with this error; null ends it. */
  failWith(failure: Error | null): void {
    this.#failure = failure
  }

  /** Holds appends back until the returned function is called. */
  holdAppends(): () => void {
    let open: () => void = () => undefined
    this.#gate = new Promise((resolve) => {
      open = resolve
    })
    return () => {
      this.#gate = null
      open()
    }
  }

  async create(room: string, seed: RoomSeed): Promise<void> {
    this.#check()
    if (this.#rooms.has(room)) throw new RoomExists(room)
    this.#rooms.set(room, { ...seed, snapshotSeq: 0, tail: [] })
  }

  async load(room: string): Promise<StoredRoom | null> {
    this.#check()
    return this.#rooms.get(room) ?? null
  }

  async append(batches: readonly RoomBatch[]): Promise<void> {
    if (this.#gate !== null) await this.#gate
    this.#check()
    const next = new Map<string, StoredRoom>()
    for (const batch of batches) {
      const stored = this.#rooms.get(batch.room)
      if (stored === undefined) throw new RoomMissing(batch.room)
      const same = stored.tail.find((entry) => entry.seq === batch.seq)
      if (same !== undefined) {
        if (!equalBytes(same.update, batch.update)) throw new LogConflict(batch.room, batch.seq)
        continue
      }
      if (batch.seq <= stored.snapshotSeq) throw new LogConflict(batch.room, batch.seq)
      const tail = [...stored.tail, { seq: batch.seq, update: batch.update }]
      next.set(batch.room, { ...stored, tail, claims: [...stored.claims, ...batch.claims] })
    }
    for (const [room, stored] of next) this.#rooms.set(room, stored)
    this.#appends += 1
  }

  async compact(room: string, upToSeq: number, build: BuildSnapshot): Promise<StoredSnapshot> {
    this.#check()
    const before = this.#require(room)
    const folded = before.tail.filter((entry) => entry.seq <= upToSeq).map((entry) => entry.update)
    const snapshot = await build([before.update, ...folded])
    const stored = this.#require(room)
    const tail = stored.tail.filter((entry) => entry.seq > upToSeq)
    this.#rooms.set(room, { ...stored, ...snapshot, snapshotSeq: upToSeq, tail })
    return snapshot
  }

  async remove(room: string): Promise<void> {
    this.#check()
    this.#rooms.delete(room)
  }

  #require(room: string): StoredRoom {
    const stored = this.#rooms.get(room)
    if (stored === undefined) throw new RoomMissing(room)
    return stored
  }

  #check(): void {
    if (this.#failure !== null) throw this.#failure
  }
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
