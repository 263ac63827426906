import { LogConflict, RoomExists, RoomFenced, RoomMissing } from '../errors.ts'
import type { Compaction, RoomBatch, RoomSeed, StoredRoom, UpdateLog } from '../update-log.ts'

/** An update log in memory, for tests: it can be told to fail, and outlives the rooms that use it. */
export class MemoryUpdateLog implements UpdateLog {
  readonly #rooms = new Map<string, StoredRoom>()
  /** Rooms that changed hands, and under which fence they are held. */
  readonly #fences = new Map<string, number>()
  #failure: Error | null = null
  #appends = 0
  #heldAppends = 0
  #appendGate: Promise<void> | null = null
  #loadGate: Promise<void> | null = null

  /** How many appends succeeded. */
  get appends(): number {
    return this.#appends
  }

  /** How many appends are held back at present. */
  get heldAppends(): number {
    return this.#heldAppends
  }

  /** From now on every call fails with this error; null ends it. */
  failWith(failure: Error | null): void {
    this.#failure = failure
  }

  /** Holds appends back until the returned function is called. */
  holdAppends(): () => void {
    const gate = newGate()
    this.#appendGate = gate.passed
    return () => {
      this.#appendGate = null
      gate.open()
    }
  }

  /** Holds loads back until the returned function is called. */
  holdLoads(): () => void {
    const gate = newGate()
    this.#loadGate = gate.passed
    return () => {
      this.#loadGate = null
      gate.open()
    }
  }

  /** Takes a room from whoever holds it; the fence of the new holder. */
  raiseFence(room: string): number {
    this.#require(room)
    const fence = this.fenceOf(room) + 1
    this.#fences.set(room, fence)
    return fence
  }

  /** Whether there is such a room. */
  has(room: string): boolean {
    return this.#rooms.has(room)
  }

  /** The fence under which a room may be written. */
  fenceOf(room: string): number {
    return this.#fences.get(room) ?? 0
  }

  async create(room: string, seed: RoomSeed): Promise<void> {
    this.#check()
    if (this.#rooms.has(room)) throw new RoomExists(room)
    this.#rooms.set(room, { ...seed, snapshotSeq: 0, tail: [] })
  }

  async load(room: string): Promise<StoredRoom | null> {
    await this.#loadGate
    this.#check()
    return this.#rooms.get(room) ?? null
  }

  async append(batches: readonly RoomBatch[]): Promise<void> {
    if (this.#appendGate !== null) {
      this.#heldAppends += 1
      await this.#appendGate
      this.#heldAppends -= 1
    }
    this.#check()
    const next = new Map<string, StoredRoom>()
    for (const batch of batches) {
      const stored = this.#rooms.get(batch.room)
      if (stored === undefined) throw new RoomMissing(batch.room)
      this.#checkFence(batch.room, batch.fence)
      const same = stored.tail.find((entry) => entry.seq === batch.seq)
      if (same !== undefined) {
        if (!equalBytes(same.update, batch.update)) throw new LogConflict(batch.room, batch.seq)
        continue
      }
      if (batch.seq <= stored.snapshotSeq) throw new LogConflict(batch.room, batch.seq)
      const tail = [...stored.tail, { seq: batch.seq, update: batch.update, clocks: batch.clocks }]
      const manners = batch.manners ?? stored.manners
      next.set(batch.room, { ...stored, tail, claims: [...stored.claims, ...batch.claims], manners })
    }
    for (const [room, stored] of next) this.#rooms.set(room, stored)
    this.#appends += 1
  }

  async compact(room: string, { fence, upToSeq, snapshot }: Compaction): Promise<void> {
    this.#check()
    const stored = this.#require(room)
    this.#checkFence(room, fence)
    if (stored.snapshotSeq > upToSeq) throw new LogConflict(room, upToSeq)
    const tail = stored.tail.filter((entry) => entry.seq > upToSeq)
    this.#rooms.set(room, { ...stored, ...snapshot, snapshotSeq: upToSeq, tail })
  }

  async remove(room: string): Promise<void> {
    this.#check()
    this.#rooms.delete(room)
    this.#fences.delete(room)
  }

  #require(room: string): StoredRoom {
    const stored = this.#rooms.get(room)
    if (stored === undefined) throw new RoomMissing(room)
    return stored
  }

  #checkFence(room: string, fence: number): void {
    if (fence !== this.fenceOf(room)) throw new RoomFenced(room, fence)
  }

  #check(): void {
    if (this.#failure !== null) throw this.#failure
  }
}

function newGate(): { passed: Promise<void>; open: () => void } {
  let open: () => void = () => undefined
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open }
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
