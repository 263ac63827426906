import { RoomElsewhere, RoomMissing, RoomsStopped } from '@tablee/sync'
import type { FastifyBaseLogger } from 'fastify'
import type { Context } from '../context.ts'
import { findMovedCounts, findUntoldBoards } from './store.ts'
import { tellCurtains, type WriteOnBoard } from './tell-curtains.ts'

/** How often a process looks for what another could not tell, in ms: after a crash, or of a board that it holds. */
const LOOK_MS = 1_000
/** How often the number of hidden named notes is told, in ms. */
const NAMED_BEAT_MS = 5_000
/** The same of anonymous ones: long enough that no single note stands out of a table that writes (A7). */
const ANONYMOUS_BEAT_MS = 20_000

/** Tells the boards what became of their curtains, whoever lifted them and whatever broke in between. */
export interface CurtainFacts {
  /** Tells one board now. @throws {RoomElsewhere} when another process holds it */
  tell(boardId: string): Promise<void>
  /** Tells a board that is being opened, before anybody enters it. */
  prepare(boardId: string, write: WriteOnBoard): Promise<void>
  /** Tells all boards how many notes are hidden: what the beats do. */
  count(): Promise<void>
  /** Stops looking; resolves when nothing is being told. */
  close(): Promise<void>
}

/** Starts to look for boards that do not know yet; the first time at once, since a crash may have left some. */
export function startCurtainFacts(
  { db, dialect, rooms }: Pick<Context, 'db' | 'dialect' | 'rooms'>,
  logger: FastifyBaseLogger,
): CurtainFacts {
  const put = new Set<string>()
  /** What is being told of each board: of two that read the database at once the older could be written last. */
  const turns = new Map<string, Promise<void>>()
  let running: Promise<void> = Promise.resolve()
  let stopped = false

  const tell = (boardId: string, counts?: ReadonlyMap<string, number>): Promise<void> => {
    const before = turns.get(boardId) ?? Promise.resolve()
    const write: WriteOnBoard = (change) => rooms.edit(boardId, change)
    const told = before
      .catch(() => undefined)
      .then(() => tellCurtains({ db, dialect, boardId, write, put, ...(counts ? { counts } : {}) }))
    turns.set(boardId, told)
    const end = () => {
      if (turns.get(boardId) === told) turns.delete(boardId)
    }
    told.then(end, end)
    return told
  }
  const tellQuietly = async (boardId: string, counts?: ReadonlyMap<string, number>) => {
    try {
      await tell(boardId, counts)
    } catch (err) {
      if (err instanceof RoomElsewhere || err instanceof RoomMissing || err instanceof RoomsStopped) return
      logger.warn({ err, boardId }, 'curtains could not be told; trying again')
    }
  }
  const count = async (anonymous: boolean) => {
    const byBoard = new Map<string, Map<string, number>>()
    for (const { boardId, curtainId, hidden } of await findMovedCounts(db, anonymous)) {
      const counts = byBoard.get(boardId) ?? new Map<string, number>()
      byBoard.set(boardId, counts.set(curtainId, hidden))
    }
    for (const [boardId, counts] of byBoard) if (!stopped) await tellQuietly(boardId, counts)
  }
  const look = async () => {
    for (const boardId of await findUntoldBoards(db)) if (!stopped) await tellQuietly(boardId)
  }
  const next = (work: () => Promise<void>) => {
    running = running.then(async () => {
      if (stopped) return
      try {
        await work()
      } catch (err) {
        logger.warn({ err }, 'curtains could not be looked up; trying again')
      }
    })
    return running
  }
  const every = (ms: number, work: () => Promise<void>) => {
    const timer = setInterval(() => void next(work), ms)
    timer.unref()
    return timer
  }
  void next(look)
  const timers = [
    every(LOOK_MS, look),
    every(NAMED_BEAT_MS, () => count(false)),
    every(ANONYMOUS_BEAT_MS, () => count(true)),
  ]
  return {
    tell: (boardId) => tell(boardId),
    // not in its turn: whoever has the turn may wait for the room that is being opened here
    prepare: (boardId, write) => tellCurtains({ db, dialect, boardId, write, put }),
    count: () =>
      next(async () => {
        await count(false)
        await count(true)
      }),
    async close() {
      stopped = true
      for (const timer of timers) clearInterval(timer)
      await running
      await Promise.allSettled(turns.values())
    },
  }
}
