import { equalValues, metaRoot, WORKSHOP_FACT, type WorkshopFact } from '@tablee/board'
import { RoomElsewhere, RoomMissing, RoomsStopped } from '@tablee/sync'
import type { FastifyBaseLogger } from 'fastify'
import type { Kysely } from 'kysely'
import type { WriteOnBoard } from '../ballots/ballot-facts.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { findBoardWorkshop, findUntoldWorkshopBoards, findWorkshopBoards, markWorkshopTold } from './store.ts'

/** How often a process looks for boards that another could not tell, in ms. */
const LOOK_MS = 1_000

/** Brings a board's facts to what its workshop is; what was told already is not written again. */
export async function tellWorkshop(
  db: Kysely<Database>,
  boardId: string,
  write: WriteOnBoard,
): Promise<void> {
  const workshop = await findBoardWorkshop(db, boardId)
  if (!workshop || workshop.told_revision >= workshop.revision) return
  const fact: WorkshopFact = {
    workshopId: workshop.id,
    kind: workshop.kind,
    state: workshop.state,
    here: workshop.here,
    at: Date.parse(workshop.here_at),
    revision: workshop.revision,
  }
  await write((doc) => {
    const facts = metaRoot(doc)
    if (!equalValues(facts.get(WORKSHOP_FACT), fact)) facts.set(WORKSHOP_FACT, fact)
  })
  await markWorkshopTold(db, boardId, workshop.revision)
}

/** Tells the boards of a workshop where everybody is expected, whatever breaks in between. */
export interface WorkshopFacts {
  /** Tells its boards now, as far as this process may write on them; their holders do so within a second otherwise. */
  tell(workshopId: string): Promise<void>
  /** Stops looking; resolves when nothing is being told. */
  close(): Promise<void>
}

/** Starts to look for boards that do not know yet. */
export function startWorkshopFacts(
  { db, rooms }: Pick<Context, 'db' | 'rooms'>,
  logger: FastifyBaseLogger,
): WorkshopFacts {
  let running: Promise<void> = Promise.resolve()
  let stopped = false
  const tellBoard = async (boardId: string) => {
    try {
      await tellWorkshop(db, boardId, (change) => rooms.edit(boardId, change))
    } catch (err) {
      if (err instanceof RoomElsewhere || err instanceof RoomMissing || err instanceof RoomsStopped) return
      logger.warn({ err, boardId }, 'a board could not be told of its workshop; trying again')
    }
  }
  const look = async () => {
    try {
      for (const boardId of await findUntoldWorkshopBoards(db)) if (!stopped) await tellBoard(boardId)
    } catch (err) {
      logger.warn({ err }, 'workshops could not be looked up; trying again')
    }
  }
  const next = () => {
    running = running.then(() => (stopped ? undefined : look()))
  }
  next()
  const timer = setInterval(next, LOOK_MS)
  timer.unref()
  return {
    async tell(workshopId) {
      const boards = await findWorkshopBoards(db, [workshopId])
      await Promise.all(boards.map(({ board_id }) => tellBoard(board_id)))
    },
    async close() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
