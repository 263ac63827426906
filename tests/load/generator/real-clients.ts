import { connectRoom } from '@tablee/sync/client'
import { WebSocket } from 'ws'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { ServerAddress } from './person.ts'

/** y-websocket as it is on npm, or our client around it. */
export type ClientKind = 'stock' | 'ours'

/** A client as a browser runs it, with a document of its own. */
export interface RealClient {
  readonly awareness: Awareness
  /** Resolves when it has the document for the first time. */
  readonly synced: Promise<void>
  /** Whether it has the document on the connection of now. */
  readonly isSynced: boolean
  destroy(): void
}

/** Sockets that count what clients do with them. */
interface CountedSockets {
  readonly polyfill: typeof globalThis.WebSocket
  /** When each was opened, by `performance.now()`, whether anybody answered or not. */
  readonly openedAtMs: number[]
  /** Messages sent on all of them. */
  sent: number
}

/** For the clients of one group. */
export function countSockets(): CountedSockets {
  const openedAtMs: number[] = []
  class CountedSocket extends WebSocket {
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args)
      openedAtMs.push(performance.now())
    }

    override send(data: Parameters<WebSocket['send']>[0], options?: unknown, done?: unknown): void {
      counted.sent += 1
      // handed on as they came, whichever form of `send` was called
      super.send(data, options as never, done as never)
    }
  }
  // ws' socket has all of the browser's that the clients use
  const polyfill = CountedSocket as unknown as typeof globalThis.WebSocket
  const counted: CountedSockets = { polyfill, openedAtMs, sent: 0 }
  return counted
}

/** Opens a board with a real client. */
export function openRealClient(
  server: ServerAddress,
  of: {
    board: string
    number: number
    client: ClientKind
    sockets: CountedSockets
    /** Beside her name, in the query. */
    params?: Readonly<Record<string, string>>
  },
): RealClient {
  const doc = new Y.Doc()
  const url = `ws://127.0.0.1:${server.port}`
  const params = { author: `p${of.number}`, ...of.params }
  const WebSocketPolyfill = of.sockets.polyfill
  if (of.client === 'stock') {
    const provider = new WebsocketProvider(url, of.board, doc, { WebSocketPolyfill, disableBc: true, params })
    return {
      awareness: provider.awareness,
      synced: new Promise((resolve) => provider.once('sync', () => resolve())),
      get isSynced() {
        return provider.synced
      },
      destroy: () => provider.destroy(),
    }
  }
  const client = connectRoom({ url, room: of.board, doc, params, offline: false, WebSocketPolyfill })
  return {
    awareness: client.awareness,
    synced: new Promise((resolve) => {
      const stop = client.subscribe(({ synced }) => {
        if (!synced) return
        stop()
        resolve()
      })
    }),
    get isSynced() {
      return client.state().synced
    },
    destroy: () => client.destroy(),
  }
}
