import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** How a server is spoken to. */
export type WireName = 'y-websocket' | 'hocuspocus' | 'tldraw'

/** What a Yjs server says, as far as the generator looks at it. */
type ServerMessage =
  | { type: 'step1'; stateVector: Uint8Array }
  | { type: 'update'; update: Uint8Array; handshake: boolean }
  | { type: 'awareness' }
  | { type: 'admitted' }
  | { type: 'other' }

/** One of the two ways in which Yjs documents travel. */
export interface YjsWire {
  /** Address of a board's socket. */
  path(board: string, author: string): string
  /** What is sent first; null where the document can be asked for at once. */
  login(board: string): Uint8Array | null
  /** Asks for what is missing to this state. */
  ask(board: string, stateVector: Uint8Array): Uint8Array
  update(board: string, update: Uint8Array): Uint8Array
  cursor(board: string, client: number, clock: number, state: string): Uint8Array
  read(message: Uint8Array): ServerMessage
}

const SYNC = 0
const AWARENESS = 1
const AUTH = 2
/** Hocuspocus' own: an answer to a step 1. */
const SYNC_REPLY = 4
const AUTHENTICATED = 2

/** y-websocket's protocol: `@y/websocket-server` and ours. */
const yWebsocket: YjsWire = {
  path: (board, author) => `/${board}?author=${author}`,
  login: () => null,
  ask: (_board, stateVector) => sync('', 0, stateVector),
  update: (_board, update) => sync('', 2, update),
  cursor: (_board, client, clock, state) => cursorOf('', client, clock, state),
  read: (message) => readMessage(decoding.createDecoder(message)),
}

/** Hocuspocus': the same behind the document's name, and a login. */
const hocuspocus: YjsWire = {
  path: () => '/',
  login: (board) =>
    encoding.encode((encoder) => {
      encoding.writeVarString(encoder, board)
      encoding.writeVarUint(encoder, AUTH)
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarString(encoder, 'token')
    }),
  ask: (board, stateVector) => sync(board, 0, stateVector),
  update: (board, update) => sync(board, 2, update),
  cursor: cursorOf,
  read(message) {
    const decoder = decoding.createDecoder(message)
    decoding.readVarString(decoder)
    return readMessage(decoder)
  },
}

/** The protocol of that name. */
export function yjsWire(name: Exclude<WireName, 'tldraw'>): YjsWire {
  return name === 'hocuspocus' ? hocuspocus : yWebsocket
}

function sync(board: string, kind: 0 | 2, bytes: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    if (board !== '') encoding.writeVarString(encoder, board)
    encoding.writeVarUint(encoder, SYNC)
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, bytes)
  })
}

function cursorOf(board: string, client: number, clock: number, state: string): Uint8Array {
  const body = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
  })
  return encoding.encode((encoder) => {
    if (board !== '') encoding.writeVarString(encoder, board)
    encoding.writeVarUint(encoder, AWARENESS)
    encoding.writeVarUint8Array(encoder, body)
  })
}

function readMessage(decoder: decoding.Decoder): ServerMessage {
  const type = decoding.readVarUint(decoder)
  if (type === SYNC || type === SYNC_REPLY) {
    const kind = decoding.readVarUint(decoder)
    const body = decoding.readVarUint8Array(decoder)
    return kind === 0
      ? { type: 'step1', stateVector: body }
      : { type: 'update', update: body, handshake: kind === 1 }
  }
  if (type === AWARENESS) return { type: 'awareness' }
  if (type === AUTH && decoding.readVarUint(decoder) === AUTHENTICATED) return { type: 'admitted' }
  return { type: 'other' }
}
