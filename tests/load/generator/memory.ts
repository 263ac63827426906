import { readProcess } from '../process-stat.ts'
import { controlsOf } from './bench-controls.ts'
import { peopleOf } from './open-person.ts'
import { enterAll, type Person, type ServerAddress } from './person.ts'
import { pause } from './schedule.ts'

/** Somebody whose number no writer has. */
const VISITOR = 100_000
const SETTLE_MS = 1_000

/** People who sit before a board and do nothing. */
export interface IdlePeople {
  work: 'idle-people'
  people: number
  peopleEach: number
}

/** What they cost, in bytes each. */
export interface IdleResult {
  rssBytes: number
  heapBytes: number
}

/** Lets people come, show a cursor once, and stay. */
export async function runIdlePeople(server: ServerAddress, job: IdlePeople): Promise<IdleResult> {
  const controls = controlsOf(server)
  const open = await peopleOf(server)
  // boards and code that the first visitor brings to life are not what a connection costs
  const boards = Math.ceil(job.people / job.peopleEach)
  const first = Array.from({ length: boards }, (_, at) => open({ board: `idle-${at}`, number: at + 1 }))
  await enterAll(first)
  const before = await controls.collect()
  const people: Person[] = []
  const entering = function* () {
    for (let at = 0; at < job.people; at++) {
      const person = open({ board: `idle-${at % boards}`, number: 1_000 + at })
      people.push(person)
      yield person
    }
  }
  await enterAll(entering())
  for (const person of people) person.point(false)
  await pause(SETTLE_MS)
  const after = await controls.collect()
  for (const person of [...first, ...people]) person.leave()
  return {
    rssBytes: (after.rss - before.rss) / job.people,
    heapBytes: (heapOf(after) - heapOf(before)) / job.people,
  }
}

/** A board that is read, then written. */
export interface LiveBoard {
  work: 'live-board'
  board: string
}

/** What it costs, in bytes. */
export interface LiveBoardResult {
  /** The board as it travels to a newcomer. */
  snapshotBytes: number
  servedRssBytes: number
  writtenRssBytes: number
  writtenHeapBytes: number
}

/** Opens a stored board, then writes on it. */
export async function runLiveBoard(server: ServerAddress, job: LiveBoard): Promise<LiveBoardResult> {
  const controls = controlsOf(server)
  const open = await peopleOf(server)
  // another board first: code that is loaded once is not what a board costs
  const warmer = open({ board: 'warm', number: VISITOR })
  await warmer.entered
  warmer.addNotes(10)
  await controls.until(({ hydrated }) => hydrated > 0)
  const before = await controls.collect()
  const reader = open({ board: job.board, number: VISITOR + 1 })
  const { bytes } = await reader.entered
  const served = await controls.collect()
  reader.addNotes(1)
  await controls.until(({ hydrated }) => hydrated > 1)
  const written = await controls.collect()
  reader.leave()
  warmer.leave()
  return {
    snapshotBytes: bytes,
    servedRssBytes: served.rss - before.rss,
    writtenRssBytes: written.rss - before.rss,
    writtenHeapBytes: heapOf(written) - heapOf(before),
  }
}

/** People come, work and go for a long time. */
export interface Soak {
  work: 'soak'
  boards: number
  peopleEach: number
  hz: number
  minutes: number
}

/** How memory went. */
export interface SoakResult {
  /** The straight line through all samples after the first part, in bytes a minute. */
  rssSlope: number
  heapSlope: number
  rssBytes: number
  samples: number
  compactions: number
}

const SAMPLE_MS = 10_000
/** Part of the samples in which caches and compiled code still grow. */
const WARM_PART = 0.25
const NOTES_EACH = 20

/** Keeps boards busy and looks at the memory. */
export async function runSoak(server: ServerAddress, job: Soak): Promise<SoakResult> {
  const controls = controlsOf(server)
  const open = await peopleOf(server)
  const people = Array.from({ length: job.boards * job.peopleEach }, (_, at) =>
    open({ board: `soak-${at % job.boards}`, number: at + 1 }),
  )
  await enterAll(people)
  for (const person of people) person.addNotes(NOTES_EACH)
  const working = people.map((person) =>
    setInterval(() => {
      person.move(Math.floor(Math.random() * NOTES_EACH), false)
      person.point(false)
    }, 1000 / job.hz),
  )
  const samples: { minute: number; rss: number; heap: number }[] = []
  const startMs = performance.now()
  const endMs = startMs + job.minutes * 60_000
  for (let visitors = 0; performance.now() < endMs; visitors++) {
    const visitor = open({ board: `soak-${visitors % job.boards}`, number: VISITOR + visitors })
    await visitor.entered
    visitor.addNotes(1)
    await pause(SAMPLE_MS)
    visitor.leave()
    const memory = await controls.collect()
    const minute = (performance.now() - startMs) / 60_000
    samples.push({ minute, rss: readProcess(server.pid).rssBytes, heap: heapOf(memory) })
  }
  for (const timer of working) clearInterval(timer)
  for (const person of people) person.leave()
  const { compactions } = await controls.counts()
  const kept = samples.slice(Math.floor(samples.length * WARM_PART))
  return {
    rssSlope: slope(kept.map(({ minute, rss }) => [minute, rss])),
    heapSlope: slope(kept.map(({ minute, heap }) => [minute, heap])),
    rssBytes: kept.at(-1)?.rss ?? 0,
    samples: kept.length,
    compactions,
  }
}

/** The slope of the straight line that fits best (least squares). */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (of: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length
  const meanX = mean(([x]) => x)
  const meanY = mean(([, y]) => y)
  let rise = 0
  let run = 0
  for (const [x, y] of points) {
    rise += (x - meanX) * (y - meanY)
    run += (x - meanX) ** 2
  }
  return run === 0 ? 0 : rise / run
}

/** What JavaScript and its buffers hold. */
function heapOf(memory: NodeJS.MemoryUsage): number {
  return memory.heapUsed + memory.external
}
