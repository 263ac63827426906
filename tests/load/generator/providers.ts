import { connectRoom } from '@tablee/sync/client'
import { WebSocket } from 'ws'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { type Span, startSpan } from '../process-stat.ts'
import { cursorState } from './note.ts'
import type { ServerAddress } from './person.ts'
import { follow, regularly } from './schedule.ts'

/** Real clients, each with a document of its own, that move their cursors. */
export interface Providers {
  work: 'providers'
  board: string
  people: number
  cursorHz: number
  /** y-websocket as it is on npm, or our client around it. */
  client: 'stock' | 'ours'
  warmMs: number
  windowMs: number
}

/** What they cost. */
export interface ProvidersResult extends Span {
  /** Messages that all clients sent. */
  sentPerS: number
}

/** One of them. */
interface Provider {
  awareness: Awareness
  synced: Promise<void>
  destroy(): void
}

/** Opens real clients and measures. */
export async function runProviders(server: ServerAddress, job: Providers): Promise<ProvidersResult> {
  let sent = 0
  class CountedSocket extends WebSocket {
    override send(data: Parameters<WebSocket['send']>[0], options?: unknown, done?: unknown): void {
      sent += 1
      // handed on as they came, whichever form of `send` was called
      super.send(data, options as never, done as never)
    }
  }
  // ws' socket has all of the browser's that the clients use
  const polyfill = CountedSocket as unknown as typeof globalThis.WebSocket
  const providers: Provider[] = []
  for (let number = 1; number <= job.people; number++) {
    const provider = openProvider(server, job, number, polyfill)
    providers.push(provider)
    await provider.synced
  }
  const totalMs = job.warmMs + job.windowMs
  const moments = providers.flatMap(({ awareness }, at) => [
    ...regularly(job.cursorHz, totalMs, () => awareness.setLocalState(cursorState(`p${at + 1}`, ''))),
  ])
  let end: (() => Span) | null = null
  let span: Span | null = null
  let sentInWindow = 0
  const open = () => {
    end = startSpan(server.pid, process.pid)
    sent = 0
  }
  const close = () => {
    span = end?.() ?? null
    sentInWindow = sent
  }
  await follow([...moments, { atMs: job.warmMs, act: open }, { atMs: totalMs, act: close }])
  for (const provider of providers) provider.destroy()
  // assigned by `close`, which the schedule called
  const measured = span as Span | null
  if (measured === null) throw new Error('the window never opened')
  return { ...measured, sentPerS: sentInWindow / measured.seconds }
}

function openProvider(
  server: ServerAddress,
  job: Providers,
  number: number,
  polyfill: typeof globalThis.WebSocket,
): Provider {
  const doc = new Y.Doc()
  const url = `ws://127.0.0.1:${server.port}`
  const params = { author: `p${number}` }
  if (job.client === 'stock') {
    const provider = new WebsocketProvider(url, job.board, doc, {
      WebSocketPolyfill: polyfill,
      disableBc: true,
      params,
    })
    return {
      awareness: provider.awareness,
      synced: new Promise((resolve) => provider.once('sync', () => resolve())),
      destroy: () => provider.destroy(),
    }
  }
  const client = connectRoom({
    url,
    room: job.board,
    doc,
    params,
    offline: false,
    WebSocketPolyfill: polyfill,
  })
  return {
    awareness: client.awareness,
    synced: new Promise((resolve) => {
      const stop = client.subscribe(({ synced }) => {
        if (!synced) return
        stop()
        resolve()
      })
    }),
    destroy: () => client.destroy(),
  }
}
