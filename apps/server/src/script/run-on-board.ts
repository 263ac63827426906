import type { CommandAnswer, ScriptCommand } from '@tablee/board/script'
import { openForStep } from '../ballots/step-ballots.ts'
import type { Context } from '../context.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { markWorkshopBegun } from '../workshops/store.ts'
import { drawForStep, undrawForStep } from './private-step.ts'
import { SCRIPT_ORDER, type ScriptOrder } from './script-order.ts'

/** Commands with which a step begins. */
const BEGINNING: ReadonlySet<ScriptCommand['do']> = new Set(['start', 'next', 'previous', 'go'])

/**
 * Carries out a command on a board's script, with the curtains of a private step that it begins and the ballots of a vote;
 * a session begins with its first script.
 * @throws {AppError} what `drawCurtain` throws; nothing has changed then.
 */
export async function runOnBoard(context: Context, order: ScriptOrder): Promise<CommandAnswer> {
  const drawn = await drawForStep(context, order)
  const answer = await giveOrder(context, SCRIPT_ORDER, order)
  if (answer.outcome !== 'done')
    await undrawForStep(context, { boardId: order.boardId, script: answer.script }, drawn)
  // also when it had been carried out before: its process may have died in between
  const isAnswered = answer.outcome === 'done' || answer.outcome === 'repeated'
  if (isAnswered && order.command.do === 'start') await markWorkshopBegun(context.db, order.boardId)
  if (isAnswered && BEGINNING.has(order.command.do)) await openForStep(context, order.boardId)
  return answer
}
