import type { LoopStalls } from '../servers/tablee/loop-watch.ts'
import { controlsOf } from './bench-controls.ts'
import { peopleOf } from './open-person.ts'
import type { ServerAddress } from './person.ts'
import { pause } from './schedule.ts'

/** Somebody whose number no writer has. */
const VISITOR = 100_000
/** How much is written each time; the first change brings the board to life. */
const CHANGES = 60
const CHANGE_MS = 10

/** A large board is opened, written, read whole, exported and folded, again and again. */
export interface Stalls {
  work: 'stalls'
  board: string
  times: number
}

/** How long the server's event loop stood still meanwhile. */
export async function runStalls(
  server: ServerAddress,
  job: Stalls,
): Promise<LoopStalls & { compactions: number }> {
  const controls = controlsOf(server)
  const open = await peopleOf(server)
  const warmer = open({ board: 'warm', number: VISITOR })
  await warmer.entered
  warmer.addNotes(10)
  await controls.until(({ hydrated }) => hydrated > 0)
  await controls.startLoopWatch()
  for (let time = 1; time <= job.times; time++) {
    const writer = open({ board: job.board, number: VISITOR + time })
    await writer.entered
    const { appends: before } = await controls.counts()
    writer.prepare(CHANGES, false)
    while (writer.change()) await pause(CHANGE_MS)
    // changes are applied, and stored, once the board has come to life
    await controls.until(({ appends }) => appends > before)
    await controls.read(job.board)
    const { bytes } = await controls.export(job.board)
    if (bytes === 0) throw new Error('nothing was exported')
    writer.leave()
    await controls.until(({ rooms, compacting }) => rooms === 1 && compacting === 0)
  }
  const stalls = await controls.endLoopWatch()
  warmer.leave()
  const { compactions } = await controls.counts()
  return { ...stalls, compactions }
}
