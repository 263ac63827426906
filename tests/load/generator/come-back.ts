import type { ServerAddress } from './person.ts'
import { type ClientKind, countSockets, openRealClient, type RealClient } from './real-clients.ts'
import { pause } from './schedule.ts'

const LOOK_MS = 20
/** Attempts within this, in ms, come at the same moment. */
const AT_ONCE_MS = 100
/** Longest that the last of them may take, in ms. */
const BACK_WITHIN_MS = 60_000

/** Real clients whose server is killed; whoever gave the order starts it again. */
export interface ComeBack {
  work: 'come-back'
  board: string
  people: number
  client: ClientKind
}

/** How they came back. */
export interface ComeBackResult {
  /** Of all clients, the part that tried in the busiest tenth of a second. */
  atOnce: number
  /** Attempts of one client until all were back. */
  attemptsEach: number
  /** When the last of them had the document, by `Date.now()`; null when one never had. */
  allBackAtMs: number | null
}

/** Kills the server once everybody is there, and waits until everybody is there again. */
export async function runComeBack(server: ServerAddress, job: ComeBack): Promise<ComeBackResult> {
  const sockets = countSockets()
  const clients: RealClient[] = []
  for (let number = 1; number <= job.people; number++) {
    const client = openRealClient(server, { board: job.board, number, client: job.client, sockets })
    clients.push(client)
    await client.synced
  }
  sockets.openedAtMs.length = 0
  process.kill(server.pid, 'SIGKILL')
  const untilMs = performance.now() + BACK_WITHIN_MS
  while (clients.some(({ isSynced }) => isSynced)) await pause(LOOK_MS)
  while (!clients.every(({ isSynced }) => isSynced) && performance.now() < untilMs) await pause(LOOK_MS)
  const allBackAtMs = clients.every(({ isSynced }) => isSynced) ? Date.now() : null
  for (const client of clients) client.destroy()
  return {
    atOnce: busiest(sockets.openedAtMs, AT_ONCE_MS) / job.people,
    attemptsEach: sockets.openedAtMs.length / job.people,
    allBackAtMs,
  }
}

/** How many moments at most lie within so many ms of each other. @param momentsMs ascending */
export function busiest(momentsMs: readonly number[], withinMs: number): number {
  let most = 0
  let from = 0
  for (const [at, moment] of momentsMs.entries()) {
    while ((momentsMs[from] ?? moment) < moment - withinMs) from += 1
    most = Math.max(most, at - from + 1)
  }
  return most
}
