import { mayRetry } from '@tablee/sync'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { Dialect } from './wire.ts'

/** Where a client connects and what it says there. */
export interface Door {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly dialect: Dialect
}

/** One person's document and one connection; when that ends the document stays as it is. */
export interface BoardClient {
  readonly doc: Y.Doc
  readonly socket: WebSocket
  /** Update messages sent on this connection. */
  readonly sent: number
  /** How many of them the server called safe. */
  readonly stored: number
  /** Bytes of messages that came. */
  readonly received: number
  /** What the server said beside the document. */
  readonly notices: readonly string[]
  /** The close code; null while the connection is there. */
  readonly closedWith: number | null
  /** Resolves with the close code when the connection has ended and everything that came before was read. */
  readonly closed: Promise<number>
  /** Moves the cursor. */
  point(state: object): void
  leave(): void
}

/** A server that says "come back" is asked again so often, with this pause in ms. */
const TRIES = 20
const TRY_AGAIN_MS = 200

/**
 * Opens a board and waits for its content; `tap` gets everything that is sent.
 * @throws {Error} when the server refuses for good, or again and again
 */
export async function openClient(
  door: Door,
  doc = new Y.Doc(),
  tap?: (message: Uint8Array) => void,
): Promise<BoardClient> {
  for (let tries = 1; ; tries++) {
    const client = await tryToOpen(door, doc, tap)
    const { closedWith } = client
    if (closedWith === null) return client
    if (!mayRetry(closedWith) || tries === TRIES)
      throw new Error(`the board closed with ${closedWith} before it was there`)
    await pause(TRY_AGAIN_MS)
  }
}

/** One try; it may have ended already. */
async function tryToOpen(
  door: Door,
  doc: Y.Doc,
  tap: ((message: Uint8Array) => void) | undefined,
): Promise<BoardClient> {
  const { client, synced } = beginToOpen(door, doc, tap)
  await Promise.race([synced, client.closed])
  return client
}

/** Opens a board and asks for its content; `synced` resolves when that is there. */
export function beginToOpen(
  door: Door,
  doc = new Y.Doc(),
  tap?: (message: Uint8Array) => void,
): { client: BoardClient; synced: Promise<void> } {
  const { dialect } = door
  const socket = new WebSocket(door.url, { headers: door.headers, perMessageDeflate: false })
  const counts = { sent: 0, stored: 0, received: 0, clock: 0 }
  const notices: string[] = []
  let closedWith: number | null = null
  const send = (message: Uint8Array) => {
    tap?.(message)
    socket.send(message)
  }
  const sendUpdate = (kind: 1 | 2, update: Uint8Array) => {
    if (socket.readyState !== WebSocket.OPEN) return
    counts.sent += 1
    send(dialect.sync(kind, update))
  }
  const onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin !== socket) sendUpdate(2, update)
  }
  const closed = new Promise<number>((resolve) =>
    socket.once('close', (code) => {
      closedWith = code
      doc.off('update', onUpdate)
      resolve(code)
    }),
  )
  const synced = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      counts.received += data.length
      const heard = dialect.read(data)
      if (heard.kind === 'step1') sendUpdate(1, Y.encodeStateAsUpdate(doc, heard.body))
      else if (heard.kind === 'step2' || heard.kind === 'update') {
        Y.applyUpdate(doc, heard.body, socket)
        if (heard.kind === 'step2') resolve()
      } else if (heard.kind === 'stored')
        counts.stored = heard.inAll ? heard.messages : counts.stored + heard.messages
      else if (heard.kind === 'notice') notices.push(heard.text)
    })
  })
  socket.on('error', () => undefined) // `close` follows and says all
  socket.once('open', () => {
    for (const message of dialect.hello()) send(message)
    send(dialect.sync(0, Y.encodeStateVector(doc)))
    doc.on('update', onUpdate)
  })
  const client: BoardClient = {
    doc,
    socket,
    notices,
    closed,
    get sent() {
      return counts.sent
    },
    get stored() {
      return counts.stored
    },
    get received() {
      return counts.received
    },
    get closedWith() {
      return closedWith
    },
    point(state) {
      counts.clock += 1
      if (socket.readyState === WebSocket.OPEN)
        send(dialect.cursor(doc.clientID, counts.clock, JSON.stringify(state)))
    },
    leave: () => socket.terminate(),
  }
  return { client, synced }
}

/** Resolves when the condition holds, asked every 20 ms; with false after `withinMs`. */
export async function untilTrue(condition: () => boolean, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs
  while (!condition()) {
    if (performance.now() > end) return false
    await pause(20)
  }
  return true
}

/** Lets time pass: the works measure what happens in it. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
