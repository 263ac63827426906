import { idParamsSchema, okSchema, restoreSnapshotRequestSchema } from '@tablee/contract'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { drawingRate } from '../plugins/rate-limit.ts'
import { requireRestorable } from './require-restorable.ts'
import { SNAPSHOT_ORDER } from './restore-order.ts'
import { takeSnapshot } from './take-snapshot.ts'

/** A board becomes again what a snapshot kept of it; what stands there now is kept first, so that nothing is lost. */
export function registerSnapshotRestore(app: App, context: Context): void {
  const { sessions } = context

  app.post(
    '/api/snapshots/:id/restore',
    {
      config: drawingRate(sessions),
      schema: { params: idParamsSchema, body: restoreSnapshotRequestSchema, response: { 200: okSchema } },
    },
    async (request) => {
      const { head, board, personId } = await requireRestorable(context, request, request.params.id)
      const { keepAs } = request.body
      const now = { id: board.id, title: board.title, cohortId: board.cohort.id }
      const kept = await takeSnapshot(context, {
        board: now,
        personId,
        name: keepAs,
        offered: false,
      })
      const order = { boardId: board.id, snapshotId: head.id }
      const { outcome } = await giveOrder(context, SNAPSHOT_ORDER, order)
      if (outcome === 'curtained') throw new AppError('zone_curtained')
      if (outcome === 'voting') throw new AppError('ballot_open')
      request.log.info({ boardId: board.id, snapshotId: head.id, keptAs: kept.id }, 'board put back')
      return { ok: true as const }
    },
  )
}
