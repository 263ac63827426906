import { equalValues, metaRoot, WORKSHOP_FACT, type WorkshopFact } from '@tablee/board'
import type { FastifyBaseLogger } from 'fastify'
import type { Kysely } from 'kysely'
import { startBoardTeller, type WriteOnBoard } from '../boards/tell-boards.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import {
  findBoardWorkshop,
  findUntoldWorkshopBoards,
  findWorkshopBoards,
  isCalled,
  markWorkshopTold,
} from './store.ts'

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
    // a script that began calls nobody away from where she is
    state: workshop.state === 'running' && !isCalled(workshop) ? 'planned' : workshop.state,
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
  const teller = startBoardTeller({ rooms }, logger, {
    what: 'workshops',
    findUntold: () => findUntoldWorkshopBoards(db),
    tell: (boardId, write) => tellWorkshop(db, boardId, write),
  })
  return {
    async tell(workshopId) {
      const boards = await findWorkshopBoards(db, [workshopId])
      await Promise.all(boards.map(({ board_id }) => teller.tell(board_id)))
    },
    close: teller.close,
  }
}
