import { CLOSE_CODES, type CloseReason } from './close-codes.ts'
import { keepNothingUnfinished, watchIncoming } from './incoming-bytes.ts'
import { ROOM_LIMITS } from './limits.ts'
import type { WebSocketLike } from './peer-socket.ts'

/** How long a socket that goes on sending has to take the reason, in ms: it may be busy with a day's backlog. */
const CUT_AFTER_MS = 2_500

/**
 * Cuts off a socket that was closed and goes on sending. Not at once: the reason lies behind what it still has to read, and
 * a reset would overtake it, so that an honest client would come back with the same. Until then nothing of it is read.
 */
export function cutUnread(socket: WebSocketLike): void {
  socket.pause?.()
  setTimeout(() => socket.terminate(), CUT_AFTER_MS).unref()
}

/** Closes a socket that enters no room; one that goes on sending is cut off, like a peer's that was closed (SPEC.md R8). */
export function turnAway(socket: WebSocketLike, reason: CloseReason): void {
  let came = 0
  watchIncoming(socket, (bytes) => {
    const before = came
    came += bytes
    if (before <= ROOM_LIMITS.closedBytes && came > ROOM_LIMITS.closedBytes) cutUnread(socket)
  })
  socket.close(CLOSE_CODES[reason].code, reason)
  keepNothingUnfinished(socket)
}
