import type { CloseReason } from './close-codes.ts'
import { watchIncoming } from './incoming-bytes.ts'
import type { Peer } from './peer.ts'
import { messageBytes, type WebSocketLike } from './peer-socket.ts'

/** Who hears a peer's socket. */
export interface PeerListener {
  /** A whole message, which the peer may send as far as its bytes go. */
  message(bytes: Uint8Array): void
  /** The socket is to be closed. */
  refuse(reason: CloseReason): void
  /** The socket is gone. */
  gone(code: number): void
  /** Now, in ms. */
  now(): number
}

/** Listens to a peer's socket: everything that it brings is counted, also what is no message (SPEC.md U7). */
export function listenToPeer<A>(socket: WebSocketLike, peer: Peer<A>, listener: PeerListener): void {
  const countBytes = (bytes: number, waiting: number) => {
    if (peer.closed) peer.cameAfterClose(bytes, listener.now())
    else if (!peer.spendBytes(bytes, waiting, listener.now())) listener.refuse('rate_limited')
  }
  const countControl = () => {
    if (!peer.closed && !peer.spend(false, listener.now())) listener.refuse('rate_limited')
    // Where bytes are not told, this is all that shows that somebody is there.
    else if (!isWatched) countBytes(0, 0)
  }
  const isWatched = watchIncoming(socket, countBytes)
  socket.on('message', (message, isBinary) => {
    const bytes = messageBytes(message)
    if (peer.closed) {
      if (!isWatched) countBytes(bytes.length, 0)
      return
    }
    if (!isBinary) return listener.refuse('malformed')
    peer.completed()
    if (!isWatched) countBytes(bytes.length, 0)
    if (!peer.closed) listener.message(bytes)
  })
  socket.on('ping', countControl)
  socket.on('pong', countControl)
  // The library reports broken frames so, and closes by itself.
  socket.on('error', () => peer.markClosed())
  socket.on('close', (code) => {
    peer.markClosed(code)
    listener.gone(code)
  })
}
