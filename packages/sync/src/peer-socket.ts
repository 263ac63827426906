/** The part of the `ws` library's WebSocket that a room uses. */
export interface WebSocketLike {
  readonly readyState: number
  readonly bufferedAmount: number
  /** The negotiated extensions; anything but none forbids writing frames past the library. */
  readonly extensions: string
  send(message: Uint8Array, done?: (err?: Error) => void): void
  close(code: number, reason: string): void
  terminate(): void
  /** Reads nothing more; left out where a socket cannot stop. */
  pause?(): void
  ping(): void
  on(
    event: 'message',
    listener: (message: Buffer | ArrayBuffer | Buffer[], isBinary: boolean) => void,
  ): unknown
  on(event: 'close', listener: (code: number) => void): unknown
  on(event: 'ping' | 'pong', listener: () => void): unknown
  on(event: 'error', listener: (err: Error) => void): unknown
}

/** `ws` before framing: writing here skips its per-socket header allocation and corking. */
interface RawSocket {
  readonly writable: boolean
  write(bytes: Uint8Array, done?: (err?: Error | null) => void): boolean
  cork(): void
  uncork(): void
}

/** `WebSocket.OPEN` of every implementation. */
const OPEN = 1

/** One or more messages framed once, to be written to many sockets. */
export interface WireFrames {
  readonly wire: Buffer
  readonly messages: readonly Uint8Array[]
}

/**
 * Frames messages as a server writes them (RFC 6455 5.2: final, binary, unmasked), each in a frame of its own
 * because y-websocket reads one message per frame.
 */
export function frameMessages(messages: readonly Uint8Array[]): WireFrames {
  let bytes = 0
  for (const { length } of messages) bytes += headerBytes(length) + length
  const wire = Buffer.allocUnsafe(bytes)
  let at = 0
  for (const message of messages) {
    at = writeHeader(wire, at, message.length)
    wire.set(message, at)
    at += message.length
  }
  return { wire, messages }
}

/** Two sets of frames as one: a single write to every socket. */
export function joinFrames(first: WireFrames, second: WireFrames): WireFrames {
  return {
    wire: Buffer.concat([first.wire, second.wire]),
    messages: [...first.messages, ...second.messages],
  }
}

/**
 * Writes pre-built frames: straight to the TCP socket where no extension is in use (30 % of the relay's
 * processor time at 150 peers), else through the library.
 */
export function writeFrames(socket: WebSocketLike, frames: WireFrames, flushed?: () => void): void {
  if (socket.readyState !== OPEN || frames.messages.length === 0) return
  const raw = rawSocket(socket)
  if (raw !== null) {
    raw.write(frames.wire, flushed && ((err) => (err ? undefined : flushed())))
    return
  }
  const last = frames.messages.length - 1
  frames.messages.forEach((message, index) => {
    if (index === last && flushed) socket.send(message, (err) => (err ? undefined : flushed()))
    else socket.send(message)
  })
}

/** Writes two sets of frames in one system call where that is possible. */
export function writeBoth(socket: WebSocketLike, first: WireFrames, second: WireFrames): void {
  const raw = rawSocket(socket)
  raw?.cork()
  writeFrames(socket, first)
  writeFrames(socket, second)
  raw?.uncork()
}

function rawSocket(socket: WebSocketLike): RawSocket | null {
  if (socket.extensions !== '' || !('_socket' in socket)) return null
  // `ws` keeps its net.Socket here (8.23.0); what matters of it is checked on the next line.
  const raw = socket._socket as Partial<RawSocket> | null
  if (raw === null || raw.writable !== true || typeof raw.write !== 'function') return null
  return raw as RawSocket // a stream that has `write` has `cork` and `uncork` too
}

/** Lengths up to here stand in the header's second byte. */
const SHORT_MAX = 125
/** Lengths up to here take two bytes more, longer ones eight. */
const MEDIUM_MAX = 0xff_ff

/** Length of the header of a frame whose message is so long. */
export function headerBytes(length: number): number {
  if (length <= SHORT_MAX) return 2
  return length <= MEDIUM_MAX ? 4 : 10
}

/** Writes a frame's header; the return value is where its message begins. */
export function writeHeader(wire: Buffer, at: number, length: number): number {
  wire[at] = 0x82
  if (length <= SHORT_MAX) wire[at + 1] = length
  else if (length <= MEDIUM_MAX) {
    wire[at + 1] = 126
    wire.writeUInt16BE(length, at + 2)
  } else {
    wire[at + 1] = 127
    wire.writeBigUInt64BE(BigInt(length), at + 2)
  }
  return at + headerBytes(length)
}

/** The TCP handle, as far as it counts what it was given and what it still has. */
interface WriteCounts {
  readonly bytesWritten: number
  readonly writeQueueSize: number
}

/**
 * A number that grows as what was written to a socket leaves this process. `bufferedAmount` says less: what was queued
 * behind one write leaves in one piece, and counts until the last byte of it is gone.
 */
export function sentBytes(socket: WebSocketLike): number {
  const raw =
    '_socket' in socket ? (socket._socket as { _handle?: Partial<WriteCounts> | null } | null) : null
  const { bytesWritten, writeQueueSize } = raw?._handle ?? {}
  if (typeof bytesWritten === 'number' && typeof writeQueueSize === 'number')
    return bytesWritten - writeQueueSize
  return -socket.bufferedAmount
}

/** One message's bytes, whatever form `ws` delivered them in. */
export function messageBytes(message: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
  if (Array.isArray(message)) return Buffer.concat(message)
  return message instanceof ArrayBuffer ? new Uint8Array(message) : message
}
