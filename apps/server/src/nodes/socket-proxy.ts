import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { PeerMatch } from '@tablee/sync'
import { PASS_HEADER } from './admission-pass.ts'

/** How long the holder of a board may take to answer an upgrade, in ms. */
const ANSWER_TIMEOUT_MS = 1_000
/** How long the holder has to close a socket with its reason before it is cut here, in ms. */
const KICK_GRACE_MS = 1_000

/** A socket that another process should serve. */
export interface ForwardOrder {
  /** The client's upgrade, as it came. */
  readonly upgrade: IncomingMessage
  /** What came with it already. */
  readonly head: Buffer
  /** The holder's address. */
  readonly node: string
  readonly pass: string
  readonly room: string
  readonly authorId: string
  /** Called when the holder takes the socket, before anything is written to the client. */
  readonly taken: () => void
}

/** A holder that answered, and will not have this socket. */
export interface HolderRefusal {
  /** Its HTTP status, 400 to 499. */
  readonly status: number
  /** When it may be asked again, in seconds, if it said so. */
  readonly retryAfterSeconds: number | null
}

/** What became of a socket that was handed over: `silent` when the holder did not answer, or cannot serve now. */
export type Handover = 'taken' | 'silent' | HolderRefusal

interface Forwarded {
  readonly room: string
  readonly authorId: string
  readonly node: string
  cut(): void
}

/**
 * Carries sockets to the process that holds their board: bytes both ways, unread. When one end closes or breaks, so
 * does the other, and the client comes back by itself.
 */
export class SocketProxy {
  readonly #forwarded = new Set<Forwarded>()

  /** How many sockets are carried. */
  get size(): number {
    return this.#forwarded.size
  }

  /** Hands a socket to the holder; unless it was taken the client knows nothing of it. */
  forward(order: ForwardOrder): Promise<Handover> {
    const client = order.upgrade.socket
    return new Promise((resolve) => {
      const asking = this.#ask(order)
      let upstream: Duplex | null = null
      const entry: Forwarded = {
        room: order.room,
        authorId: order.authorId,
        node: order.node,
        cut() {
          asking.destroy()
          upstream?.destroy()
          client.destroy()
        },
      }
      const end = (outcome: Exclude<Handover, 'taken'>) => {
        asking.destroy()
        this.#forwarded.delete(entry)
        resolve(outcome)
      }
      const fail = () => end('silent')
      this.#forwarded.add(entry)
      asking.once('timeout', fail)
      asking.on('error', fail)
      asking.once('response', (answer) => end(refusalOf(answer) ?? 'silent'))
      asking.once('upgrade', (answer: IncomingMessage, socket: Socket, head: Buffer) => {
        upstream = socket
        // its `close` is over: nobody would tell the holder
        if (client.destroyed) {
          socket.destroy()
          fail()
          return
        }
        asking.setTimeout(0)
        socket.setTimeout(0)
        order.taken()
        client.write(switchingProtocols(answer.headers['sec-websocket-accept'] ?? ''))
        join(client, socket, () => this.#forwarded.delete(entry))
        if (head.length > 0) client.write(head)
        if (order.head.length > 0) socket.write(order.head)
        resolve('taken')
      })
      asking.end()
    })
  }

  /** The holder closes these with their reason; what it does not close in time is cut. */
  closePeers(who: PeerMatch): void {
    const touched = [...this.#forwarded].filter(
      ({ room, authorId }) => (who.room ?? room) === room && (who.authorId ?? authorId) === authorId,
    )
    if (touched.length === 0) return
    setTimeout(() => {
      for (const entry of touched) if (this.#forwarded.has(entry)) entry.cut()
    }, KICK_GRACE_MS).unref()
  }

  /** Cuts what goes to processes that are gone: a machine without power closes no connection. */
  keepOnly(live: ReadonlySet<string>): void {
    for (const entry of [...this.#forwarded]) if (!live.has(entry.node)) entry.cut()
  }

  /** Cuts all. */
  close(): void {
    for (const entry of [...this.#forwarded]) entry.cut()
  }

  #ask({ upgrade, node, pass }: ForwardOrder): ClientRequest {
    const { hostname, port } = new URL(node)
    return httpRequest({
      host: hostname.replace(/^\[|\]$/g, ''),
      port,
      path: upgrade.url,
      timeout: ANSWER_TIMEOUT_MS,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-key': upgrade.headers['sec-websocket-key'],
        'sec-websocket-version': upgrade.headers['sec-websocket-version'],
        [PASS_HEADER]: pass,
      },
    })
  }
}

/** Only what it says of this socket is a refusal; a holder that stops or lacks its storage may be another soon. */
function refusalOf({ statusCode = 500, headers }: IncomingMessage): HolderRefusal | null {
  if (statusCode < 400 || statusCode > 499) return null
  const seconds = Number(headers['retry-after'])
  return { status: statusCode, retryAfterSeconds: seconds > 0 ? seconds : null }
}

/** Bytes both ways until either end is closed. */
function join(client: Socket, upstream: Socket, ended: () => void): void {
  for (const [from, to] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    // frames are small and people wait for them
    from.setNoDelay(true)
    from.pipe(to)
    from.on('error', () => to.destroy())
    from.once('close', () => {
      to.destroy()
      ended()
    })
  }
}

function switchingProtocols(accept: string): string {
  return [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${accept}`,
    '\r\n',
  ].join('\r\n')
}
