import { allows } from '@tablee/contract'
import { ATTENTION_ORDER } from '../attention/attention-order.ts'
import { actorOn } from '../boards/actor.ts'
import { type BoardRow, findBoard } from '../boards/store.ts'
import { findMemberships } from '../cohorts/membership-store.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import type { HeldDoor } from './hold-door.ts'
import { findAtDoor } from './present-door.ts'
import { putDoor, putDoorBoards, putPass, touchDoor } from './store.ts'

/**
 * Sends somebody out: through the whole door, which is locked behind her, or from one table of a workshop.
 * @returns who it was
 * @throws {AppError} `not_found` for somebody who never came, `forbidden` for who leads there
 */
export async function sendOut(
  context: Context,
  board: BoardRow,
  { holds, doorId, behind }: HeldDoor,
  actorId: string,
): Promise<string> {
  const { db, kicks, now } = context
  const gone = (await findAtDoor(context, board, doorId)).find((person) => person.actorId === actorId)
  if (!gone) throw notFound()
  const personId = gone.person_id
  const place = await placeOfBoard(db, board.id)
  if (place && allows('script.run', await findMemberships(db, personId), place))
    throw new AppError('forbidden')
  const closed = holds === 'table' ? [board.id] : behind
  await db.transaction().execute(async (transaction) => {
    if (holds === 'table') {
      await putPass(transaction, { doorId: board.id, personId, state: 'removed', now: now() })
      // a door of its own, which stays open: lists of boards look for doors
      await putDoor(transaction, board.id, { locked: false, now: now() })
    } else {
      await putPass(transaction, { doorId, personId, state: 'removed', now: now() })
      // by the same link she would be back under another name
      await putDoor(transaction, doorId, { locked: true, now: now() })
      await putDoorBoards(transaction, doorId, behind)
    }
    await touchDoor(transaction, doorId)
  })
  for (const room of closed) kicks.send({ room, authorId: personId }, 'sent_out')
  await Promise.all(closed.map((boardId) => lowerHand(context, boardId, personId)))
  return personId
}

/** Wherever she had raised it. */
async function lowerHand(context: Context, boardId: string, personId: string): Promise<void> {
  const board = await findBoard(context.db, boardId)
  if (!board) return
  const { actorId } = actorOn(board.actorKey, boardId, personId)
  await giveOrder(context, ATTENTION_ORDER, { boardId, change: { kind: 'lower', actorId } })
}
