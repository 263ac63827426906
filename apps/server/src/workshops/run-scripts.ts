import { currentStep, type Script, type ScriptCommand } from '@tablee/board/script'
import {
  allows,
  type Membership,
  type WorkshopScriptAnswer,
  type WorkshopScriptCommand,
  type WorkshopScripts,
} from '@tablee/contract'
import type { FastifyBaseLogger } from 'fastify'
import { findBoard } from '../boards/store.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { waitForLate } from '../script/late-writers.ts'
import { runOnBoard } from '../script/run-on-board.ts'
import { READ_SCRIPT_ORDER } from '../script/script-order.ts'

/** What became of a command on one board. */
type BoardOutcome = WorkshopScriptAnswer['boards'][number]

/**
 * Gives the same command to the scripts of several boards, each from the step where the screen showed it: two tables may
 * be at different ones, and of two people who press at once only one moves each on. A board that cannot follow, or
 * cannot be reached, stays as it is and holds up no other; so does one that is archived, or that she does not lead.
 */
export function runScripts(
  context: Context,
  { boardIds, memberships }: { boardIds: readonly string[]; memberships: readonly Membership[] },
  asked: { commandId: string; command: WorkshopScriptCommand; log: FastifyBaseLogger },
): Promise<BoardOutcome[]> {
  return Promise.all(
    boardIds.map(async (boardId) => {
      try {
        await requireLed(context, boardId, memberships)
        return await runOne(context, boardId, asked)
      } catch (error) {
        // a private step that cannot hide its zone does not begin; a board that no process answers for is left alone
        if (!(error instanceof AppError)) asked.log.error({ boardId, err: error }, 'script of a group failed')
        const problem = error instanceof AppError ? error.code : 'internal'
        return { boardId, done: false, stepId: null, title: null, problem }
      }
    }),
  )
}

/** Where each of these boards is. One that cannot be reached is not among them. */
export async function readScripts(
  context: Context,
  boardIds: readonly string[],
): Promise<WorkshopScripts['boards']> {
  const read = await Promise.allSettled(
    boardIds.map((boardId) => giveOrder(context, READ_SCRIPT_ORDER, { boardId })),
  )
  return read.flatMap((result, at) => {
    const boardId = boardIds[at]
    if (result.status === 'rejected' || boardId === undefined) return []
    const { steps, state } = result.value
    const step = currentStep(result.value)
    return {
      boardId,
      phase: state.phase,
      step: step && { id: step.id, title: step.title, at: steps.indexOf(step) + 1, of: steps.length },
    }
  })
}

async function runOne(
  context: Context,
  boardId: string,
  { commandId, command }: { commandId: string; command: WorkshopScriptCommand },
): Promise<BoardOutcome> {
  const own = commandFor(command, boardId)
  if (!own) {
    const script = await giveOrder(context, READ_SCRIPT_ORDER, { boardId })
    return { boardId, done: false, problem: null, ...placeOf(script) }
  }
  await waitForLate(context, boardId, own)
  const { outcome, script } = await runOnBoard(context, { boardId, commandId, command: own })
  const done = outcome === 'done' || outcome === 'repeated'
  const problem = done || outcome === 'overtaken' ? null : outcome
  return { boardId, done, problem, ...placeOf(script) }
}

function commandFor(command: WorkshopScriptCommand, boardId: string): ScriptCommand | null {
  if (command.do === 'start') return command
  const from = command.from[boardId]
  return from === undefined ? null : { ...command, from }
}

function placeOf(script: Script): Pick<BoardOutcome, 'stepId' | 'title'> {
  const step = currentStep(script)
  return { stepId: step?.id ?? null, title: step?.title ?? null }
}

/**
 * The same as for the command to one board.
 * @throws {AppError} `forbidden`, `board_archived`
 */
async function requireLed(
  { db }: Context,
  boardId: string,
  memberships: readonly Membership[],
): Promise<void> {
  const board = await findBoard(db, boardId)
  const place = board && (await placeOfBoard(db, boardId))
  if (!board || !place || !allows('script.run', memberships, place)) throw new AppError('forbidden')
  if (board.status === 'archived') throw new AppError('board_archived')
}
