import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { pause } from './board-client.ts'
import { type Dialect, hocuspocus, Y_WEBSOCKET } from './wire.ts'

/** How long an attacker waits for the server to close it, in ms. */
const CLOSE_WITHIN_MS = 1_000

/** Somebody who is let in and misbehaves. */
export interface Attacker {
  /** Yjs client ids that honest people use on this board. */
  readonly others: readonly number[]
  /** What the board's records call her. */
  readonly actorId: string
  /** The request that opens a socket, as text. */
  readonly request: string
  /** Opens a socket that does what it is told. */
  open(): Promise<AttackSocket>
  /** A TCP connection that has not said anything. */
  connect(): Socket
  /** An update of a new document; `client` is its Yjs client id. */
  update(write: (doc: Y.Doc) => void, client?: number): Uint8Array
}

/** A socket without manners. */
export interface AttackSocket {
  readonly isOpen: boolean
  /** Null while it is open. */
  readonly closedWith: number | null
  /** Sends messages, then waits until the server closes or a second has passed; null when it did not close. */
  send(...messages: readonly (Uint8Array | string)[]): Promise<number | null>
  /** Writes past the library. */
  raw(bytes: Uint8Array): void
  /** Does not read any more. */
  sleep(): void
  /** The document's state as the server gives it. */
  readonly state: Promise<Uint8Array>
  leave(): void
}

/** Where an attacker gets in, and as whom. */
export interface WayIn {
  readonly port: number
  /** Path and query of the board's socket. */
  readonly path: string
  /** The `cookie` header of a person of the board; empty where nobody needs one. */
  readonly cookie: string
  readonly actorId: string
  /** How messages are put there. */
  readonly dialect: 'y-websocket' | 'hocuspocus'
  /** Yjs client ids that honest people use there. */
  readonly others: readonly number[]
}

/** An attacker with the rights of a person of the board. */
export function attackerOn({ port, path, cookie, actorId, dialect, others }: WayIn): Attacker {
  return {
    others,
    actorId,
    request: [
      `GET ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      `Cookie: ${cookie}`,
      '\r\n',
    ].join('\r\n'),
    open: () => openSocket(`ws://127.0.0.1:${port}${path}`, cookie, WAYS[dialect]),
    connect() {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => undefined) // being cut off is what it came for
      return socket
    },
    update(write, client) {
      const doc = new Y.Doc()
      if (client !== undefined) doc.clientID = client
      write(doc)
      const update = Y.encodeStateAsUpdate(doc)
      doc.destroy()
      return update
    },
  }
}

/** The kinds are written as y-websocket's messages; Hocuspocus has the same behind the document's name. */
const WAYS: Readonly<Record<WayIn['dialect'], { dialect: Dialect; head: Uint8Array }>> = {
  'y-websocket': { dialect: Y_WEBSOCKET, head: new Uint8Array() },
  hocuspocus: {
    dialect: hocuspocus('board'),
    head: encoding.encode((encoder) => encoding.writeVarString(encoder, 'board')),
  },
}

async function openSocket(
  url: string,
  cookie: string,
  { dialect, head }: (typeof WAYS)[WayIn['dialect']],
): Promise<AttackSocket> {
  const socket = new WebSocket(url, { headers: { cookie }, perMessageDeflate: false })
  let closedWith: number | null = null
  const closed = new Promise<void>((resolve) =>
    socket.once('close', (code) => {
      closedWith = code
      resolve()
    }),
  )
  socket.on('error', () => undefined) // `close` follows
  const state = new Promise<Uint8Array>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const heard = dialect.read(data)
      if (heard.kind === 'step1') resolve(heard.body)
    })
  })
  await Promise.race([new Promise((resolve) => socket.once('open', resolve)), closed])
  for (const message of dialect.hello()) if (socket.readyState === WebSocket.OPEN) socket.send(message)
  return {
    state,
    get isOpen() {
      return socket.readyState === WebSocket.OPEN
    },
    get closedWith() {
      return closedWith
    },
    async send(...messages) {
      for (const message of messages)
        if (socket.readyState === WebSocket.OPEN)
          socket.send(
            typeof message === 'string' || head.length === 0 ? message : Buffer.concat([head, message]),
          )
      await Promise.race([closed, pause(CLOSE_WITHIN_MS)])
      return closedWith
    },
    raw(bytes) {
      // where `ws` 8 keeps its TCP socket; an attacker writes what no library would
      const { _socket: raw } = socket as unknown as { _socket: Socket | null }
      if (raw?.writable) raw.write(bytes)
    },
    sleep: () => socket.pause(),
    leave: () => socket.terminate(),
  }
}
