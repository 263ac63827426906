import type { WebSocket } from 'ws'

/** What a room listens to. */
type Listener = (...args: never[]) => void

/** Frames on their way to the client, and the callback of their sender. */
interface Outgoing {
  readonly bytes: Uint8Array
  readonly write: () => void
}

/** What a room uses of a TCP socket. */
interface RawSocket {
  write(bytes: Uint8Array, done?: () => void): boolean
  cork(): void
  uncork(): void
}

/**
 * The server's end of a socket with a network that does what a program says: frames can be held back either way and
 * let through a few at a time, and the connection can be lost with or without the server's notice. The order within a
 * connection is kept, as TCP keeps it; between connections there is none.
 */
export class HeldSocket {
  readonly extensions = ''
  readonly #socket: WebSocket
  readonly #closeListeners: Listener[] = []
  readonly #pongListeners: Listener[] = []
  #receive: ((message: Buffer, isBinary: boolean) => void) | null = null
  #incoming: { message: Buffer; isBinary: boolean }[] = []
  #outgoing: Outgoing[] = []
  #holdsIncoming = false
  #holdsOutgoing = false
  /** The client is gone and the server does not know. */
  #unnoticed = false
  #over = false

  constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (message: Buffer, isBinary) => {
      if (this.#over || this.#unnoticed) return
      this.#incoming.push({ message, isBinary })
      this.#pump()
    })
    socket.on('close', () => {
      if (!this.#unnoticed) this.#end()
    })
    socket.on('pong', () => {
      if (!this.#over && !this.#unnoticed && !this.#holdsIncoming) call(this.#pongListeners)
    })
    // the library closes by itself after an error
    socket.on('error', () => undefined)
  }

  get readyState(): number {
    if (this.#over) return this.#socket.CLOSED
    return this.#unnoticed ? this.#socket.OPEN : this.#socket.readyState
  }

  /** What is queued for the client, held frames included. */
  get bufferedAmount(): number {
    return this.#outgoing.reduce((sum, { bytes }) => sum + bytes.length, this.#socket.bufferedAmount)
  }

  /** The raw socket below, where a room writes frames that it has built itself. */
  get _socket(): RawSocket & { writable: boolean } {
    const raw = rawSocket(this.#socket)
    return {
      writable: !this.#over,
      write: (bytes, done) => {
        this.#send(bytes, () => raw.write(bytes, done))
        return true
      },
      cork: () => raw.cork(),
      uncork: () => raw.uncork(),
    }
  }

  send(message: Uint8Array, done?: (err?: Error) => void): void {
    this.#send(message, () => this.#socket.send(message, done))
  }

  /** What is held is lost with the connection. */
  close(code: number, reason: string): void {
    this.#outgoing = []
    this.#socket.close(code, reason)
    if (this.#unnoticed) this.#end()
  }

  terminate(): void {
    this.#socket.terminate()
    this.#end()
  }

  ping(): void {
    if (!this.#over && !this.#unnoticed) this.#socket.ping()
  }

  on(event: 'message' | 'close' | 'ping' | 'pong' | 'error', listener: Listener): void {
    if (event === 'message') {
      // a room listens to messages with these two arguments
      this.#receive = listener as unknown as (message: Buffer, isBinary: boolean) => void
      this.#pump()
    } else if (event === 'close') this.#closeListeners.push(listener)
    else if (event === 'pong') this.#pongListeners.push(listener)
  }

  /** Holds what the client sends. */
  holdIncoming(): void {
    this.#holdsIncoming = true
  }

  /** Holds what the server sends: a client that reads slowly. */
  holdOutgoing(): void {
    this.#holdsOutgoing = true
  }

  /** Lets so many of the client's frames through. */
  letIn(frames: number): void {
    this.#deliver(frames)
  }

  /** Lets so many of the server's frames through. */
  letOut(frames: number): void {
    for (const { write } of this.#outgoing.splice(0, frames)) write()
  }

  /** Lets everything through from here on. */
  letGo(): void {
    this.#holdsIncoming = false
    this.#holdsOutgoing = false
    this.#pump()
    this.letOut(this.#outgoing.length)
  }

  /** The client is gone; the server learns it only when `notice` is called. */
  loseUnnoticed(): void {
    this.#unnoticed = true
    this.#holdsOutgoing = true
    this.#socket.terminate()
  }

  /** The server learns of a lost connection. */
  notice(): void {
    if (this.#unnoticed) this.#end()
  }

  #send(bytes: Uint8Array, write: () => void): void {
    if (this.#over) return
    if (this.#holdsOutgoing) this.#outgoing.push({ bytes, write })
    else write()
  }

  #pump(): void {
    if (!this.#holdsIncoming) this.#deliver(this.#incoming.length)
  }

  #deliver(frames: number): void {
    if (this.#receive === null) return
    for (const { message, isBinary } of this.#incoming.splice(0, frames)) {
      if (!this.#over) this.#receive(message, isBinary)
    }
  }

  #end(): void {
    if (this.#over) return
    this.#over = true
    this.#incoming = []
    this.#outgoing = []
    call(this.#closeListeners)
  }
}

/** Listeners of events that carry nothing. */
function call(listeners: readonly Listener[]): void {
  for (const listener of listeners) (listener as () => void)() // it takes nothing
}

/** `ws` keeps its TCP socket here (8.23.0). */
function rawSocket(socket: WebSocket): RawSocket {
  return (socket as unknown as { _socket: RawSocket })._socket
}
