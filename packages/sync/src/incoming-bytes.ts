import type { WebSocketLike } from './peer-socket.ts'

/** What a piece of a message takes in memory beside its content, in bytes. */
const PIECE_BYTES = 256

/** The TCP socket, as far as its bytes are counted. */
interface ByteSource {
  prependListener(event: 'data', listener: (chunk: { readonly length: number }) => void): unknown
}

/** What `ws` (8.23.0) keeps of a message that is not complete: whole pieces, and the bytes of the one that is coming. */
interface Unfinished {
  _bufferedBytes: number
  _messageLength: number
  readonly _fragments: unknown[]
  readonly _buffers: unknown[]
}

/**
 * Tells of each chunk of bytes that a socket gets, before the library reads it: of pieces and control frames nothing
 * else tells. `waiting` is what was there already of a message that is not complete.
 * @returns false for a socket that is not the library's: then nobody counts
 */
export function watchIncoming(
  socket: WebSocketLike,
  came: (bytes: number, waiting: number) => void,
): boolean {
  if (!('_socket' in socket) || !('_receiver' in socket)) return false
  const source = socket._socket as Partial<ByteSource> | null
  const receiver = socket._receiver as Partial<Unfinished> | null
  if (typeof source?.prependListener !== 'function' || !isUnfinished(receiver)) return false
  source.prependListener('data', (chunk) => came(chunk.length, waitingIn(receiver)))
  return true
}

/** What a socket has got of a message that is not complete, in bytes; 0 for one that is not the library's. */
export function unfinishedBytes(socket: WebSocketLike): number {
  if (!('_receiver' in socket)) return 0
  const receiver = socket._receiver as Partial<Unfinished> | null
  return isUnfinished(receiver) ? waitingIn(receiver) : 0
}

/** Lets go of what came of a message that is not complete. Nothing that follows on this socket is a message any more. */
export function dropUnfinished(socket: WebSocketLike): void {
  if (!('_receiver' in socket)) return
  const receiver = socket._receiver as Partial<Unfinished> | null
  if (!isUnfinished(receiver)) return
  receiver._buffers.length = 0
  receiver._bufferedBytes = 0
  receiver._fragments.length = 0
  receiver._messageLength = 0
}

function waitingIn({ _bufferedBytes, _messageLength, _fragments, _buffers }: Unfinished): number {
  return _bufferedBytes + _messageLength + PIECE_BYTES * (_fragments.length + _buffers.length)
}

function isUnfinished(receiver: Partial<Unfinished> | null): receiver is Unfinished {
  return (
    typeof receiver?._bufferedBytes === 'number' &&
    typeof receiver._messageLength === 'number' &&
    Array.isArray(receiver._fragments) &&
    Array.isArray(receiver._buffers)
  )
}
