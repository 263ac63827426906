import type { ScriptCommand } from '@tablee/board/script'
import type { WorkshopScriptCommand } from '@tablee/contract'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { waitForLate } from '../script/late-writers.ts'
import { runOnBoard } from '../script/run-on-board.ts'
import { READ_SCRIPT_ORDER } from '../script/script-order.ts'

/** What became of a command on one board. */
export interface BoardOutcome {
  readonly boardId: string
  /** It changed something, or had done so before. */
  readonly done: boolean
  /** The step that is current then; null when none is. */
  readonly stepId: string | null
}

/**
 * Gives the same command to the scripts of several boards, each from the step where it is: two tables may be at different
 * ones. A board that cannot follow, since it is at its last step or does not run, stays as it is and holds up no other.
 */
export function runScripts(
  context: Context,
  boardIds: readonly string[],
  { commandId, command }: { commandId: string; command: WorkshopScriptCommand },
): Promise<BoardOutcome[]> {
  return Promise.all(
    boardIds.map(async (boardId) => {
      const { state } = await giveOrder(context, READ_SCRIPT_ORDER, { boardId })
      const stepId = state.phase === 'running' ? state.stepId : null
      const asked = commandFor(command, stepId)
      if (!asked) return { boardId, done: false, stepId }
      try {
        await waitForLate(context, boardId, asked)
        const { outcome, script } = await runOnBoard(context, { boardId, commandId, command: asked })
        return {
          boardId,
          done: outcome === 'done' || outcome === 'repeated',
          stepId: script.state.phase === 'running' ? script.state.stepId : null,
        }
      } catch (error) {
        // a private step that cannot hide its zone does not begin
        if (!(error instanceof AppError)) throw error
        return { boardId, done: false, stepId }
      }
    }),
  )
}

function commandFor(command: WorkshopScriptCommand, from: string | null): ScriptCommand | null {
  if (command.do === 'start') return command
  return from === null ? null : { ...command, from }
}
