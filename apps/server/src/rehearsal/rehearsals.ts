import { REHEARSAL_PEOPLE_MIN, type RehearsalReport } from '@tablee/board/rehearsal'
import type { FastifyBaseLogger } from 'fastify'
import type { BackgroundThread } from '../background/background-thread.ts'
import { packBytes, transferOf } from '../background/packed-bytes.ts'
import { findBoard } from '../boards/store.ts'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { beginRehearsal, endRehearsal, sayAlive } from './store.ts'

/** How long a rehearsal is meant to take, in ms: long enough to follow it, and it leaves the process to the others. */
const MEANT_MS = 45_000
/** How long it may take at most, in ms. */
const LONGEST_MS = 180_000
/** Memory of its thread, in MB: 40 people on a board of 2,000 notes (700 kB as it is stored) take 400. */
const HEAP_MAX_MB = 768
/** What is stored of a board, times everybody who opens it: as much as that memory carries, in bytes. */
const OPENED_MAX_BYTES = 48 * 1024 * 1024
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

/** How many people may rehearse on a board of which so much is stored, beside the one who leads. */
export function peopleOnBoardOf(storedBytes: number): number {
  return Math.max(REHEARSAL_PEOPLE_MIN, Math.floor(OPENED_MAX_BYTES / storedBytes) - 1)
}

/** Runs each rehearsal in a thread of its own. @param meantMs how long one is meant to take; less in tests */
export function openRehearsals(
  context: Context,
  logger: FastifyBaseLogger,
  meantMs: number = MEANT_MS,
): Rehearsals {
  const running = new Map<Promise<void>, AbortController>()
  /** Counted before anything is waited for: of several that are begun at once each must see the others. */
  let taken = 0
  return {
    async begin(order) {
      if (taken >= AT_ONCE_MAX) return false
      taken += 1
      const stop = new AbortController()
      const id = newId()
      const begun = beginRehearsal(context.db, { id, ...order }, context.now())
      const run = begun
        .catch(() => false)
        .then((isBegun) => (isBegun ? runOne(context, logger, { id, order, stop, meantMs }) : undefined))
        .finally(() => {
          running.delete(run)
          taken -= 1
        })
      running.set(run, stop)
      return begun
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
  const { db, now, background } = context
  const stepsDone = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const thread = background.another({ jobTimeoutMs: LONGEST_MS, heapMaxMb: HEAP_MAX_MB })
  // wherever it is, while people are seated too: with its thread all of it is gone
  const end = () => void thread.close()
  stop.signal.addEventListener('abort', end)
  const look = async () => {
    const how = { id, stepsDone: Atomics.load(stepsDone, 0) }
    if (!(await sayAlive(db, how, now()).catch(() => true))) stop.abort()
  }
  const timer = setInterval(() => void look(), ALIVE_EVERY_MS)
  try {
    if (stop.signal.aborted) end()
    const pace = { meantMs, steps: order.steps, stepsDone }
    const report = await onCopy(context, thread, { order, pace })
    await look()
    await endRehearsal(db, id, { state: 'done', report })
    logger.info({ boardId: order.boardId, people: order.people, steps: order.steps }, 'script rehearsed')
  } catch (error) {
    const stopped = stop.signal.aborted
    if (!stopped) logger.warn({ err: error, boardId: order.boardId }, 'a rehearsal failed')
    await endRehearsal(db, id, { state: stopped ? 'stopped' : 'failed' }).catch((err: unknown) =>
      // it falls silent, and counts as lost then
      logger.warn({ err, boardId: order.boardId }, 'the end of a rehearsal could not be kept'),
    )
  } finally {
    clearInterval(timer)
    stop.signal.removeEventListener('abort', end)
    await thread.close()
  }
}

function onCopy(
  { db, rooms, now }: Context,
  thread: BackgroundThread,
  {
    order: { boardId, people },
    pace,
  }: { order: RehearsalOrder; pace: { meantMs: number; steps: number; stepsDone: Int32Array } },
): Promise<RehearsalReport> {
  return thread.run('rehearsal', async () => {
    const board = await findBoard(db, boardId)
    if (!board) throw new Error('the board of a rehearsal is gone')
    const { id, title, template } = board
    const updates = packBytes(await rooms.read(boardId))
    return {
      takes: { board: { id, title, template }, updates, people, nowMs: now(), pace },
      transfer: transferOf(updates),
    }
  })
}
