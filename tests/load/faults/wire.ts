import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** What a server says, as far as the works look at it. */
type Heard =
  | { kind: 'step1' | 'step2' | 'update' | 'cursors'; body: Uint8Array }
  /** So many update messages of this connection are safe, in all or with this message. */
  | { kind: 'stored'; messages: number; inAll: boolean }
  | { kind: 'notice'; text: string }
  | { kind: 'other' }

/** How one server's protocol puts the messages that y-websocket and Hocuspocus share. */
export interface Dialect {
  /** What a client says first. */
  hello(): readonly Uint8Array[]
  sync(kind: 0 | 1 | 2, body: Uint8Array): Uint8Array
  cursor(client: number, clock: number, state: string): Uint8Array
  /** @throws {Error} for bytes that are no message. */
  read(bytes: Uint8Array): Heard
}

const SYNC_KINDS = ['step1', 'step2', 'update'] as const

/** y-websocket 3.1.0, and the two messages that our server adds for those who ask. */
export const Y_WEBSOCKET: Dialect = {
  hello: () => [],
  sync: (kind, body) => encoding.encode((encoder) => writeSync(encoder, kind, body)),
  cursor: (client, clock, state) =>
    encoding.encode((encoder) => writeCursor(encoder, { client, clock, state })),
  read(bytes) {
    const decoder = decoding.createDecoder(bytes)
    const type = decoding.readVarUint(decoder)
    if (type === 0) return readSync(decoder)
    if (type === 1) return { kind: 'cursors', body: decoding.readVarUint8Array(decoder) }
    if (type === 120) return { kind: 'stored', messages: decoding.readVarUint(decoder), inAll: true }
    if (type === 121) return { kind: 'notice', text: decoding.readVarString(decoder) }
    return { kind: 'other' }
  },
}

/** Hocuspocus 4: every message begins with the document's name; 8 says that an update was taken. */
export function hocuspocus(documentName: string): Dialect {
  const named = (write: (encoder: encoding.Encoder) => void) =>
    encoding.encode((encoder) => {
      encoding.writeVarString(encoder, documentName)
      write(encoder)
    })
  return {
    hello: () => [
      named((encoder) => {
        encoding.writeVarUint(encoder, 2)
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarString(encoder, 'token')
      }),
    ],
    sync: (kind, body) => named((encoder) => writeSync(encoder, kind, body)),
    cursor: (client, clock, state) => named((encoder) => writeCursor(encoder, { client, clock, state })),
    read(bytes) {
      const decoder = decoding.createDecoder(bytes)
      decoding.readVarString(decoder)
      const type = decoding.readVarUint(decoder)
      if (type === 0 || type === 4) return readSync(decoder)
      if (type === 1) return { kind: 'cursors', body: decoding.readVarUint8Array(decoder) }
      if (type === 8) return { kind: 'stored', messages: decoding.readVarUint(decoder), inAll: false }
      return { kind: 'other' }
    },
  }
}

function writeSync(encoder: encoding.Encoder, kind: 0 | 1 | 2, body: Uint8Array): void {
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, body)
}

function writeCursor(
  encoder: encoding.Encoder,
  cursor: { client: number; clock: number; state: string },
): void {
  const body = encoding.encode((inner) => {
    encoding.writeVarUint(inner, 1)
    encoding.writeVarUint(inner, cursor.client)
    encoding.writeVarUint(inner, cursor.clock)
    encoding.writeVarString(inner, cursor.state)
  })
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint8Array(encoder, body)
}

function readSync(decoder: decoding.Decoder): Heard {
  const kind = SYNC_KINDS[decoding.readVarUint(decoder)]
  return kind === undefined ? { kind: 'other' } : { kind, body: decoding.readVarUint8Array(decoder) }
}
