import { isOpenPlace, type Limits, limitsNow } from '@tablee/board/script'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { READ_SCRIPT_ORDER } from './script-order.ts'

/** A board and whether who asks leads its workshop. */
interface AskedBoard {
  board: { id: string }
  leads: boolean
}

/**
 * Holds to what participants may do now (rules W1, W3 and W7) what reaches a board past its socket: who leads is free.
 * @param zoneId null for what lies in no zone, undefined for what the whole board is asked about
 * @throws {AppError} `step_closed` when participants may not write now, or not there.
 */
export async function requireWritingStep(
  context: Context,
  asked: AskedBoard,
  zoneId?: string | null,
): Promise<void> {
  const step = await bindingStep(context, asked)
  if (step && !(step.may.write && isOpenPlace(step, zoneId))) throw new AppError('step_closed')
}

/**
 * The same for a note that nobody else sees yet, wherever it will lie.
 * @throws {AppError} `step_closed` when participants may not write now.
 */
export async function requireHiddenWritingStep(context: Context, asked: AskedBoard): Promise<void> {
  const step = await bindingStep(context, asked)
  if (step && !step.may.write) throw new AppError('step_closed')
}

/**
 * The same for an opinion in a vote.
 * @throws {AppError} `step_closed` when participants may not vote now.
 */
export async function requireVotingStep(context: Context, asked: AskedBoard): Promise<void> {
  const step = await bindingStep(context, asked)
  if (step && !step.may.vote) throw new AppError('step_closed')
}

/** Whether somebody may comment now: participants when the step says so. */
export async function mayCommentNow(context: Context, asked: AskedBoard): Promise<boolean> {
  const step = await bindingStep(context, asked)
  return step?.may.comment ?? true
}

async function bindingStep(context: Context, { board, leads }: AskedBoard): Promise<Limits | null> {
  if (leads) return null
  return limitsNow(await giveOrder(context, READ_SCRIPT_ORDER, { boardId: board.id }))
}
