import { boardRoot } from '@tablee/board'
import { readProcess } from '../process-stat.ts'
import { peopleOf } from './open-person.ts'
import type { Person, ServerAddress } from './person.ts'
import { pause } from './schedule.ts'
import { openYjsPerson } from './yjs-person.ts'

/** Somebody whose number no writer has. */
const VISITOR = 100_000
/** Pause between opening and a storm, in ms. */
const CALM_MS = 300

/** A board that lies in storage is opened, then by many at once. */
export interface OpenBoard {
  work: 'open-board'
  board: string
  /** Notes that must be there; a server that shows an empty board has not opened it. */
  notes: number
  /** People who come together after the first. */
  storm: number
  /** Whether it lies in storage only; a server that stores nothing has it in memory. */
  isCold: boolean
}

/** How long it took. */
export interface Opening {
  /** From the first byte sent to the last byte of the document, in ms; null of a server that had it in memory. */
  coldMs: number | null
  /** The same for somebody who comes next. */
  warmMs: number
  bytes: number
  /** How much memory the server took for it; null likewise. */
  rssBytes: number | null
  /** Until the last of the storm had the document, in ms; null when somebody never got it. */
  stormMs: number | null
  stormP50Ms: number | null
  refused: number
}

/** Opens a board on a server that has just started. */
export async function runOpenBoard(server: ServerAddress, job: OpenBoard): Promise<Opening> {
  const open = await peopleOf(server)
  const rssBefore = readProcess(server.pid).rssBytes
  const first = open({ board: job.board, number: VISITOR })
  const cold = await first.entered
  const rssBytes = readProcess(server.pid).rssBytes - rssBefore
  const second = open({ board: job.board, number: VISITOR + 1 })
  const warm = await second.entered
  await checkContent(server, job)
  await pause(CALM_MS)
  const visitors: Person[] = []
  const startMs = performance.now()
  for (let at = 0; at < job.storm; at++) visitors.push(open({ board: job.board, number: VISITOR + 10 + at }))
  const comings = await Promise.allSettled(
    visitors.map(async (visitor) => {
      await visitor.entered
      return performance.now() - startMs
    }),
  )
  const times = comings.flatMap((coming) => (coming.status === 'fulfilled' ? [coming.value] : []))
  times.sort((a, b) => a - b)
  const refused = comings.length - times.length
  for (const person of [first, second, ...visitors]) person.leave()
  return {
    coldMs: job.isCold ? cold.ms : null,
    warmMs: warm.ms,
    bytes: cold.bytes,
    rssBytes: job.isCold ? rssBytes : null,
    stormMs: refused > 0 ? null : (times.at(-1) ?? null),
    stormP50Ms: times[Math.floor(times.length / 2)] ?? null,
    refused,
  }
}

async function checkContent(server: ServerAddress, job: OpenBoard): Promise<void> {
  if (server.wire === 'tldraw') return
  const reader = openYjsPerson({ server, board: job.board, number: VISITOR + 2, keepsDocument: true })
  await reader.entered
  let notes = 0
  for (const id of boardRoot(reader.doc).keys()) if (id.startsWith('shape:p')) notes += 1
  reader.leave()
  if (notes !== job.notes) throw new Error(`the board has ${notes} notes instead of ${job.notes}`)
}
