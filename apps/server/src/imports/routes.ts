import {
  idParamsSchema,
  importedRowsSchema,
  importedSchema,
  importRowsRequestSchema,
  importTldrawRequestSchema,
  TLDRAW_FILE_MAX,
} from '@tablee/contract'
import type { App } from '../app.ts'
import { requireWritableBoard } from '../boards/require-board.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { exportRate } from '../plugins/rate-limit.ts'
import { requireWritingStep } from '../script/require-step.ts'
import { DRAWING_ORDER } from './drawing-order.ts'
import { ROWS_ORDER } from './import-rows.ts'

/** Bytes of a request with the largest file: each character may take three, or two and a backslash. */
const BODY_MAX_BYTES = 3 * TLDRAW_FILE_MAX + 1_024
/** Bytes of a request with the most and longest rows that make sense together. */
const ROWS_MAX_BYTES = 2 * 1024 * 1024

/** What others drew, brought onto a board in the name of the person who brings it. */
export function registerImports(app: App, context: Context): void {
  const { sessions, background } = context

  app.post(
    '/api/boards/:id/imports/tldraw',
    {
      bodyLimit: BODY_MAX_BYTES,
      config: exportRate(sessions),
      schema: { params: idParamsSchema, body: importTldrawRequestSchema, response: { 201: importedSchema } },
    },
    async (request, reply) => {
      const seen = await requireWritableBoard(context, request, request.params.id)
      const { board, actorId } = seen
      await requireWritingStep(context, seen, null)
      const { file } = request.body
      const content = await background.run('tldraw', () => ({ takes: { file, by: actorId } }))
      if (content === null) throw new AppError('import_unreadable')
      const { records } = content
      const written = await giveOrder(context, DRAWING_ORDER, { boardId: board.id, records })
      if (written === 'full') throw new AppError('import_board_full')
      const shapes = records.filter(({ typeName }) => typeName === 'shape').length
      request.log.info({ boardId: board.id, shapes }, 'drawing imported')
      return reply.code(201).send({ shapes, images: content.images, left: content.left })
    },
  )

  app.post(
    '/api/boards/:id/imports/rows',
    {
      bodyLimit: ROWS_MAX_BYTES,
      config: exportRate(sessions),
      schema: {
        params: idParamsSchema,
        body: importRowsRequestSchema,
        response: { 201: importedRowsSchema },
      },
    },
    async (request, reply) => {
      const seen = await requireWritableBoard(context, request, request.params.id)
      const { board, actorId, role } = seen
      await requireWritingStep(context, seen, request.body.zoneId)
      const outcome = await giveOrder(context, ROWS_ORDER, {
        ...request.body,
        boardId: board.id,
        by: actorId,
        role,
        key: newId(),
      })
      if (!outcome.ok)
        throw new AppError(outcome.problem, 'details' in outcome ? { details: outcome.details } : {})
      request.log.info({ boardId: board.id, items: outcome.items.length }, 'rows imported')
      return reply.code(201).send({ items: outcome.items })
    },
  )
}
