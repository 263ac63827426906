import type { WebSocketLike } from './peer-socket.ts'

/** What something that is kept takes in memory beside its content, in bytes. */
export const PIECE_BYTES = 256

/** The TCP socket, as far as its bytes are counted. */
interface ByteSource {
  prependListener(event: 'data', listener: (chunk: { readonly length: number }) => void): unknown
  on(event: 'data', listener: () => void): unknown
}

/** What `ws` (8.23.0) keeps of a message that is not complete: whole pieces, and the bytes of the one that is coming. */
interface Unfinished {
  _bufferedBytes: number
  _messageLength: number
  readonly _fragments: unknown[]
  readonly _buffers: unknown[]
  /** What it reads at present, and of which kind. */
  _state: number
  _opcode: number
  /** How much the piece that is coming still has to bring, and all pieces of the message together. */
  _payloadLength: number
  _totalPayloadLength: number
  /** A view of the chunk that it came in, which it keeps in memory. */
  _mask: Uint8Array | undefined
}

/** The state in which the content of a piece is read. */
const READS_CONTENT = 4
/** Close, ping and pong have kinds from here on. */
const CONTROL = 8
/** A mask that changes nothing. */
const NO_MASK = new Uint8Array(4)

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

/**
 * From here on nothing is kept of a message that is not complete: what is there goes, and what comes goes as it comes. It
 * counts as read, so that the goodbye behind it is found.
 */
export function keepNothingUnfinished(socket: WebSocketLike): void {
  if (!('_socket' in socket) || !('_receiver' in socket)) return
  const source = socket._socket as Partial<ByteSource> | null
  const receiver = socket._receiver as Partial<Unfinished> | null
  if (!isUnfinished(receiver)) return
  const skip = () => skipUnfinished(receiver)
  // what the library is reading at this moment it keeps when it has done so
  queueMicrotask(skip)
  source?.on?.('data', skip)
}

/** Only between two chunks: within one the library counts on what it has. */
function skipUnfinished(receiver: Unfinished): void {
  let skipped = receiver._messageLength
  receiver._fragments.length = 0
  receiver._messageLength = 0
  if (receiver._state === READS_CONTENT && receiver._opcode < CONTROL) {
    skipped += receiver._bufferedBytes
    receiver._payloadLength -= receiver._bufferedBytes
    receiver._buffers.length = 0
    receiver._bufferedBytes = 0
    if (receiver._mask !== undefined) receiver._mask = NO_MASK
  }
  receiver._totalPayloadLength -= skipped
}

function waitingIn({ _bufferedBytes, _messageLength, _fragments, _buffers }: Unfinished): number {
  return _bufferedBytes + _messageLength + PIECE_BYTES * (_fragments.length + _buffers.length)
}

function isUnfinished(receiver: Partial<Unfinished> | null): receiver is Unfinished {
  return (
    typeof receiver?._bufferedBytes === 'number' &&
    typeof receiver._messageLength === 'number' &&
    typeof receiver._state === 'number' &&
    typeof receiver._opcode === 'number' &&
    typeof receiver._payloadLength === 'number' &&
    typeof receiver._totalPayloadLength === 'number' &&
    Array.isArray(receiver._fragments) &&
    Array.isArray(receiver._buffers)
  )
}

/**
 * Bytes to be kept, without the rest of what they came in where that is as much again or more: a view keeps all of it
 * in memory, up to 64 KB.
 */
export function withoutSurroundings(bytes: Uint8Array): Uint8Array {
  return bytes.buffer.byteLength < 2 * bytes.length ? bytes : new Uint8Array(bytes)
}
