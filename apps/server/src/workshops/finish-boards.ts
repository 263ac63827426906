import { BALLOTS_ORDER } from '../ballots/ballots-order.ts'
import { closeBallot } from '../ballots/close-ballot.ts'
import { findBallotsOfBoard } from '../ballots/store.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { liftCurtain } from '../private-writing/lift-curtain.ts'
import { waitForLate } from '../script/late-writers.ts'
import { runOnBoard } from '../script/run-on-board.ts'
import { findWorkshopBoards, type WorkshopRow } from './store.ts'
import { findUnfinished, holdsBack, UNDER_WAY_ORDER } from './unfinished-boards.ts'

/**
 * Brings every board of a session to the end that its pack is made of: scripts are over, and where whoever closes it
 * chose so, what is hidden is revealed and open votes are counted. Private is a promise: nothing is lifted without that.
 * @throws {AppError} `workshop_unfinished` while something is hidden, read before its reveal, or voted on.
 * @throws {AppError} `curtain_zone_gone` when notes cannot be put where they belong; they stay hidden.
 */
export async function finishBoards(
  context: Context,
  workshop: Pick<WorkshopRow, 'id'>,
  { reveal }: { reveal: boolean },
): Promise<void> {
  const boards = await findWorkshopBoards(context.db, [workshop.id])
  const held = (await findUnfinished(context, boards)).filter(holdsBack)
  const isReading = held.some(({ curtains }) => curtains.some((curtain) => curtain.isReading))
  if (held.length > 0 && (!reveal || isReading)) throw unfinished(held.length)
  // before what is hidden is revealed: nobody writes in private any more
  for (const { board_id } of boards) await endScript(context, board_id)
  for (const { boardId } of held) {
    await liftCurtain(context, boardId)
    await countBallots(context, boardId)
  }
  // drawn or opened while the others were being finished
  const left = (await findUnfinished(context, boards)).filter(holdsBack)
  if (left.length > 0) throw unfinished(left.length)
}

async function endScript(context: Context, boardId: string): Promise<void> {
  const { stepId } = await giveOrder(context, UNDER_WAY_ORDER, { boardId })
  if (stepId === null) return
  const command = { do: 'end', from: stepId } as const
  await waitForLate(context, boardId, command)
  await runOnBoard(context, { boardId, commandId: newId(), command })
}

async function countBallots(context: Context, boardId: string): Promise<void> {
  for (const ballot of await findBallotsOfBoard(context.db, boardId)) {
    if (ballot.state === 'closed') continue
    try {
      await closeBallot(context, ballot)
    } catch (error) {
      // somebody closed it at the same moment
      if (!(error instanceof AppError && error.code === 'ballot_closed')) throw error
    }
  }
  await giveOrder(context, BALLOTS_ORDER, { boardId })
}

function unfinished(boards: number): AppError {
  return new AppError('workshop_unfinished', { details: { boards } })
}
