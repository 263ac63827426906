import * as Y from 'yjs'

/** The author of everything that the server itself writes: the seed, repairs, changes written back. */
export const SERVER_AUTHOR = ''

/** A Yjs client id and the author who first used it in a room. */
export interface ClientClaim {
  client: number
  authorId: string
}

/** A garbage-collected state: one Yjs update (version 1) and its state vector. */
export interface StoredSnapshot {
  update: Uint8Array
  stateVector: Uint8Array
}

/** How a room begins. */
export interface RoomSeed extends StoredSnapshot {
  /** Changes when a room is replaced: copies of the former one must not be merged. */
  epoch: string
  /** The Yjs client id under which the server writes in this room. */
  serverClient: number
  claims: readonly ClientClaim[]
}

/** Everything durable about a room. */
export interface StoredRoom extends StoredSnapshot {
  epoch: string
  serverClient: number
  /** The last update folded into the snapshot; 0 for none. */
  snapshotSeq: number
  /** The updates since, ascending by `seq`. */
  tail: readonly { seq: number; update: Uint8Array }[]
  claims: readonly ClientClaim[]
}

/** What one tick adds to one room. */
export interface RoomBatch {
  room: string
  /** One more than the room's last; a second writer of the same room is found out by it. */
  seq: number
  update: Uint8Array
  claims: readonly ClientClaim[]
}

/** Where rooms are kept. `updateLogContract` of `@tablee/sync/testing` says what an implementation must do. */
export interface UpdateLog {
  /** @throws {RoomExists} when there is one of that name. */
  create(room: string, seed: RoomSeed): Promise<void>
  /** Null when there is no such room; any other trouble throws. */
  load(room: string): Promise<StoredRoom | null>
  /**
   * Makes all batches durable in one transaction, or none. Appending the same batch again succeeds, so that a
   * commit whose answer was lost can be retried.
   * @throws {LogConflict} when another update stands at that place.
   * @throws {RoomMissing} when a room is gone.
   */
  append(batches: readonly RoomBatch[]): Promise<void>
  /**
   * Folds the snapshot and the updates up to `upToSeq` into a new snapshot and forgets those updates; updates
   * after `upToSeq` stay. `build` gets what is stored, oldest first.
   */
  compact(room: string, upToSeq: number, build: BuildSnapshot): Promise<StoredSnapshot>
  /** Forgets a room; no error when there is none. */
  remove(room: string): Promise<void>
}

/** Makes one snapshot of updates in order. */
export type BuildSnapshot = (updates: readonly Uint8Array[]) => StoredSnapshot | Promise<StoredSnapshot>

/**
 * Folds updates through a real document. Not `Y.mergeUpdates`: that keeps every deleted character (22 MB where
 * a document keeps 1.2 MB).
 */
export function foldUpdates(updates: readonly Uint8Array[]): StoredSnapshot {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  const snapshot = { update: Y.encodeStateAsUpdate(doc), stateVector: Y.encodeStateVector(doc) }
  doc.destroy()
  return snapshot
}
