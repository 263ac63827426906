import { type BoardRecord, boardRoot, encodeRecord, metaRoot, PAGE_ID, readCurtain } from '@tablee/board'
import * as z from 'zod'
import type { BoardOrderKind } from '../nodes/board-orders.ts'

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
  record: z.custom<BoardRecord>((value) => typeof value === 'object' && value !== null && 'id' in value),
})

/** Puts a note back where it was; one that stands there already stays as it is. */
export const RESTORE_ORDER: BoardOrderKind<
  z.infer<typeof restoreSchema>,
  { outcome: 'restored' | 'curtained' }
> = {
  name: 'restoreNote',
  order: restoreSchema,
  answer: z.object({ outcome: z.enum(['restored', 'curtained']) }),
  carryOut: ({ rooms }, { boardId, record }) =>
    rooms.edit(boardId, (doc) => {
      const board = boardRoot(doc)
      if (board.has(record.id)) return { outcome: 'restored' }
      const zone = record.meta?.['zone']
      // what is put there would tell what the curtain hides from
      if (typeof zone === 'string' && readCurtain(metaRoot(doc), zone)) return { outcome: 'curtained' }
      const { parentId } = record
      const isOrphan = typeof parentId === 'string' && parentId !== PAGE_ID && !board.has(parentId)
      board.set(record.id, encodeRecord(isOrphan ? { ...record, parentId: PAGE_ID } : record))
      return { outcome: 'restored' }
    }),
}
