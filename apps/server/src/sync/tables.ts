import type { Generated } from 'kysely'

/** A room, its holder and the head of its snapshot, which every update up to `snapshot_seq` is folded into. */
interface SyncRoomTable {
  id: string
  epoch: string
  /** The Yjs client id under which the server writes: an unsigned 32-bit number. */
  server_client: number
  state_vector: Uint8Array
  snapshot_seq: number
  /** Raised by every change of holder: whoever knows another number may not write. */
  fence: Generated<number>
  /** The process that holds the room, or null. */
  holder: Generated<string | null>
  /** Which parts are the snapshot. */
  generation: Generated<number>
}

/** The parts of a room's snapshot; those of other generations are not written to the end yet, or left over. */
interface SyncPartTable {
  room_id: string
  generation: number
  part: number
  body: Uint8Array
}

/** The updates since the snapshot, numbered by room; those up to `snapshot_seq` are left over. */
interface SyncUpdateTable {
  room_id: string
  seq: number
  body: Uint8Array
  /** The state vector of the clients that it advances; null in rows of before. */
  clocks: Uint8Array | null
}

/** Who first used a Yjs client id in a room. */
interface SyncClaimTable {
  room_id: string
  client: number
  author_id: string
}

/** How the people in a room are shown, as its document says; of a room of before, nothing until somebody writes in it. */
interface SyncMannersTable {
  room_id: string
  manners: string
}

/** Tables of this feature. */
export interface SyncTables {
  sync_room: SyncRoomTable
  sync_part: SyncPartTable
  sync_update: SyncUpdateTable
  sync_claim: SyncClaimTable
  sync_manners: SyncMannersTable
}
