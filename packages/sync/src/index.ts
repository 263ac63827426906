export { CLOSE_CODES, type CloseReason, closeReason, mayRetry } from './close-codes.ts'
export { LogConflict, RoomExists, RoomMissing } from './errors.ts'
export {
  AWARENESS_STATE_MAX_BYTES,
  FRAME_MAX_BYTES,
  KEEPALIVE_MS,
  ROOM_IDLE_MS,
  ROOM_LIMITS,
  type RoomLimits,
} from './limits.ts'
export type { RoomRefusal, RoomRules } from './live-document.ts'
export type { Peer, PeerOptions } from './peer.ts'
export type { WebSocketLike } from './peer-socket.ts'
export type { RoomNotice } from './protocol.ts'
export type { PeerIdentity } from './room-awareness.ts'
export type { RoomLogger } from './room-surroundings.ts'
export { Rooms, type RoomsOptions } from './rooms.ts'
export {
  type BuildSnapshot,
  type ClientClaim,
  foldUpdates,
  type RoomBatch,
  type RoomSeed,
  SERVER_AUTHOR,
  type StoredRoom,
  type StoredSnapshot,
  type UpdateLog,
} from './update-log.ts'
