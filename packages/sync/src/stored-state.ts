import * as Y from 'yjs'
import { FramedUpdates } from './framed-updates.ts'
import { frameMessages, type WireFrames } from './peer-socket.ts'
import { EMPTY_UPDATE, SYNC_STEP_2, SYNC_UPDATE, syncMessage } from './protocol.ts'
import { isDeletionsOnly } from './snapshot-parts.ts'
import type { StoredRoom, StoredSnapshot } from './update-log.ts'

/** Next clock by client. */
export type Clocks = ReadonlyMap<number, number>

/** What fires `synced` in a client that got everything as updates. */
const STEP_2_EMPTY = frameMessages([syncMessage(SYNC_STEP_2, EMPTY_UPDATE)])

/**
 * A room with its tail is full at so many times what its snapshot may have: a fold makes it smaller, if it is not full in
 * itself, and takes nine times the bytes in the memory of its thread.
 */
const FULL_WITH_TAIL = 1.5

/** A longer tail is not sent to somebody who may have most of it. */
const SHORT_TAIL_BYTES = 64 * 1024

/** A snapshot in one part is decoded for its deletions up to this size, which takes some milliseconds. */
const SMALL_PART_BYTES = 128 * 1024

/**
 * What is on disk of one room, as bytes: snapshot and tail. Newcomers are served from it without a live
 * document, and never see what a crash could lose.
 */
export class StoredState {
  #snapshot: FramedSnapshot
  #tail: FramedUpdates
  #lastSeq: number
  readonly #clocks: Map<number, number>

  constructor(stored: StoredRoom) {
    this.#snapshot = frameSnapshot(stored)
    this.#tail = new FramedUpdates(stored.tail.map(({ update }) => update))
    this.#lastSeq = stored.tail.at(-1)?.seq ?? stored.snapshotSeq
    this.#clocks = new Map(this.#snapshot.clocks)
    for (const { update, clocks } of stored.tail) {
      this.#advance(clocks ? Y.decodeStateVector(clocks) : clocksOf(update))
    }
  }

  /** The last durable update's number; 0 when the seed is all there is. */
  get lastSeq(): number {
    return this.#lastSeq
  }

  /** The state vector of what is durable. */
  get clocks(): Clocks {
    return this.#clocks
  }

  get tailLength(): number {
    return this.#tail.updates.length
  }

  get tailBytes(): number {
    return this.#tail.bytes
  }

  /** Length of the snapshot. */
  get snapshotBytes(): number {
    return this.#snapshot.operations.bytes + this.#snapshot.deletions.bytes
  }

  /** Why nothing may be added (SPEC.md R18) while so many bytes wait to be stored; null when it may. */
  fullness(roomBytes: number, waiting: number): 'room_full' | 'overloaded' | null {
    const { snapshotBytes } = this
    if (snapshotBytes >= roomBytes) return 'room_full'
    return snapshotBytes + this.#tail.bytes + waiting >= FULL_WITH_TAIL * roomBytes ? 'overloaded' : null
  }

  /** Whether the snapshot has one part only. */
  get inOnePart(): boolean {
    return this.#snapshot.mixed
  }

  /** Snapshot and tail, oldest first. Some are views of larger buffers. */
  get updates(): Uint8Array[] {
    const { operations, deletions } = this.#snapshot
    return [...operations.updates, ...deletions.updates, ...this.#tail.updates]
  }

  /** The next update is durable; `clocks` says how far it goes. */
  append(seq: number, update: Uint8Array, clocks: Clocks): void {
    this.#tail.add(update)
    this.#lastSeq = seq
    this.#advance(clocks)
  }

  /** The first `folded` updates of the tail are now in this snapshot. */
  compacted(folded: number, snapshot: StoredSnapshot): void {
    this.#snapshot = frameSnapshot(snapshot)
    this.#tail = new FramedUpdates(this.#tail.updates.slice(folded))
  }

  /** Frames of everything, for a client that has nothing; a step 2 at the end fires its `synced`. */
  allFrames(): WireFrames[] {
    const { operations, deletions } = this.#snapshot
    return [...operations.frames(), ...deletions.frames(), ...this.#tail.frames(), STEP_2_EMPTY]
  }

  /**
   * Frames for a client at `clocks` that has all operations of the snapshot: its deletions, which a state vector
   * does not show, and the tail. Null when that would be much more than the client lacks.
   */
  latestFrames(clocks: Clocks): WireFrames[] | null {
    const { mixed, operations, deletions } = this.#snapshot
    if (this.#tail.bytes > SHORT_TAIL_BYTES || !covers(clocks, this.#snapshot.clocks)) return null
    if (!mixed) return [...deletions.frames(), ...this.#tail.frames(), STEP_2_EMPTY]
    if (operations.bytes > SMALL_PART_BYTES) return null
    const known = encodeClocks(this.#snapshot.clocks)
    this.#snapshot.mixedDeletions ??= frameMessages(
      operations.updates.map((part) => syncMessage(SYNC_UPDATE, Y.diffUpdate(part, known))),
    )
    return [this.#snapshot.mixedDeletions, ...this.#tail.frames(), STEP_2_EMPTY]
  }

  #advance(clocks: Clocks): void {
    for (const [client, clock] of clocks) {
      if (clock > (this.#clocks.get(client) ?? 0)) this.#clocks.set(client, clock)
    }
  }
}

/** A snapshot as it is served. */
interface FramedSnapshot {
  clocks: Clocks
  operations: FramedUpdates
  deletions: FramedUpdates
  /** There is one part only, which may hold both; and what it deletes, once somebody needed it. */
  mixed: boolean
  mixedDeletions: WireFrames | null
}

function frameSnapshot({ parts, stateVector }: StoredSnapshot): FramedSnapshot {
  return {
    clocks: Y.decodeStateVector(stateVector),
    operations: new FramedUpdates(parts.filter((part) => !isDeletionsOnly(part))),
    deletions: new FramedUpdates(parts.filter(isDeletionsOnly)),
    mixed: parts.length === 1,
    mixedDeletions: null,
  }
}

/** Whether a client at `clocks` has every operation of `other`. */
function covers(clocks: Clocks, other: Clocks): boolean {
  for (const [client, clock] of other) {
    if ((clocks.get(client) ?? 0) < clock) return false
  }
  return true
}

/** How far an update goes: the next clock of every client in it. */
export function clocksOf(update: Uint8Array): Clocks {
  return Y.parseUpdateMeta(update).to
}

/** The Yjs encoding of a state vector. */
export function encodeClocks(clocks: Clocks): Uint8Array {
  // `encodeStateVector` takes a Map and does not change it.
  return Y.encodeStateVector(clocks as Map<number, number>)
}
