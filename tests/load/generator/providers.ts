import { type Span, startSpan } from '../process-stat.ts'
import { cursorState } from './note.ts'
import type { ServerAddress } from './person.ts'
import { type ClientKind, countSockets, openRealClient, type RealClient } from './real-clients.ts'
import { follow, regularly } from './schedule.ts'

/** Real clients, each with a document of its own, that move their cursors. */
export interface Providers {
  work: 'providers'
  board: string
  people: number
  cursorHz: number
  client: ClientKind
  warmMs: number
  windowMs: number
}

/** What they cost. */
export interface ProvidersResult extends Span {
  /** Messages that all clients sent. */
  sentPerS: number
}

/** Opens real clients and measures. */
export async function runProviders(server: ServerAddress, job: Providers): Promise<ProvidersResult> {
  const sockets = countSockets()
  const clients: RealClient[] = []
  for (let number = 1; number <= job.people; number++) {
    const client = openRealClient(server, { board: job.board, number, client: job.client, sockets })
    clients.push(client)
    await client.synced
  }
  const totalMs = job.warmMs + job.windowMs
  const moments = clients.flatMap(({ awareness }, at) => [
    ...regularly(job.cursorHz, totalMs, () => awareness.setLocalState(cursorState(`p${at + 1}`, ''))),
  ])
  let end: (() => Span) | null = null
  let span: Span | null = null
  let sentInWindow = 0
  const open = () => {
    end = startSpan(server.pid, process.pid)
    sockets.sent = 0
  }
  const close = () => {
    span = end?.() ?? null
    sentInWindow = sockets.sent
  }
  await follow([...moments, { atMs: job.warmMs, act: open }, { atMs: totalMs, act: close }])
  for (const client of clients) client.destroy()
  // assigned by `close`, which the schedule called
  const measured = span as Span | null
  if (measured === null) throw new Error('the window never opened')
  return { ...measured, sentPerS: sentInWindow / measured.seconds }
}
