import { type BoardRecord, boardRoot, encodeRecord, metaRoot, PAGE_ID, readCurtain } from '@tablee/board'
import type * as Y from 'yjs'
import * as z from 'zod'
import type { BoardOrderKind } from '../nodes/board-orders.ts'
import { findWithdrawn } from './deleted-store.ts'

const idsSchema = z.object({ boardId: z.string(), ids: z.array(z.string()) })

/** Asks which of these records are not on the board. */
export const MISSING_ORDER: BoardOrderKind<z.infer<typeof idsSchema>, { missing: string[] }> = {
  name: 'missingRecords',
  order: idsSchema,
  answer: z.object({ missing: z.array(z.string()) }),
  carryOut: ({ rooms }, { boardId, ids }) =>
    rooms.edit(boardId, (doc) => ({ missing: ids.filter((id) => !boardRoot(doc).has(id)) })),
}

const restoreSchema = z.object({
  boardId: z.string(),
  records: z.array(
    z.custom<BoardRecord>((value) => typeof value === 'object' && value !== null && 'id' in value),
  ),
})
const restoredSchema = z.object({ restored: z.array(z.string()), curtained: z.array(z.string()) })
type Restored = z.infer<typeof restoredSchema>

/**
 * Puts notes back where they were; one that stands there already stays as it is, and what its writer withdraws at the same
 * time goes again.
 */
export const RESTORE_ORDER: BoardOrderKind<z.infer<typeof restoreSchema>, Restored> = {
  name: 'restoreNotes',
  order: restoreSchema,
  answer: restoredSchema,
  async carryOut({ rooms, db }, { boardId, records }) {
    const ids = records.map(({ id }) => id)
    const before = await findWithdrawn(db, boardId, ids)
    const outcome = await rooms.edit(boardId, (doc) =>
      putBack(
        doc,
        records.filter(({ id }) => !before.has(id)),
      ),
    )
    // who withdraws says so in the database before she looks at the board: of two at once one of them sees the other
    const after = await findWithdrawn(db, boardId, outcome.restored)
    if (after.size === 0) return outcome
    await rooms.edit(boardId, (doc) => {
      for (const id of after) boardRoot(doc).delete(id)
    })
    return { ...outcome, restored: outcome.restored.filter((id) => !after.has(id)) }
  },
}

function putBack(doc: Y.Doc, records: readonly BoardRecord[]): Restored {
  const board = boardRoot(doc)
  const outcome: Restored = { restored: [], curtained: [] }
  for (const record of records) {
    const zone = record.meta?.['zone']
    // what is put there would tell what the curtain hides from
    const isCurtained = typeof zone === 'string' && readCurtain(metaRoot(doc), zone) !== null
    if (!board.has(record.id) && isCurtained) {
      outcome.curtained.push(record.id)
      continue
    }
    outcome.restored.push(record.id)
    if (board.has(record.id)) continue
    const { parentId } = record
    const isOrphan = typeof parentId === 'string' && parentId !== PAGE_ID && !board.has(parentId)
    board.set(record.id, encodeRecord(isOrphan ? { ...record, parentId: PAGE_ID } : record))
  }
  return outcome
}
