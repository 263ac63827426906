import type { BoardRole } from '@tablee/board'
import { addItems, type NewItem } from '@tablee/board/edit'
import type * as Y from 'yjs'
import * as z from 'zod'
import { withKeyedIds, writtenByKey } from '../boards/keyed-items.ts'
import { roomInZone } from '../boards/room-in-zone.ts'
import type { BoardOrderKind } from '../nodes/board-orders.ts'
import { isFillable, type PastedRows, rowsToItems } from './rows-to-items.ts'

/** What was asked for, by whom. */
export interface RowsOrder extends PastedRows {
  /** Random: an order with the same key is written once. */
  key: string
  zoneId: string
  /** The person's actor on the board. */
  by: string
  role: BoardRole
}

const outcomeSchema = z.union([
  z.object({ ok: z.literal(true), items: z.array(z.string()) }),
  z.object({
    ok: z.literal(false),
    problem: z.enum(['import_zone_unfit', 'import_board_full', 'forbidden', 'zone_curtained']),
  }),
  z.object({
    ok: z.literal(false),
    problem: z.literal('import_zone_full'),
    details: z.object({ max: z.number(), present: z.number(), rows: z.number() }),
  }),
])

/** How it ended: the new notes, or why none was written. */
export type RowsOutcome = z.infer<typeof outcomeSchema>

/** Writes pasted rows into a zone of a board, whichever process holds it. */
export const ROWS_ORDER: BoardOrderKind<RowsOrder & { boardId: string }, RowsOutcome> = {
  name: 'rows',
  order: z.object({
    boardId: z.string(),
    key: z.string(),
    zoneId: z.string(),
    by: z.string(),
    role: z.enum(['coach', 'writer', 'viewer']),
    columns: z.array(z.string().nullable()),
    rows: z.array(z.array(z.string())),
  }),
  answer: outcomeSchema,
  carryOut: ({ rooms }, order) => rooms.edit(order.boardId, (doc) => importRows(doc, order)),
}

/** Writes a note for each row into a zone, in the person's name; all of them or none. */
export function importRows(doc: Y.Doc, order: RowsOrder): RowsOutcome {
  const { by, role, key } = order
  const before = writtenByKey(doc, key)
  if (before.length > 0) return { ok: true, items: before }
  let items: NewItem[] = []
  const room = roomInZone(doc, order, (method, zone) => {
    if (!order.columns.every((column) => isFillable(zone, column))) return null
    items = rowsToItems(method, zone, order)
    return items.length
  })
  if (!room.ok) {
    if (room.problem === 'zone_full') {
      const { max, present } = room
      return { ok: false, problem: 'import_zone_full', details: { max, present, rows: items.length } }
    }
    const { problem } = room
    const isGeneral = problem === 'forbidden' || problem === 'zone_curtained'
    return { ok: false, problem: isGeneral ? problem : `import_${problem}` }
  }
  const ids = addItems({ doc, by, role, records: () => room.records }, withKeyedIds(key, items))
  return { ok: true, items: ids.filter((id) => id !== null) }
}
