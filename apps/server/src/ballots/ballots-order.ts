import * as z from 'zod'
import type { BoardOrderKind } from '../nodes/board-orders.ts'
import { tellBallots } from './ballot-facts.ts'

/** Tells a board what became of its ballots, whichever process holds it; resolves when its facts say so. */
export const BALLOTS_ORDER: BoardOrderKind<{ boardId: string }, null> = {
  name: 'ballots',
  order: z.object({ boardId: z.string() }),
  answer: z.null(),
  async carryOut({ db, rooms }, { boardId }) {
    await tellBallots(db, boardId, (change) => rooms.edit(boardId, change))
    return null
  },
}
