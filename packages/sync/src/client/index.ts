export type { AttendanceReport, Attendant } from '../attendance.ts'
export type { RoomNotice } from '../protocol.ts'
export {
  type ConnectRoomOptions,
  connectRoom,
  type RoomClient,
  type RoomClientState,
  RoomClosed,
} from './connect-room.ts'
export { forgetOffline } from './forget-offline.ts'
export type { Saved } from './save-state.ts'
