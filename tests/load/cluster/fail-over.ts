import type { BoardPeer } from '../../running/board-peer.ts'
import { openBoard, until } from '../../running/board-peer.ts'
import { type Front, openFront } from '../../running/front.ts'
import { openClient, pause } from '../faults/board-client.ts'
import { wordsOf } from '../faults/numbered-notes.ts'
import type { BenchOptions } from '../faults/options.ts'
import { damageOf, startTalk, type Talk } from '../faults/talk.ts'
import { report } from '../report.ts'
import type { Cluster, Node } from './nodes.ts'

const TIMES = {
  SIGKILL: { full: 5, smoke: 1 },
  SIGTERM: { full: 5, smoke: 1 },
  SIGSTOP: { full: 2, smoke: 0 },
}
/** With more servers than these there is nothing that can happen besides: one is the holder, and two others want its boards. */
const NODES = { full: [2, 3], smoke: [2] }
/** The longest gap that is aimed at, in ms. */
const GAP_TARGET_MS = { SIGKILL: 6_000, SIGTERM: 2_000, SIGSTOP: 6_000 }
const WORD_EVERY_MS = 50
const WRITE_FOR_MS = 1_000
/** Nobody waits longer for a board to come back, in ms. */
const GAP_MAX_MS = 30_000
/** What was on its way when a server was stopped has arrived after this, in ms. */
const ON_ITS_WAY_MS = 300
/** How long a woken server may take to write what it should not, in ms. */
const AWAKE_FOR_MS = 3_000

type Signal = keyof typeof TIMES

/** What happened when a holder went. */
interface Change {
  /** From the signal until a client has its board again, in ms; the client's own pause included. */
  readonly gapsMs: readonly number[]
  readonly promised: number
  readonly lost: number
  readonly doubled: number
  /** Words that a server wrote after it had lost the board. */
  readonly lateWords: number
}

/** Two servers, then three; the one that holds a board is killed, stopped, or put to sleep while people write. */
export async function measureFailOver(cluster: Cluster, options: BenchOptions): Promise<void> {
  const size = options.smoke ? 'smoke' : 'full'
  for (const nodes of NODES[size]) {
    if (cluster.nodes[0]?.program.alive === false) await cluster.restart(0)
    await cluster.resize(nodes)
    for (const signal of ['SIGKILL', 'SIGTERM', 'SIGSTOP'] as const) {
      const changes: Change[] = []
      while (changes.length < TIMES[signal][size]) {
        const one = await change(cluster, signal)
        report.say(`${signal} of one of ${nodes}: ${JSON.stringify(one)}`)
        changes.push(one)
      }
      if (changes.length > 0) printLines(signal, changes, { nodes, smoke: options.smoke })
    }
  }
}

function printLines(
  signal: Signal,
  changes: readonly Change[],
  { nodes, smoke }: { nodes: number; smoke: boolean },
): void {
  const sum = (count: (change: Change) => number) => changes.reduce((all, one) => all + count(one), 0)
  const gapsMs = changes.flatMap((one) => one.gapsMs)
  const conditions = {
    nodes,
    times: changes.length,
    promised: sum(({ promised }) => promised),
    gapsMs: gapsMs.map(Math.round),
    database: 'postgresql',
    smoke,
  }
  const line = (metric: string, ours: number, unit: string, target: number | null) =>
    report.line({
      bench: 'cluster',
      work: `${signal} of the holder${nodes === 2 ? '' : `, ${nodes} nodes`}`,
      metric,
      ours,
      unit,
      better: 'lower',
      target,
      conditions,
    })
  line('longest gap of a client', Math.max(...gapsMs), 'ms', GAP_TARGET_MS[signal])
  line(
    'lost',
    sum(({ lost }) => lost),
    'words',
    0,
  )
  line(
    'doubled',
    sum(({ doubled }) => doubled),
    'words',
    0,
  )
  if (signal === 'SIGSTOP')
    line(
      'written by a server that had lost the board',
      sum(({ lateWords }) => lateWords),
      'words',
      0,
    )
}

