/** The author of everything that the server itself writes: the seed, repairs, changes written back. */
export const SERVER_AUTHOR = ''

/** A Yjs client id and the author who first used it in a room. */
export interface ClientClaim {
  client: number
  authorId: string
}

/**
 * A garbage-collected state: Yjs updates (version 1) that each build only on what comes before them, and the state
 * vector of all. When there are several, deletions have parts of their own at the end.
 */
export interface StoredSnapshot {
  parts: readonly Uint8Array[]
  stateVector: Uint8Array
}

/** How a room begins. */
export interface RoomSeed extends StoredSnapshot {
  /** Changes when a room is replaced: copies of the former one must not be merged. */
  epoch: string
  /** The Yjs client id under which the server writes in this room. */
  serverClient: number
  claims: readonly ClientClaim[]
  /** How its people are to be shown, as the room wrote it (SPEC.md L10); of a room of before, not known. */
  manners?: string | undefined
}

/** An update since the snapshot. */
interface StoredUpdate {
  seq: number
  update: Uint8Array
  /**
   * The encoded state vector of the clients that the update advances, where it was stored: reading it from the update
   * decodes the whole of that.
   */
  clocks?: Uint8Array | undefined
}

/** Everything durable about a room. */
export interface StoredRoom extends StoredSnapshot {
  epoch: string
  serverClient: number
  /** The last update folded into the snapshot; 0 for none. */
  snapshotSeq: number
  /** The updates since, ascending by `seq`. */
  tail: readonly StoredUpdate[]
  claims: readonly ClientClaim[]
  /** What the last batch said that said something of it, or the seed. */
  manners?: string | undefined
}

/** What one tick adds to one room. */
export interface RoomBatch extends StoredUpdate {
  room: string
  /** One more than the room's last; a second writer of the same room is found out by it. */
  seq: number
  claims: readonly ClientClaim[]
  /** How its people are to be shown from this update on, when that changes. */
  manners?: string | undefined
  /** The writer's right to the room, from its lease. */
  fence: number
}

/** A snapshot that replaces what it was folded from. */
export interface Compaction {
  /** The writer's right to the room, from its lease. */
  fence: number
  /** The last update that is folded in. */
  upToSeq: number
  snapshot: StoredSnapshot
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
   * @throws {RoomFenced} when a room has another holder by now.
   * @throws {LogConflict} when another update stands at that place.
   * @throws {RoomMissing} when a room is gone.
   */
  append(batches: readonly RoomBatch[]): Promise<void>
  /**
   * Replaces the snapshot by one that everything up to `upToSeq` is folded into, and forgets those updates. Later
   * ones stay. Written in small transactions, switched over in one.
   * @throws {RoomFenced} when the room has another holder by now.
   * @throws {LogConflict} when the snapshot already goes further.
   * @throws {RoomMissing} when the room is gone.
   */
  compact(room: string, compaction: Compaction): Promise<void>
  /** Forgets a room; no error when there is none. */
  remove(room: string): Promise<void>
}

/**
 * Folds updates in order into a snapshot; not necessarily in this thread. They may be views of larger buffers, which
 * the room goes on using.
 */
export type FoldUpdates = (updates: readonly Uint8Array[]) => Promise<StoredSnapshot>
