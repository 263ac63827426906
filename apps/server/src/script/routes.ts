import type { Script } from '@tablee/board/script'
import {
  clockSchema,
  idParamsSchema,
  scriptAnswerSchema,
  scriptRequestSchema,
  scriptViewSchema,
} from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { requireVisibleBoard, type SeenBoard } from '../boards/require-board.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { endsStep, keepStep } from './keep-step.ts'
import { waitForLate } from './late-writers.ts'
import { runOnBoard } from './run-on-board.ts'
import { READ_SCRIPT_ORDER } from './script-order.ts'

/** The script of a board ("déroulé"): run by who leads the workshop, read by whoever sees the board. */
export function registerScript(app: App, context: Context): void {
  const { now } = context

  // Asked by every screen with a clock, several times: it looks at nothing and says nothing of anybody.
  app.get('/api/clock', { schema: { response: { 200: clockSchema } } }, async (_request, reply) => {
    void reply.header('cache-control', 'no-store')
    return { nowMs: now() }
  })

  app.get(
    '/api/boards/:id/script',
    { schema: { params: idParamsSchema, response: { 200: scriptViewSchema } } },
    async (request) => {
      const { board } = await requireVisibleBoard(context, request, request.params.id)
      const script = await giveOrder(context, READ_SCRIPT_ORDER, { boardId: board.id })
      return { script: asMutable(script), nowMs: now() }
    },
  )

  app.post(
    '/api/boards/:id/script',
    { schema: { params: idParamsSchema, body: scriptRequestSchema, response: { 200: scriptAnswerSchema } } },
    async (request) => {
      const { board, personId } = await requireRunner(request, request.params.id)
      const { commandId, command, keepAs } = request.body
      const boardId = board.id
      const late = await waitForLate(context, boardId, command)
      const { outcome, script } = await runOnBoard(context, { boardId, commandId, command })
      request.log.info(
        { boardId, command: command.do, outcome, late, revision: script.state.revision },
        'script command',
      )
      if (outcome === 'done' && keepAs !== undefined && endsStep(command))
        await keepStep(context, { board, personId, name: keepAs }).catch((err: unknown) => {
          // the workshop has gone on, and goes on
          request.log.error({ err, boardId }, 'step not kept')
        })
      if (outcome !== 'done' && outcome !== 'repeated' && outcome !== 'overtaken') throw new AppError(outcome)
      return { outcome, script: asMutable(script), nowMs: now() }
    },
  )

  async function requireRunner(request: FastifyRequest, id: string): Promise<SeenBoard> {
    const seen = await requireVisibleBoard(context, request, id)
    if (!seen.leads) throw new AppError('forbidden')
    if (seen.board.status === 'archived') throw new AppError('board_archived')
    return seen
  }
}

/** The schema of an answer knows arrays that may change. */
function asMutable({ steps, state }: Script) {
  return { steps: [...steps], state }
}
