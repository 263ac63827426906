import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '../../running/free-port.ts'
import { report } from '../report.ts'
import { openClient, pause, untilTrue } from './board-client.ts'
import { putNote, wordsOf } from './numbered-notes.ts'
import type { BenchOptions } from './options.ts'
import { newFolder, type Product, startProduct, startProgram } from './product.ts'
import { type Random, randomFrom } from './random.ts'
import { watchStoredRoom } from './stored-board.ts'
import { startTalk } from './talk.ts'
import { commitEnds } from './write-ahead-log.ts'

const WRITERS = 5
const WORD_EVERY_MS = 20
const WRITING_MS = { full: 4_000, smoke: 800 }
/** Damaged copies of the log. */
const TEARS = { full: 20, smoke: 2 }
/** Of these, so many are torn only behind the last whole transaction: what a power cut during a write leaves. */
const TEARS_BEHIND = { full: 6, smoke: 1 }
/** Bytes of an unfinished transaction. */
const UNFINISHED_BYTES = 9_000
const FLIPPED_BYTES = 8
const SAVED_WITHIN_MS = 5_000

/** How one damaged copy ended. */
interface Outcome {
  readonly kind: string
  /** The program would not start, and said so. */
  readonly refused: boolean
  /** Words that whole transactions before the tear hold and the board has not. */
  readonly lost: number
  /** Words of a writer that are there although an earlier one of hers is not. */
  readonly holes: number
  /** The board came up without any word. */
  readonly empty: boolean
  /** Words that people were promised and the tear took. */
  readonly promisedLost: number
  readonly writable: boolean
}

/** Tears the log of a killed server in many ways; what whole transactions before the tear hold must come back, in order. */
export async function measureTornLog(options: BenchOptions): Promise<void> {
  const size = options.smoke ? 'smoke' : 'full'
  const random = randomFrom(options.seed)
  const product = await startProduct({ program: options.program, people: WRITERS })
  try {
    // the board itself goes from the log into the database: a tear at the log's end never reaches it
    await product.restart('SIGTERM')
    const promised = await writeAndKill(product, WRITING_MS[size])
    const log = await readFile(join(product.dataDir, 'tablee.db-wal'))
    const ends = commitEnds(log)
    const last = ends.at(-1)
    if (last === undefined) throw new Error('the log of a busy server holds transactions')
    const outcomes: Outcome[] = []
    for (let tear = 0; tear < TEARS[size]; tear++) {
      const damage = tear < TEARS_BEHIND[size] ? unfinished(log, last, random) : torn(log, ends, last, random)
      const outcome = await startOn(options.program, product, { damage, promised, log })
      report.say(`torn log: ${JSON.stringify(outcome)}`)
      outcomes.push(outcome)
    }
    printLines(outcomes, { transactions: ends.length, promised: promised.size, options })
  } finally {
    await product.remove()
  }
}

function printLines(
  outcomes: readonly Outcome[],
  facts: { transactions: number; promised: number; options: BenchOptions },
): void {
  const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((all, one) => all + count(one), 0)
  const behind = outcomes.filter(({ kind }) => kind === 'behind the last commit')
  const conditions = {
    tears: outcomes.length,
    behindTheLastCommit: behind.length,
    refusedToStart: sum(({ refused }) => Number(refused)),
    transactions: facts.transactions,
    promised: facts.promised,
    database: 'sqlite',
    seed: facts.options.seed,
    smoke: facts.options.smoke,
  }
  const line = (metric: string, ours: number, target: number | null) =>
    report.line({
      bench: 'faults',
      work: 'torn log',
      metric,
      ours,
      unit: metric.startsWith('words') ? 'words' : 'copies',
      better: 'lower',
      target,
      conditions,
    })
  line(
    'words lost of whole transactions',
    sum(({ lost }) => lost),
    0,
  )
  line(
    'words promised and lost, torn behind the last commit',
    behind.reduce((all, one) => all + one.promisedLost, 0),
    0,
  )
  line(
    'words torn away on purpose',
    sum(({ promisedLost }) => promisedLost),
    null,
  )
  line(
    'words out of order',
    sum(({ holes }) => holes),
    0,
  )
  line(
    'boards that came up empty',
    sum(({ empty }) => Number(empty)),
    0,
  )
  line(
    'boards that take no writing afterwards',
    sum(({ writable, refused }) => Number(!writable && !refused)),
    0,
  )
}

