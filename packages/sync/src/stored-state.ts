import * as Y from 'yjs'
import { frameMessages, type WireFrames } from './peer-socket.ts'
import { EMPTY_UPDATE, SYNC_STEP_2, SYNC_UPDATE, syncMessage } from './protocol.ts'
import type { StoredRoom, StoredSnapshot } from './update-log.ts'

/** Next clock by client. */
export type Clocks = ReadonlyMap<number, number>

const STEP_2_EMPTY = frameMessages([syncMessage(SYNC_STEP_2, EMPTY_UPDATE)])

/**
 * What is on disk of one room, as bytes: snapshot and tail. Newcomers are served from it without a live
 * document, and never see what a crash could lose.
 */
export class StoredState {
  #snapshot: StoredSnapshot
  #snapshotClocks: Clocks
  #tail: { seq: number; update: Uint8Array }[]
  #tailBytes: number
  #lastSeq: number
  #clocks: Map<number, number>
  #fullFrames: WireFrames | null = null
  /** The snapshot's deletions alone: a state vector does not say which of them a client has. */
  #deletionFrames: WireFrames | null = null
  #tailFrames: WireFrames | null = null

  constructor(stored: StoredRoom) {
    this.#snapshot = { update: stored.update, stateVector: stored.stateVector }
    this.#snapshotClocks = Y.decodeStateVector(stored.stateVector)
    this.#tail = [...stored.tail]
    this.#tailBytes = this.#tail.reduce((sum, entry) => sum + entry.update.length, 0)
    this.#lastSeq = this.#tail.at(-1)?.seq ?? stored.snapshotSeq
    this.#clocks = new Map(this.#snapshotClocks)
    for (const { update } of this.#tail) this.#advance(Y.parseUpdateMeta(update).to)
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
    return this.#tail.length
  }

  get tailBytes(): number {
    return this.#tailBytes
  }

  get snapshotBytes(): number {
    return this.#snapshot.update.length
  }

  /** Snapshot and tail, oldest first. */
  get updates(): Uint8Array[] {
    return [this.#snapshot.update, ...this.#tail.map((entry) => entry.update)]
  }

  /** The next update is durable. */
  append(seq: number, update: Uint8Array): void {
    this.#tail.push({ seq, update })
    this.#tailBytes += update.length
    this.#lastSeq = seq
    this.#advance(Y.parseUpdateMeta(update).to)
    this.#fullFrames = null
    this.#tailFrames = null
  }

  /** The updates up to `seq` are now in this snapshot. */
  compacted(seq: number, snapshot: StoredSnapshot): void {
    this.#snapshot = snapshot
    this.#snapshotClocks = Y.decodeStateVector(snapshot.stateVector)
    this.#tail = this.#tail.filter((entry) => entry.seq > seq)
    this.#tailBytes = this.#tail.reduce((sum, entry) => sum + entry.update.length, 0)
    this.#fullFrames = null
    this.#deletionFrames = null
    this.#tailFrames = null
  }

  /** Frames that bring a client at `clocks` up to date and end with a step 2, which fires its `synced`. */
  framesFor(clocks: Clocks): readonly WireFrames[] {
    if (clocks.size === 0) {
      this.#fullFrames ??= this.#frameFull()
      return [this.#fullFrames]
    }
    const missing = covers(clocks, this.#snapshotClocks) ? this.#frameDeletions() : this.#frameMissing(clocks)
    return [missing, this.#frameTail(), STEP_2_EMPTY]
  }

  #frameFull(): WireFrames {
    const first = syncMessage(this.#tail.length === 0 ? SYNC_STEP_2 : SYNC_UPDATE, this.#snapshot.update)
    if (this.#tail.length === 0) return frameMessages([first])
    return frameMessages([first, ...this.#frameTail().messages, ...STEP_2_EMPTY.messages])
  }

  #frameDeletions(): WireFrames {
    this.#deletionFrames ??= this.#frameMissing(this.#snapshotClocks)
    return this.#deletionFrames
  }

  #frameMissing(clocks: Clocks): WireFrames {
    return frameMessages([
      syncMessage(SYNC_UPDATE, Y.diffUpdate(this.#snapshot.update, encodeClocks(clocks))),
    ])
  }

  #frameTail(): WireFrames {
    this.#tailFrames ??= frameMessages(this.#tail.map(({ update }) => syncMessage(SYNC_UPDATE, update)))
    return this.#tailFrames
  }

  #advance(clocks: Clocks): void {
    for (const [client, clock] of clocks) {
      if (clock > (this.#clocks.get(client) ?? 0)) this.#clocks.set(client, clock)
    }
  }
}

/** Whether a client at `clocks` has every operation of `other`. */
function covers(clocks: Clocks, other: Clocks): boolean {
  for (const [client, clock] of other) {
    if ((clocks.get(client) ?? 0) < clock) return false
  }
  return true
}

/** The Yjs encoding of a state vector. */
export function encodeClocks(clocks: Clocks): Uint8Array {
  // `encodeStateVector` takes a Map and does not change it.
  return Y.encodeStateVector(clocks as Map<number, number>)
}
