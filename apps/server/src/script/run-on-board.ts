import type { CommandAnswer } from '@tablee/board/script'
import type { Context } from '../context.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { drawForStep, undrawForStep } from './private-step.ts'
import { SCRIPT_ORDER, type ScriptOrder } from './script-order.ts'

/**
 * Carries out a command on a board's script, with the curtains of a private step that it begins.
 * @throws {AppError} what `drawCurtain` throws; nothing has changed then.
 */
export async function runOnBoard(context: Context, order: ScriptOrder): Promise<CommandAnswer> {
  const drawn = await drawForStep(context, order)
  const answer = await giveOrder(context, SCRIPT_ORDER, order)
  if (answer.outcome !== 'done')
    await undrawForStep(context, { boardId: order.boardId, script: answer.script }, drawn)
  return answer
}
