import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { openDatabase } from '../../../apps/server/src/db/open-database.ts'
import { report } from '../report.ts'
import { pause, untilTrue } from './board-client.ts'
import { type Bystanders, percentile, startBystanders } from './bystanders.ts'
import { wordsOf } from './numbered-notes.ts'
import type { BenchOptions } from './options.ts'
import { type Product, startProduct } from './product.ts'
import { hasBeenTold } from './storage-notice.ts'
import { watchStoredRoom } from './stored-board.ts'
import { damageOf, startTalk } from './talk.ts'

const WRITERS = 3
const WORD_EVERY_MS = 200
/** What the disk takes for each write that must be on it. */
const DISK_MS = 200
const SLOW_FOR_MS = { full: 15_000, smoke: 1_500 }
/** Longer than the server waits for a lock of the database, so that appends fail. */
const HELD_FOR_MS = { full: 12_000, smoke: 6_000 }
const CAUGHT_UP_WITHIN_MS = 30_000

/** A disk that takes its time, and one that takes nothing for a while: nobody may see what is not on it. */
export async function measureSlowDisk(options: BenchOptions): Promise<void> {
  const product = await startProduct({ program: options.program, people: WRITERS })
  try {
    await writeOnSlowDisk(product, options)
    await writeOnHeldDatabase(product, options)
  } finally {
    await product.remove()
  }
}

async function writeOnSlowDisk(product: Product, options: BenchOptions): Promise<void> {
  if (spawnSync('strace', ['-V']).status !== 0) {
    report.say('slow disk: left out, since strace is not installed (apt-get install strace)')
    return
  }
  const people = await startBystanders(product.people, { wordEveryMs: WORD_EVERY_MS })
  const mend = await slowDown(product.program.pid)
  await pause(DISK_MS * 2)
  people.take()
  await pause(SLOW_FOR_MS[options.smoke ? 'smoke' : 'full'])
  const { latenciesMs } = people.take()
  people.rest(true)
  await mend()
  const arrived = await untilTrue(() => people.unseen === 0, CAUGHT_UP_WITHIN_MS)
  printSlow(people, { latenciesMs, arrived, options })
  people.stop()
  for (const client of people.clients) client.leave()
}

function printSlow(
  people: Bystanders,
  of: { latenciesMs: readonly number[]; arrived: boolean; options: BenchOptions },
): void {
  const { latenciesMs } = of
  const conditions = {
    disk: `strace delays every fsync and fdatasync of the server by ${DISK_MS} ms`,
    writers: WRITERS,
    samples: latenciesMs.length,
    database: 'sqlite',
    smoke: of.options.smoke,
  }
  const line = lineOf('slow disk', conditions)
  line(
    'words seen before the disk can have had them',
    latenciesMs.filter((ms) => ms < DISK_MS).length,
    'words',
    0,
  )
  line('words that never arrived', of.arrived ? 0 : people.unseen, 'words', 0)
  line('people closed', people.closed, 'people', 0)
  line('p50', percentile(latenciesMs, 0.5), 'ms', null)
  line('p99', percentile(latenciesMs, 0.99), 'ms', null)
}

async function writeOnHeldDatabase(product: Product, options: BenchOptions): Promise<void> {
  const seats = product.people.map((person) => ({ door: person.door(), actorId: person.actorId }))
  const talk = await startTalk(seats, { name: 'held', everyMs: WORD_EVERY_MS })
  const heldForMs = HELD_FOR_MS[options.smoke ? 'smoke' : 'full']
  await pause(WORD_EVERY_MS * 3)
  const release = await holdDatabase(product)
  const heldAt = performance.now()
  // nothing can be added while the lock is held: whatever is promised from now on must stand there already
  const stored = await wordsStoredIn(product)
  const told = () => talk.clients.every(({ notices }) => hasBeenTold(notices, { ok: false }))
  let toldMs: number | null = null
  while (performance.now() - heldAt < heldForMs) {
    if (toldMs === null && told()) toldMs = performance.now() - heldAt
    await pause(20)
  }
  const unstored = [...talk.promised().words].filter((word) => !stored.has(word))
  await release()
  const releasedAt = performance.now()
  talk.stop()
  const recovered = await untilTrue(
    () => talk.promised().acknowledged === talk.written.length,
    CAUGHT_UP_WITHIN_MS,
  )
  const recoveredMs = performance.now() - releasedAt
  const closed = talk.clients.filter(({ closedWith }) => closedWith !== null).length
  const { words } = talk.promised()
  talk.leave()
  await product.restart('SIGKILL')
  const damage = await damageOf(product.people[0].door(), words)
  const conditions = {
    disk: `another process holds SQLite’s write lock for ${heldForMs / 1_000} s`,
    writers: WRITERS,
    promised: damage.promised,
    storedBefore: stored.size,
    smoke: options.smoke,
  }
  const line = lineOf('database held', conditions)
  line('words promised while nothing could be stored', unstored.length, 'words', 0)
  line('time until writers are told', toldMs, 'ms', null)
  line('time to recover', recovered ? recoveredMs : null, 'ms', null)
  line('people closed', closed, 'people', 0)
  line('lost after a kill -9 at the end', damage.lost, 'words', 0)
  line('doubled', damage.doubled, 'words', 0)
}

/** The words that are on the disk. */
async function wordsStoredIn(product: Product): Promise<ReadonlySet<string>> {
  const watch = watchStoredRoom(product.dataDir, product.boardId)
  try {
    const doc = await watch.read()
    const words = new Set(wordsOf(doc).keys())
    doc.destroy()
    return words
  } finally {
    await watch.close()
  }
}

function lineOf(work: string, conditions: Record<string, unknown>) {
  return (metric: string, ours: number | null, unit: string, target: number | null) =>
    report.line({ bench: 'faults', work, metric, ours, unit, better: 'lower', target, conditions })
}

/** Makes every write that must be on the disk slow. @returns what makes it fast again */
async function slowDown(pid: number): Promise<() => Promise<void>> {
  const calls = 'fsync,fdatasync'
  const strace = spawn(
    'strace',
    ['-f', '-p', String(pid), '-e', `trace=${calls}`, '-e', `inject=${calls}:delay_enter=${DISK_MS * 1_000}`],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  // it says that it is attached
  await Promise.race([once(strace.stderr, 'data'), once(strace, 'exit')])
  strace.stderr.resume()
  return async () => {
    const ended = once(strace, 'exit')
    strace.kill('SIGINT')
    await ended
  }
}

/** Takes the write lock of the server's database. @returns what gives it back */
async function holdDatabase(product: Product): Promise<() => Promise<void>> {
  const { db } = openDatabase({ databaseUrl: null, dataDir: product.dataDir })
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  let ended: Promise<void> | null = null
  await new Promise<void>((held, failed) => {
    ended = db
      .transaction()
      .execute(async (on) => {
        // deletes nothing, and has the lock from here on
        await on.deleteFrom('sync_update').where('seq', '=', -1).execute()
        held()
        await released
      })
      .catch(failed)
  })
  return async () => {
    release()
    await ended
    await db.destroy()
  }
}
