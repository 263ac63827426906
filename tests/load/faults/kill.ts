import { cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { report } from '../report.ts'
import { NODE_FLAGS } from '../servers/server-kind.ts'
import { type BoardClient, pause } from './board-client.ts'
import { killPeers } from './kill-peers.ts'
import { putNote } from './numbered-notes.ts'
import type { BenchOptions } from './options.ts'
import { newFolder, startProduct } from './product.ts'
import { randomFrom } from './random.ts'
import { type StoredRoomSize, watchStoredRoom } from './stored-board.ts'
import { type Damage, damageOf, type Promised, type Seat, startTalk } from './talk.ts'

const WRITERS = { full: 10, smoke: 5 }
const WORD_EVERY_MS = 50
/** Kills in all, and how many of them hit a server while it folds a long log. */
const KILLS = { full: 50, smoke: 2 }
const KILLS_WHILE_FOLDING = { full: 15, smoke: 1 }
/** The moment of a kill, in ms after the first word. */
const KILL_AFTER_MS = { least: 100, spread: 1_900 }
/** Folding takes about so long from the moment when the log is long enough, in ms. */
const FOLDING_SPREAD_MS = 160
/** Tries to hit a server while it folds, for each hit that is wanted. */
const TRIES_PER_HIT = { full: 3, smoke: 1 }
/** The log is folded above this, and above twice the snapshot: the limits of `@tablee/sync`. */
const FOLDED_ABOVE_BYTES = 2 * 1024 * 1024
/** What makes a log long soon: writers who replace a long text. */
const LONG_WRITERS = 4
const LONG_TEXT_LETTERS = 40_000
const LONG_TEXT_EVERY_MS = 60
const LONG_LOG_TIMEOUT_MS = 20_000

/** A server that can be killed and comes back on the same data. */
interface Victim {
  readonly seats: readonly Seat[]
  kill(): Promise<void>
  start(): Promise<void>
}

/** Kills the server at random moments while people write, also while it folds its log; nothing promised may be missing. */
export async function measureKills(options: BenchOptions): Promise<void> {
  const size = options.smoke ? 'smoke' : 'full'
  const random = randomFrom(options.seed)
  const product = await startProduct({ program: options.program, people: WRITERS[size] })
  const victim: Victim = {
    seats: product.people.map((person) => ({ door: person.door(), actorId: person.actorId })),
    kill: () => product.program.end('SIGKILL'),
    start: () => product.restart('SIGKILL'),
  }
  const promised = new Set<string>()
  const counts = { seen: 0, acknowledged: 0, kills: 0, whileFolding: 0, halfWritten: 0 }
  const damage: Damage = { lost: 0, doubled: 0, promised: 0, present: 0 }
  const once = async (killed: () => Promise<void>, long: boolean) => {
    const round = await writeUntilKilled(victim, { name: `k${counts.kills}`, killed, long })
    counts.kills += 1
    counts.seen += round.seen
    counts.acknowledged += round.acknowledged
    for (const word of round.words) promised.add(word)
    const stored = await lookAtCopy(product.dataDir, product.boardId)
    await victim.start()
    Object.assign(damage, await damageOf(product.people[0].door(), promised))
    return stored
  }
  try {
    while (counts.kills < KILLS[size] - KILLS_WHILE_FOLDING[size])
      await once(() => pause(KILL_AFTER_MS.least + random.below(KILL_AFTER_MS.spread)), false)
    for (let tries = KILLS_WHILE_FOLDING[size] * TRIES_PER_HIT[size]; tries > 0; tries--) {
      const before = { seq: 0 }
      const stored = await once(async () => {
        before.seq = await untilLogIsLong(product.dataDir, product.boardId)
        await pause(random.below(FOLDING_SPREAD_MS))
      }, true)
      if (isFolding(stored, before.seq)) counts.whileFolding += 1
      if (stored.unfinishedParts > 0) counts.halfWritten += 1
      if (counts.whileFolding >= KILLS_WHILE_FOLDING[size] && counts.kills >= KILLS[size]) break
    }
  } finally {
    await product.remove()
  }
  report.say(`kill: ${JSON.stringify({ ...counts, ...damage })}`)
  const peers = await killPeers(size, WORD_EVERY_MS)
  const conditions = {
    ...counts,
    promised: damage.promised,
    writers: WRITERS[size],
    wordsPerSecond: 1_000 / WORD_EVERY_MS,
    database: 'sqlite',
    seed: options.seed,
    smoke: options.smoke,
    nodeFlags: `${NODE_FLAGS.join(' ')} for every server`,
    peers: Object.fromEntries(Object.entries(peers).map(([name, peer]) => [name, peer?.conditions ?? null])),
  }
  for (const metric of ['lost', 'doubled'] as const)
    report.line({
      bench: 'faults',
      work: 'kill -9',
      metric,
      ours: damage[metric],
      peers: Object.fromEntries(
        Object.entries(peers).map(([name, peer]) => [name, peer?.damage[metric] ?? null]),
      ),
      against: 'absolute',
      unit: 'words',
      better: 'lower',
      target: 0,
      conditions,
    })
  report.line({
    bench: 'faults',
    work: 'kill -9',
    metric: 'kills while the log was being folded',
    ours: counts.whileFolding,
    unit: 'kills',
    better: 'higher',
    target: KILLS_WHILE_FOLDING[size],
    conditions,
  })
}

/** People write until the server is killed. @returns what they were promised until then */
async function writeUntilKilled(
  victim: Victim,
  how: { name: string; killed: () => Promise<void>; long: boolean },
): Promise<Promised> {
  const talk = await startTalk(victim.seats, { name: how.name, everyMs: WORD_EVERY_MS })
  const stopLong = how.long ? lengthenLog(talk.clients.slice(0, LONG_WRITERS), victim.seats) : () => undefined
  await how.killed()
  await victim.kill()
  talk.stop()
  stopLong()
  // what the kernel had for them before the kill still reaches them: that was relayed too
  await Promise.all(talk.clients.map(({ closed }) => closed))
  const promised = talk.promised()
  talk.leave()
  return promised
}

/** Replaces long texts until it is stopped. */
function lengthenLog(clients: readonly BoardClient[], seats: readonly Seat[]): () => void {
  const timers = clients.map((client, index) => {
    const text = putNote(client.doc, seats[index]?.actorId ?? '', 'long')
    let turn = 0
    return setInterval(() => {
      turn += 1
      client.doc.transact(() => {
        text.delete(0, text.length)
        text.insert(0, `${turn} `.repeat(LONG_TEXT_LETTERS / 4).slice(0, LONG_TEXT_LETTERS))
      })
    }, LONG_TEXT_EVERY_MS)
  })
  return () => {
    for (const timer of timers) clearInterval(timer)
  }
}

/** Resolves when the log is so long that the server folds it. @returns up to where it was folded before */
async function untilLogIsLong(dataDir: string, room: string): Promise<number> {
  const watch = watchStoredRoom(dataDir, room)
  try {
    const end = performance.now() + LONG_LOG_TIMEOUT_MS
    let size = await watch.look()
    while (!isLong(size) && performance.now() < end) {
      await pause(10)
      size = await watch.look()
    }
    return size.snapshotSeq
  } finally {
    // before the kill: a second connection would keep the log's index alive and spare the server its recovery
    await watch.close()
  }
}

function isLong({ tailBytes, snapshotBytes }: StoredRoomSize): boolean {
  return tailBytes > 0.98 * Math.max(FOLDED_ABOVE_BYTES, 2 * snapshotBytes)
}

/** Whether the kill came between the beginning of the folding and its end. */
function isFolding(stored: StoredRoomSize, seqBefore: number): boolean {
  return stored.unfinishedParts > 0 || (stored.snapshotSeq === seqBefore && isLong(stored))
}

/** Looks at a copy of a dead server's database, so that the server itself has to recover the original. */
async function lookAtCopy(dataDir: string, room: string): Promise<StoredRoomSize> {
  const folder = await newFolder()
  await mkdir(folder, { recursive: true })
  for (const name of ['tablee.db', 'tablee.db-wal'])
    await cp(join(dataDir, name), join(folder, name)).catch(() => undefined)
  const watch = watchStoredRoom(folder, room)
  try {
    return await watch.look()
  } finally {
    await watch.close()
    await rm(folder, { recursive: true, force: true })
  }
}
