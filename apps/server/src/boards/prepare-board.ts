import type { FastifyBaseLogger } from 'fastify'
import { tellBallots } from '../ballots/ballot-facts.ts'
import { tellComments } from '../comments/comment-facts.ts'
import type { Context } from '../context.ts'
import { tellDoor } from '../doors/door-facts.ts'
import { tellWorkshop } from '../workshops/workshop-facts.ts'
import type { WriteOnBoard } from './tell-boards.ts'
import { upgradeOldBoard } from './upgrade-old-board.ts'

/**
 * Brings a board that is being opened to what the database says, before anybody enters it. Each part writes only when
 * there is something that the board was not told, so that a board that is only read needs no live document.
 * @param tellCurtains the last part, which keeps in mind what it has put on boards
 */
export async function prepareBoard(
  { db, now, logger }: Pick<Context, 'db' | 'now'> & { logger: FastifyBaseLogger },
  boardId: string,
  { write, tellCurtains }: { write: WriteOnBoard; tellCurtains: (write: WriteOnBoard) => Promise<void> },
): Promise<void> {
  await upgradeOldBoard({ db, logger }, boardId, write)
  await tellBallots(db, boardId, write)
  await tellWorkshop(db, boardId, write)
  await tellComments(db, boardId, write)
  await tellDoor({ db, now }, boardId, write)
  await tellCurtains(write)
}
