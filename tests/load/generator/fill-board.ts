import { readProcess } from '../process-stat.ts'
import { peopleOf } from './open-person.ts'
import { enterAll, type ServerAddress } from './person.ts'
import { pause } from './schedule.ts'

const WRITERS = 20
/** Changes a second of all writers together; every server keeps up with it. */
const RATE = 2_500
const STEP_MS = 4
/** A server that takes less of a core than this has nothing left to do. */
const AT_REST_PERCENT = 4
const LOOK_MS = 500

/** A board with a history. */
export interface FillBoard {
  work: 'fill-board'
  board: string
  notes: number
  /** Moves of single notes afterwards. */
  edits: number
  /** A pause in which servers store what they store later, in ms. */
  storeMs: number
}

/** Puts notes on a board and moves them about, many times. */
export async function runFillBoard(server: ServerAddress, job: FillBoard): Promise<{ seconds: number }> {
  const startMs = performance.now()
  const open = await peopleOf(server)
  const writers = Array.from({ length: WRITERS }, (_, at) => open({ board: job.board, number: at + 1 }))
  await enterAll(writers)
  const each = Math.ceil(job.notes / WRITERS)
  for (const writer of writers) {
    writer.addNotes(each)
    await pause(STEP_MS)
  }
  await pause(LOOK_MS)
  const editingMs = performance.now()
  for (let done = 0; done < job.edits; ) {
    const due = Math.min(job.edits, Math.floor(((performance.now() - editingMs) / 1000) * RATE))
    for (; done < due; done++) writers[done % WRITERS]?.move(Math.floor(Math.random() * each), false)
    await pause(STEP_MS)
  }
  await rest(server.pid)
  if (writers.some((writer) => writer.closed)) throw new Error('a writer was closed')
  await pause(job.storeMs)
  for (const writer of writers) writer.leave()
  await pause(LOOK_MS)
  await rest(server.pid)
  return { seconds: (performance.now() - startMs) / 1000 }
}

/** Waits until a server has nothing to do. */
async function rest(pid: number): Promise<void> {
  for (;;) {
    const from = readProcess(pid).cpuS
    await pause(LOOK_MS)
    if ((readProcess(pid).cpuS - from) / (LOOK_MS / 1000) <= AT_REST_PERCENT / 100) return
  }
}
