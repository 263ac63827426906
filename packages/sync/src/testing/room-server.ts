import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { mayRetry } from '../close-codes.ts'
import type { WebSocketLike } from '../peer-socket.ts'
import type { RoomLogger } from '../room-surroundings.ts'
import { Rooms, type RoomsOptions } from '../rooms.ts'
import { MemoryUpdateLog } from './memory-update-log.ts'

/** What the test server takes for rights. */
export interface TestAuthor {
  name: string
}

/** Rooms behind a real WebSocket server; who somebody is stands in the query. */
export interface RoomServer {
  rooms: Rooms<TestAuthor>
  log: MemoryUpdateLog
  logged: { level: string; facts: Record<string, unknown>; message: string }[]
  url: string
  /** The server's ends of somebody's connections. */
  socketsOf(author: string): readonly WebSocket[]
  close(): Promise<void>
}

/** Starts a server on a free port. */
export async function startRoomServer(
  options: Partial<RoomsOptions<TestAuthor>> & { log?: MemoryUpdateLog; port?: number } = {},
): Promise<RoomServer> {
  let closed = false
  const logged: RoomServer['logged'] = []
  const at = (level: string) => (facts: Record<string, unknown>, message: string) => {
    logged.push({ level, facts, message })
  }
  const logger: RoomLogger = { info: at('info'), warn: at('warn'), error: at('error') }
  const log = options.log ?? new MemoryUpdateLog()
  const noRules = () => ({ review: () => [], repair: () => 0 })
  const rooms = new Rooms<TestAuthor>({ createRules: noRules, logger, ...options, log })
  const server = new WebSocketServer({ host: '127.0.0.1', port: options.port ?? 0, perMessageDeflate: false })
  await once(server, 'listening')
  const sockets: { author: string; socket: WebSocket }[] = []
  server.on('connection', (socket, request) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const author = url.searchParams.get('as') ?? 'anna'
    sockets.push({ author, socket })
    const epoch = url.searchParams.get('epoch')
    const client = url.searchParams.get('client')
    void rooms.join(url.pathname.slice(1), {
      socket: url.searchParams.has('unwatched') ? unwatched(socket) : socket,
      authorId: author,
      author: { name: author },
      access: url.searchParams.get('access') === 'read' ? 'read' : 'write',
      identity: { id: author, name: author.toUpperCase(), color: '#123456' },
      watches: url.searchParams.get('watches') === '1',
      guest: url.searchParams.get('guest') === '1',
      notices: url.searchParams.get('v') === '1',
      ...(epoch === null ? {} : { epoch }),
      ...(client === null ? {} : { client: Number(client) }),
    })
  })
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  return {
    rooms,
    log,
    logged,
    url: `ws://127.0.0.1:${port}`,
    socketsOf: (author) => sockets.flatMap((entry) => (entry.author === author ? [entry.socket] : [])),
    async close() {
      if (closed) return
      closed = true
      await rooms.stop()
      for (const socket of server.clients) socket.terminate()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A socket as another library makes it: of what comes, only whole messages and control frames are told. */
function unwatched(socket: WebSocket): WebSocketLike {
  return {
    get readyState() {
      return socket.readyState
    },
    get bufferedAmount() {
      return socket.bufferedAmount
    },
    extensions: socket.extensions,
    send: (message, done) => socket.send(message, done),
    close: (code, reason) => socket.close(code, reason),
    terminate: () => socket.terminate(),
    ping: () => socket.ping(),
    on: socket.on.bind(socket),
  }
}

/** `ws` speaks the browser's WebSocket interface; its types differ in details that are not used. */
export const NodeWebSocket = WebSocket as unknown as typeof globalThis.WebSocket

/** An unmodified y-websocket client. */
export function stockClient(url: string, room: string, params: Record<string, string>, doc = new Y.Doc()) {
  const provider = new WebsocketProvider(url, room, doc, {
    params,
    disableBc: true,
    WebSocketPolyfill: NodeWebSocket,
    shouldReconnect: (event) => mayRetry(event.code),
  })
  return { doc, provider, text: doc.getText('t') }
}

/** One update with this text, as a seed. */
export function textUpdate(text: string): Uint8Array {
  const doc = new Y.Doc()
  if (text !== '') doc.getText('t').insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}

/** A document of these updates. */
export function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

/** What a document of these updates says. */
export function textOf(updates: readonly Uint8Array[]): string {
  return docOf(updates).getText('t').toString()
}

/** A bare socket that speaks no protocol of its own; `closed` gives the close code. */
export async function rawSocket(url: string) {
  const socket = new WebSocket(url)
  const received: Uint8Array[] = []
  socket.on('message', (message: Buffer) => received.push(new Uint8Array(message)))
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)))
  await once(socket, 'open')
  return { socket, received, closed }
}
