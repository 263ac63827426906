import { rehearsalReportSchema } from '@tablee/board/rehearsal'
import {
  idParamsSchema,
  type RehearsalView,
  rehearsalViewSchema,
  rehearseRequestSchema,
} from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { requireVisibleBoard } from '../boards/require-board.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { READ_SCRIPT_ORDER } from '../script/script-order.ts'
import { openRehearsals, peopleOnBoardOf } from './rehearsals.ts'
import { askToStop, findRehearsal } from './store.ts'

/** Rehearsals ("Répéter"): who may run the script plays it with simulated people, and reads what it came to. */
export function registerRehearsals(app: App, context: Context, meantMs?: number): void {
  const { db, rooms, now } = context
  const rehearsals = openRehearsals(context, app.log, meantMs)
  app.addHook('preClose', () => rehearsals.close())
  const path = '/api/boards/:id/rehearsal'
  const answer = { params: idParamsSchema, response: { 200: rehearsalViewSchema } }

  app.get(path, { schema: answer }, async (request) => view((await requireRunner(request)).id))

  app.post(
    path,
    {
      schema: {
        params: idParamsSchema,
        body: rehearseRequestSchema,
        response: { 202: rehearsalViewSchema },
      },
    },
    async (request, reply) => {
      const board = await requireRunner(request)
      if (board.status === 'archived') throw new AppError('board_archived')
      const { steps } = await giveOrder(context, READ_SCRIPT_ORDER, { boardId: board.id })
      if (steps.length === 0) throw new AppError('script_empty')
      const { people } = request.body
      const stored = await rooms.read(board.id)
      const max = peopleOnBoardOf(stored.reduce((sum, { length }) => sum + length, 0))
      if (people > max) throw new AppError('rehearsal_too_large', { details: { max } })
      const order = { boardId: board.id, cohortId: board.cohort.id, people, steps: steps.length }
      if (!(await rehearsals.begin(order))) throw new AppError('rehearsal_running')
      request.log.info({ boardId: board.id, people, steps: steps.length }, 'rehearsal begun')
      return reply.code(202).send(await view(board.id))
    },
  )

  app.post(`${path}/stop`, { schema: answer }, async (request) => {
    const board = await requireRunner(request)
    await askToStop(db, board.id)
    return view(board.id)
  })

  async function requireRunner(request: FastifyRequest<{ Params: { id: string } }>) {
    const { board, leads } = await requireVisibleBoard(context, request, request.params.id)
    if (!leads) throw new AppError('forbidden')
    return board
  }

  async function view(boardId: string): Promise<RehearsalView> {
    const row = await findRehearsal(db, boardId, now())
    if (!row) return { rehearsal: null }
    const { id, state, people, steps } = row
    // one that an older version wrote in another form is as if there was none
    const report = row.report === null ? null : rehearsalReportSchema.safeParse(JSON.parse(row.report))
    if (report && !report.success) return { rehearsal: null }
    return {
      rehearsal: {
        id,
        state,
        people,
        steps,
        stepsDone: row.steps_done,
        startedAt: row.started_at,
        report: report ? report.data : null,
      },
    }
  }
}
