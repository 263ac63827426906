import { LogConflict, RoomFenced, RoomMissing } from './errors.ts'

/** The log says that this process may not write the room any more; it names which. */
export function isLost(err: unknown): err is LogConflict | RoomFenced | RoomMissing {
  return err instanceof LogConflict || err instanceof RoomFenced || err instanceof RoomMissing
}
