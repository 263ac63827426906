import { captionColourRequestSchema, idParamsSchema, okSchema } from '@tablee/contract'
import type { App } from '../app.ts'
import { requireVisibleBoard } from '../boards/require-board.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { gestureRate } from '../plugins/rate-limit.ts'
import { CAPTION_ORDER } from './caption-order.ts'

/** What the colours of a board stand for: those who lead say it, everybody reads it on the board. */
export function registerColours(app: App, context: Context): void {
  app.put(
    '/api/boards/:id/colours',
    {
      config: gestureRate(context.sessions),
      schema: { params: idParamsSchema, body: captionColourRequestSchema, response: { 200: okSchema } },
    },
    async (request) => {
      const { board, leads } = await requireVisibleBoard(context, request, request.params.id)
      if (!leads) throw new AppError('forbidden')
      if (board.status === 'archived') throw new AppError('board_archived')
      await giveOrder(context, CAPTION_ORDER, { boardId: board.id, ...request.body })
      return { ok: true as const }
    },
  )
}
