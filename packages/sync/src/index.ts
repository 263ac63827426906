export { CLOSE_CODES, type CloseReason, closeReason, mayRetry } from './close-codes.ts'
export type { PeerMatch } from './closings.ts'
export { LogConflict, RoomElsewhere, RoomExists, RoomFenced, RoomMissing, RoomsStopped } from './errors.ts'
export { foldUpdates } from './fold-updates.ts'
export {
  AWARENESS_STATE_MAX_BYTES,
  FRAGMENTS_MAX,
  FRAME_MAX_BYTES,
  KEEPALIVE_MS,
  ROOM_IDLE_MS,
  ROOM_LIMITS,
  type RoomLimits,
} from './limits.ts'
export type { CreateRules, Pause } from './open-document.ts'
export type { Peer } from './peer.ts'
export type { PeerOptions } from './peer-options.ts'
export type { WebSocketLike } from './peer-socket.ts'
export type { RoomNotice } from './protocol.ts'
export type { PeerIdentity } from './room-awareness.ts'
export type { HeldRoom, LeaseAnswer, RoomLeases } from './room-leases.ts'
export type { RoomManners } from './room-manners.ts'
export type { RoomRefusal, RoomRules } from './room-rules.ts'
export type { RoomLogger } from './room-surroundings.ts'
export { Rooms, type RoomsOptions } from './rooms.ts'
export { TokenBucket } from './token-bucket.ts'
export { turnAway } from './turn-away.ts'
export {
  type ClientClaim,
  type Compaction,
  type FoldUpdates,
  type RoomBatch,
  type RoomSeed,
  SERVER_AUTHOR,
  type StoredRoom,
  type StoredSnapshot,
  type UpdateLog,
} from './update-log.ts'
