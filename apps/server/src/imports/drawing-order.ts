import { type BoardRecord, boardRoot, writeTldrawContent } from '@tablee/board'
import * as z from 'zod'
import type { BoardOrderKind } from '../nodes/board-orders.ts'

/** Shapes that were read from a file, under the ids that they get. */
export interface DrawingOrder {
  boardId: string
  records: BoardRecord[]
}

/** Puts a drawing beside all that stands on a board; `full` when there is no room for it. */
export const DRAWING_ORDER: BoardOrderKind<DrawingOrder, 'written' | 'full'> = {
  name: 'drawing',
  order: z.object({ boardId: z.string(), records: z.array(z.custom<BoardRecord>(isRecord)) }),
  answer: z.enum(['written', 'full']),
  carryOut: ({ rooms }, { boardId, records }) =>
    rooms.edit(boardId, (doc) => {
      const [first] = records
      const isThere = first !== undefined && boardRoot(doc).has(first.id)
      return isThere || writeTldrawContent(doc, { records }) ? 'written' : 'full'
    }),
}

function isRecord(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'typeName' in value &&
    typeof value.typeName === 'string'
  )
}