/** @returns what people were promised before the server was killed */
async function writeAndKill(product: Product, writingMs: number): Promise<ReadonlySet<string>> {
  const seats = product.people.map((person) => ({ door: person.door(), actorId: person.actorId }))
  const talk = await startTalk(seats, { name: 't', everyMs: WORD_EVERY_MS })
  await pause(writingMs)
  await product.program.end('SIGKILL')
  talk.stop()
  await Promise.all(talk.clients.map(({ closed }) => closed))
  const { words } = talk.promised()
  talk.leave()
  return words
}

/** A damaged log, and up to where its transactions are whole. */
interface DamagedLog {
  readonly kind: string
  readonly bytes: Buffer
  readonly wholeUpTo: number
}

/** A transaction whose commit never came. */
function unfinished(log: Buffer, last: number, random: Random): DamagedLog {
  const start = random.below(Math.max(1, last - UNFINISHED_BYTES))
  const half = log.subarray(start, start + 1 + random.below(UNFINISHED_BYTES))
  return {
    kind: 'behind the last commit',
    bytes: Buffer.concat([log.subarray(0, last), half]),
    wholeUpTo: last,
  }
}

/** Cut, or some bytes changed, somewhere in the second half. */
function torn(log: Buffer, ends: readonly number[], last: number, random: Random): DamagedLog {
  const at = Math.floor(last / 2) + random.below(Math.ceil(last / 2))
  const wholeUpTo = ends.filter((end) => end <= at).at(-1) ?? 0
  if (random.below(2) === 0) return { kind: 'cut', bytes: Buffer.from(log.subarray(0, at)), wholeUpTo }
  const bytes = Buffer.from(log.subarray(0, last))
  for (let offset = at; offset < Math.min(at + FLIPPED_BYTES, last); offset++)
    bytes[offset] = (bytes[offset] ?? 0) ^ (1 + random.below(255))
  return { kind: 'changed', bytes, wholeUpTo }
}

/** Starts the program on a copy with this log, and compares what it shows with what the copy must hold. */
async function startOn(
  program: string,
  product: Product,
  on: { damage: DamagedLog; promised: ReadonlySet<string>; log: Buffer },
): Promise<Outcome> {
  const { kind, bytes, wholeUpTo } = on.damage
  const expected = await wordsIn(
    await copyWith(product.dataDir, on.log.subarray(0, wholeUpTo)),
    product.boardId,
  )
  const dataDir = await copyWith(product.dataDir, bytes)
  const port = await freePort()
  const none = { kind, lost: expected.size, holes: 0, empty: true, promisedLost: on.promised.size }
  try {
    const running = await startProgram({ program }, { dataDir, port }).catch((err: Error) => {
      report.say(`torn log: the server would not start: ${err.message.slice(-400)}`)
      return null
    })
    if (running === null) return { ...none, refused: true, empty: false, writable: false }
    try {
      const [person] = product.people
      if (person === undefined) throw new Error('a board has people')
      const door = person.door()
      const reader = await openClient({ ...door, url: door.url.replace(`:${product.port}/`, `:${port}/`) })
      const present = wordsOf(reader.doc)
      const before = reader.stored
      putNote(reader.doc, person.actorId, 'after the tear')
      const writable = await untilTrue(() => reader.stored > before, SAVED_WITHIN_MS)
      reader.leave()
      return {
        kind,
        refused: false,
        lost: [...expected].filter((word) => !present.has(word)).length,
        holes: countHoles(present.keys()),
        empty: present.size === 0,
        promisedLost: [...on.promised].filter((word) => !present.has(word)).length,
        writable,
      }
    } finally {
      await running.end('SIGKILL')
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** A copy of the data folder with another log. */
async function copyWith(dataDir: string, log: Buffer): Promise<string> {
  const folder = await newFolder()
  await cp(dataDir, folder, { recursive: true })
  await rm(join(folder, 'tablee.db-shm'), { force: true })
  await writeFile(join(folder, 'tablee.db-wal'), log)
  return folder
}

async function wordsIn(folder: string, room: string): Promise<Set<string>> {
  const stored = watchStoredRoom(folder, room)
  const doc = await stored.read()
  await stored.close()
  await rm(folder, { recursive: true, force: true })
  return new Set(wordsOf(doc).keys())
}

/** Words above the first one of their writer that is missing. */
function countHoles(words: Iterable<string>): number {
  const byWriter = new Map<string, number[]>()
  for (const word of words) {
    const [writer = '', number] = word.split('.')
    byWriter.set(writer, [...(byWriter.get(writer) ?? []), Number(number)])
  }
  let holes = 0
  for (const numbers of byWriter.values()) holes += Math.max(...numbers) + 1 - numbers.length
  return holes
}
