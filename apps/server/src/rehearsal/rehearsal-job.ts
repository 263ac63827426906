import type { BackgroundThread } from '../background/background-thread.ts'
import type { Jobs } from '../background/jobs.ts'
import { unpackBytes } from '../background/packed-bytes.ts'
import { createLogger } from '../logger.ts'
import { openBoardCopy } from './board-copy.ts'
import { rehearse } from './rehearse.ts'
import { seatPeople } from './simulated-people.ts'

/**
 * Plays a script on a copy of its board, in a thread of its own: a place for everybody, with a document of her own, takes
 * seconds of a core on a large board, and nobody who works may wait for it. Whoever wants it to end ends the thread.
 */
export async function rehearsalJob(
  { board, updates, people, nowMs, pace }: Jobs['rehearsal']['takes'],
  background: Pick<BackgroundThread, 'run'>,
): Promise<Jobs['rehearsal']['gives']> {
  const began = performance.now()
  // what happens on a copy is no event of this server: only what breaks is told
  const logger = createLogger({ logLevel: 'warn' }, false).child({ rehearsal: board.id })
  const copy = await openBoardCopy(background, logger, {
    board,
    updates: unpackBytes(updates),
    people,
    nowMs,
  })
  try {
    const simulated = await seatPeople(copy)
    try {
      return await rehearse(copy, simulated, {
        async next({ stepsDone }) {
          Atomics.store(pace.stepsDone, 0, stepsDone)
          await untilMs(began + (pace.meantMs * stepsDone) / Math.max(1, pace.steps))
        },
      })
    } finally {
      simulated.close()
    }
  } finally {
    await copy.close()
  }
}

function untilMs(moment: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, moment - performance.now()))
  })
}
