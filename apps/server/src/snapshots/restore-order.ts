import { boardRoot, isShape, restoreBoard } from '@tablee/board'
import * as z from 'zod'
import { findWithdrawn } from '../attention/deleted-store.ts'
import { notFound } from '../errors.ts'
import type { BoardOrderKind } from '../nodes/board-orders.ts'
import { readSnapshotContent } from './read-snapshot-content.ts'
import { findSnapshotHead } from './store.ts'

const orderSchema = z.object({ boardId: z.string(), snapshotId: z.string() })
const answerSchema = z.object({ outcome: z.enum(['restored', 'curtained', 'voting']) })

/** Makes a board what one of its snapshots says; what somebody withdrew since then stays withdrawn (D2). */
export const SNAPSHOT_ORDER: BoardOrderKind<z.infer<typeof orderSchema>, z.infer<typeof answerSchema>> = {
  name: 'restoreSnapshot',
  order: orderSchema,
  answer: answerSchema,
  async carryOut({ rooms, db }, { boardId, snapshotId }) {
    const head = await findSnapshotHead(db, snapshotId)
    if (!head || head.board_id !== boardId) throw notFound()
    const snapshot = await readSnapshotContent(db, head)
    const ids = snapshot.records.filter(isShape).map(({ id }) => id)
    const without = await findWithdrawn(db, boardId, ids)
    const outcome = await rooms.edit(boardId, (doc) => restoreBoard(doc, snapshot, { without }))
    // who withdraws says so in the database before she looks at the board: of two at once one of them sees the other
    const after = await findWithdrawn(db, boardId, ids)
    if (outcome === 'restored' && after.size > without.size)
      await rooms.edit(boardId, (doc) => {
        for (const id of after) boardRoot(doc).delete(id)
      })
    return { outcome }
  },
}
