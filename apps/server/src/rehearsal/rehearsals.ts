import type { FastifyBaseLogger } from 'fastify'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { openBoardCopy } from './board-copy.ts'
import { type RehearsalPace, rehearse } from './rehearse.ts'
import { seatPeople } from './simulated-people.ts'
import { beginRehearsal, endRehearsal, sayAlive } from './store.ts'

/** How long a rehearsal is meant to take, in ms: long enough to follow it, and it leaves the process to the others. */
const MEANT_MS = 45_000
/** How long it may take at most, in ms. */
const LONGEST_MS = 180_000
/** How often a rehearsal says that it is alive, and looks whether it is to stop, in ms. */
const ALIVE_EVERY_MS = 1_000
/** Rehearsals of one process at once. */
const AT_ONCE_MAX = 2

/** What is to be rehearsed. */
interface RehearsalOrder {
  readonly boardId: string
  readonly cohortId: string
  readonly people: number
  readonly steps: number
}

/** The rehearsals that this process runs. */
export interface Rehearsals {
  /** Begins one in the background. @returns false when the cohort has one that runs, or this process enough of them */
  begin(order: RehearsalOrder): Promise<boolean>
  /** Ends all of them; resolves when none is left. */
  close(): Promise<void>
}

/** Somebody asked a rehearsal to stop, its board is gone, or the process ends. */
class RehearsalStopped extends Error {
  override readonly name = 'RehearsalStopped'
}

/** Runs rehearsals in the background. @param meantMs how long one is meant to take; less in tests */
export function openRehearsals(
  context: Context,
  logger: FastifyBaseLogger,
  meantMs: number = MEANT_MS,
): Rehearsals {
  const running = new Map<Promise<void>, AbortController>()
  return {
    async begin(order) {
      if (running.size >= AT_ONCE_MAX) return false
      const id = newId()
      if (!(await beginRehearsal(context.db, { id, ...order }, context.now()))) return false
      const stop = new AbortController()
      const run = runOne(context, logger, { id, order, stop, meantMs })
      running.set(run, stop)
      void run.finally(() => running.delete(run))
      return true
    },
    async close() {
      for (const stop of running.values()) stop.abort()
      await Promise.all(running.keys())
    },
  }
}

async function runOne(
  context: Context,
  logger: FastifyBaseLogger,
  of: { id: string; order: RehearsalOrder; stop: AbortController; meantMs: number },
): Promise<void> {
  const { id, order, stop, meantMs } = of
  const { db, now } = context
  const progress = { stepsDone: 0 }
  const began = performance.now()
  const look = async () => {
    const mayGoOn = await sayAlive(db, { id, ...progress }, now()).catch(() => true)
    if (!mayGoOn || performance.now() - began > LONGEST_MS) stop.abort()
  }
  const timer = setInterval(() => void look(), ALIVE_EVERY_MS)
  const pace: RehearsalPace = {
    async next({ stepsDone }) {
      progress.stepsDone = stepsDone
      await look()
      await untilMs(began + (meantMs * stepsDone) / Math.max(1, order.steps), stop.signal)
      if (stop.signal.aborted) throw new RehearsalStopped()
    },
  }
  try {
    const report = await onCopy(context, logger, order, pace)
    await endRehearsal(db, id, { state: 'done', report })
    logger.info({ boardId: order.boardId, people: order.people, steps: order.steps }, 'script rehearsed')
  } catch (error) {
    const stopped = error instanceof RehearsalStopped
    if (!stopped) logger.warn({ err: error, boardId: order.boardId }, 'a rehearsal failed')
    await endRehearsal(db, id, { state: stopped ? 'stopped' : 'failed' }).catch((err: unknown) =>
      // it falls silent, and counts as lost then
      logger.warn({ err, boardId: order.boardId }, 'the end of a rehearsal could not be kept'),
    )
  } finally {
    clearInterval(timer)
  }
}

async function onCopy(
  context: Context,
  logger: FastifyBaseLogger,
  { boardId, people }: RehearsalOrder,
  pace: RehearsalPace,
) {
  // what happens on a copy is no event of this server: only what breaks is told
  const quiet = logger.child({ rehearsal: boardId }, { level: 'warn' })
  const copy = await openBoardCopy(context, quiet, { boardId, people })
  try {
    const simulated = await seatPeople(copy)
    try {
      return await rehearse(copy, simulated, pace)
    } finally {
      simulated.close()
    }
  } finally {
    await copy.close()
  }
}

function untilMs(moment: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, Math.max(0, moment - performance.now()))
    signal.addEventListener('abort', end)
  })
}
