/** A room: its snapshot, which every update up to `snapshot_seq` is folded into. */
interface SyncRoomTable {
  id: string
  epoch: string
  /** The Yjs client id under which the server writes: an unsigned 32-bit number. */
  server_client: number
  snapshot: Uint8Array
  state_vector: Uint8Array
  snapshot_seq: number
}

/** The updates since the snapshot, numbered by room. */
interface SyncUpdateTable {
  room_id: string
  seq: number
  body: Uint8Array
}

/** Who first used a Yjs client id in a room. */
interface SyncClaimTable {
  room_id: string
  client: number
  author_id: string
}

/** Tables of this feature. */
export interface SyncTables {
  sync_room: SyncRoomTable
  sync_update: SyncUpdateTable
  sync_claim: SyncClaimTable
}