/** One holder goes. Some people come back; those who talk do not, so that nobody brings again what was lost. */
async function change(cluster: Cluster, signal: Signal): Promise<Change> {
  if (cluster.nodes[0]?.program.alive === false) await cluster.restart(0)
  const [holder, ...others] = cluster.nodes
  const [other] = others
  const [coach, guest] = cluster.people
  if (holder === undefined || other === undefined || coach === undefined || guest === undefined)
    throw new Error('two servers and two people are needed')
  const boardId = await cluster.newBoard()
  const front = await openFront()
  front.goTo(cluster.nodes.map(({ port }) => port))
  // the first to come decides who holds the board
  const first = await openClient((await cluster.at(holder, coach, boardId)).door())
  first.leave()
  const seats = await Promise.all([
    cluster.at(holder, coach, boardId),
    cluster.at(holder, guest, boardId),
    ...(signal === 'SIGSTOP' ? [] : others.map((node) => cluster.at(node, guest, boardId))),
  ])
  const talk = await startTalk(
    seats.map((person) => ({ door: person.door(), actorId: person.actorId })),
    { name: 'f', everyMs: WORD_EVERY_MS },
  )
  const returning = [await openBoard(front, coach, boardId)]
  for (const node of others) returning.push(await openBoard(node, guest, boardId))
  try {
    await pause(WRITE_FOR_MS)
    const going = { holder, others, front, talk, returning }
    const { gapsMs, late } = signal === 'SIGSTOP' ? await sleepAndWake(going) : await end(going, signal)
    const { words } = talk.promised()
    const door = (await cluster.at(other, coach, boardId)).door()
    const damage = await damageOf(door, words)
    const reader = await openClient(door)
    const present = wordsOf(reader.doc)
    reader.leave()
    const lateWords = late.filter((word) => present.has(word)).length
    return { gapsMs, promised: damage.promised, lost: damage.lost, doubled: damage.doubled, lateWords }
  } finally {
    for (const peer of returning) peer.leave()
    talk.leave()
    front.close()
  }
}

/** Servers and people while a holder goes. */
interface Going {
  readonly holder: Node
  readonly others: readonly Node[]
  readonly front: Front
  readonly talk: Talk
  readonly returning: readonly BoardPeer[]
}

async function end(
  { holder, talk, returning }: Going,
  signal: 'SIGKILL' | 'SIGTERM',
): Promise<{ gapsMs: number[]; late: string[] }> {
  const gaps = returning.map(gapOf)
  const ended = holder.program.end(signal)
  const gapsMs = await Promise.all(gaps)
  await ended
  talk.stop()
  // who talks through the other server is cut off as well
  await Promise.all(talk.clients.map(({ closed }) => closed))
  return { gapsMs, late: [] }
}

/** The holder sleeps until its board is served elsewhere, wakes, and finds in its sockets what was written meanwhile. */
async function sleepAndWake({
  holder,
  others,
  front,
  talk,
  returning,
}: Going): Promise<{ gapsMs: number[]; late: string[] }> {
  // who comes back must not knock at the sleeper's door
  front.goTo(others.map(({ port }) => port))
  const carried = returning.slice(1)
  const gaps = carried.map(gapOf)
  process.kill(holder.program.pid, 'SIGSTOP')
  try {
    await pause(ON_ITS_WAY_MS)
    const before = new Set(talk.written)
    const gapsMs = await Promise.all(gaps)
    await pause(WRITE_FOR_MS)
    const late = talk.written.filter((word) => !before.has(word))
    process.kill(holder.program.pid, 'SIGCONT')
    await pause(AWAKE_FOR_MS)
    talk.stop()
    return { gapsMs, late }
  } finally {
    process.kill(holder.program.pid, 'SIGCONT')
  }
}

/** Milliseconds from now until a peer has been cut off and has its board again, or until nobody waits any more. */
async function gapOf({ room }: BoardPeer): Promise<number> {
  const began = performance.now()
  const isBack = until(room, ({ synced }) => !synced).then(() => until(room, ({ synced }) => synced))
  await Promise.race([isBack, pause(GAP_MAX_MS)])
  return performance.now() - began
}
