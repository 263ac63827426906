import { EventEmitter } from 'node:events'
import type { WebSocketLike } from '@tablee/sync'

/** States of a WebSocket. */
const CONNECTING = 0
const OPEN = 1
const CLOSED = 3
/** How a connection ended that nobody closed. */
const CUT_CODE = 1006

/** Takes one end of a connection into the rooms; `door` is what stands in the address behind the host. */
export type TakeSocket = (socket: WebSocketLike, door: string) => void

/**
 * A WebSocket class whose connections stay within this process: the same messages in the same order between a client and
 * the rooms as over the network, without a port that anybody else could knock at.
 */
export function memorySockets(take: TakeSocket): typeof WebSocket {
  class MemorySocket {
    readonly OPEN = OPEN
    readyState = CONNECTING
    binaryType = 'arraybuffer'
    onopen: (() => void) | null = null
    onmessage: ((event: { data: ArrayBuffer }) => void) | null = null
    onclose: ((event: { code: number; reason: string }) => void) | null = null
    onerror: ((event: unknown) => void) | null = null
    readonly #server: ServerEnd

    constructor(address: string | URL) {
      this.#server = new ServerEnd({
        message: (bytes) => this.onmessage?.({ data: bytes }),
        closed: (code, reason) => {
          this.readyState = CLOSED
          this.onclose?.({ code, reason })
        },
      })
      setImmediate(() => {
        if (this.readyState !== CONNECTING) return
        this.readyState = OPEN
        take(this.#server, new URL(address).pathname.slice(1))
        this.onopen?.()
      })
    }

    send(message: Uint8Array): void {
      if (this.readyState === OPEN) this.#server.receive(Buffer.from(message))
    }

    close(): void {
      this.#server.terminate()
    }
  }
  // it has all of the browser's that the client uses
  return MemorySocket as unknown as typeof WebSocket
}

/** The end that the rooms hold. */
class ServerEnd extends EventEmitter implements WebSocketLike {
  readyState = OPEN
  readonly bufferedAmount = 0
  // anything but none: nothing is written past `send`
  readonly extensions = 'memory'
  readonly #client: { message(bytes: ArrayBuffer): void; closed(code: number, reason: string): void }

  constructor(client: { message(bytes: ArrayBuffer): void; closed(code: number, reason: string): void }) {
    super()
    this.#client = client
  }

  send(message: Uint8Array, done?: (err?: Error) => void): void {
    // the rooms use their buffers again
    const bytes = new Uint8Array(message).buffer
    setImmediate(() => {
      if (this.readyState === OPEN) this.#client.message(bytes)
      done?.()
    })
  }

  receive(message: Buffer): void {
    setImmediate(() => {
      if (this.readyState === OPEN) this.emit('message', message, true)
    })
  }

  close(code: number, reason: string): void {
    this.#end(code, reason)
  }

  terminate(): void {
    this.#end(CUT_CODE, '')
  }

  ping(): void {
    setImmediate(() => this.emit('pong'))
  }

  #end(code: number, reason: string): void {
    if (this.readyState === CLOSED) return
    // what was sent before arrives before
    setImmediate(() => {
      if (this.readyState === CLOSED) return
      this.readyState = CLOSED
      this.#client.closed(code, reason)
      this.emit('close')
    })
  }
}
