import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** One buffer that all sockets read into: a generator must cost less than the server that it loads. */
const SHARED = Buffer.allocUnsafeSlow(256 * 1024)
/** A frame's header as a server writes it: 2 bytes, and 8 for the length of a long one. */
const HEADER_MAX_BYTES = 10
const TEXT = 1
const BINARY = 2
const CLOSE = 8
const PING = 9
const PONG = 10

/** What a socket is opened with. */
export interface RawSocketOptions {
  port: number
  /** Path and query. */
  path: string
  headers?: Readonly<Record<string, string>>
  /** True when left out. */
  answersPings?: boolean | undefined
  onOpen?(): void
  /** Called while `collects` is true; the bytes are valid during the call only. */
  onMessage?(message: Buffer): void
  onClose?(): void
}

/**
 * Frames a message as a client writes it. The mask is zero, so that the bytes can be changed in place; the server
 * cannot know and unmasks as ever.
 */
export function frameOf(
  message: Uint8Array,
  opcode: typeof TEXT | typeof BINARY | typeof PONG = BINARY,
): Buffer {
  const { length } = message
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.alloc(header + 4 + length)
  frame[0] = 0x80 | opcode
  frame[1] = 0x80 | (header === 2 ? length : header === 4 ? 126 : 127)
  if (header === 4) frame.writeUInt16BE(length, 2)
  if (header === 10) frame.writeUInt32BE(length, 6)
  frame.set(message, header + 4)
  return frame
}

/** A WebSocket client that skips what nobody looks at. */
export class RawSocket {
  /** Whether messages are handed over; what comes is only counted otherwise. */
  collects = true
  frames = 0
  bytes = 0
  isOpen = false
  closed = false
  /** The server's close code, once it sent one. */
  closeCode: number | null = null
  readonly #options: RawSocketOptions
  readonly #socket: Socket
  #http = ''
  #opcode = 0
  /** Bytes of the present frame that have not come yet. */
  #missing = 0
  #isWhole = false
  #parts: Buffer[] = []
  readonly #header = Buffer.alloc(HEADER_MAX_BYTES)
  #headerLength = 0

  constructor(options: RawSocketOptions) {
    this.#options = options
    this.#socket = connect({
      port: options.port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: SHARED,
        callback: (length) => {
          this.#read(SHARED.subarray(0, length))
          return true
        },
      },
    })
    this.#socket.on('connect', () => this.#socket.write(upgradeRequest(options)))
    // `close` follows
    this.#socket.on('error', () => {})
    this.#socket.on('close', () => {
      this.closed = true
      this.isOpen = false
      options.onClose?.()
    })
  }

  /** Sends a message as one binary frame. */
  send(message: Uint8Array): void {
    this.write(frameOf(message))
  }

  /** Sends a message as one text frame. */
  sendText(message: string): void {
    this.write(frameOf(Buffer.from(message), TEXT))
  }

  /** Sends bytes that are framed already. */
  write(frame: Buffer): void {
    if (!this.closed) this.#socket.write(frame)
  }

  /** Stops reading, as a sleeping laptop does. */
  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  /** Cuts the connection. */
  destroy(): void {
    this.#socket.destroy()
  }

  #read(chunk: Buffer): void {
    if (this.isOpen) {
      this.bytes += chunk.length
      this.#walk(chunk)
      return
    }
    this.#http += chunk.toString('latin1')
    const end = this.#http.indexOf('\r\n\r\n')
    if (end < 0) return
    if (!this.#http.startsWith('HTTP/1.1 101')) {
      this.#socket.destroy()
      return
    }
    const rest = Buffer.from(this.#http.slice(end + 4), 'latin1')
    this.#http = ''
    this.isOpen = true
    this.#options.onOpen?.()
    if (rest.length > 0) this.#read(rest)
  }

  #walk(chunk: Buffer): void {
    let at = 0
    while (at < chunk.length) {
      if (this.#missing > 0) {
        const end = Math.min(at + this.#missing, chunk.length)
        this.#take(chunk.subarray(at, end))
        at = end
      } else at = this.#readHeader(chunk, at)
    }
  }

  #take(piece: Buffer): void {
    const isAll = this.#isWhole && piece.length === this.#missing
    this.#isWhole = false
    this.#missing -= piece.length
    if (isAll) this.#finish(piece)
    else {
      if (this.#isLookedAt) this.#parts.push(Buffer.from(piece))
      if (this.#missing === 0) this.#finish(Buffer.concat(this.#parts.splice(0)))
    }
  }

  get #isLookedAt(): boolean {
    return this.collects || this.#opcode >= CLOSE
  }

  /** Byte by byte where a header is cut in two; that is rare. */
  #readHeader(chunk: Buffer, from: number): number {
    let at = from
    while (at < chunk.length) {
      this.#header[this.#headerLength++] = chunk[at++] ?? 0
      const needed = headerLength(this.#header, this.#headerLength)
      if (this.#headerLength < needed) continue
      this.#headerLength = 0
      this.#opcode = (this.#header[0] ?? 0) & 15
      this.#missing = payloadLength(this.#header)
      this.#isWhole = true
      if (this.#missing === 0) this.#finish(Buffer.alloc(0))
      return at
    }
    return at
  }

  #finish(message: Buffer): void {
    if (this.#opcode === PING) {
      if (this.#options.answersPings !== false) this.write(frameOf(message, PONG))
    } else if (this.#opcode === CLOSE) {
      this.closeCode = message.length >= 2 ? message.readUInt16BE(0) : null
      this.#socket.end()
    } else if (this.#opcode !== PONG) {
      this.frames += 1
      if (this.collects) this.#options.onMessage?.(message)
    }
  }
}

function upgradeRequest({ port, path, headers = {} }: RawSocketOptions): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: localhost:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ]
  return `${lines.join('\r\n')}\r\n\r\n`
}

/** How long the header is, as far as its first bytes say. */
function headerLength(header: Buffer, known: number): number {
  if (known < 2) return 2
  const length = (header[1] ?? 0) & 127
  return length < 126 ? 2 : length === 126 ? 4 : 10
}

function payloadLength(header: Buffer): number {
  const length = (header[1] ?? 0) & 127
  if (length < 126) return length
  return length === 126 ? header.readUInt16BE(2) : Number(header.readBigUInt64BE(2))
}
