import type { BoardRole } from '@tablee/board'
import { addItems, type NewItem } from '@tablee/board/edit'
import type * as Y from 'yjs'
import { roomInZone } from '../boards/room-in-zone.ts'
import { isFillable, type PastedRows, rowsToItems } from './rows-to-items.ts'

/** What was asked for, by whom. */
export interface RowsOrder extends PastedRows {
  zoneId: string
  /** The person's actor on the board. */
  by: string
  role: BoardRole
}

/** How it ended: the new notes, or why none was written. */
export type RowsOutcome =
  | { ok: true; items: string[] }
  | { ok: false; problem: 'import_zone_unfit' | 'import_board_full' | 'forbidden' }
  | { ok: false; problem: 'import_zone_full'; details: { max: number; present: number; rows: number } }

/** Writes a note for each row into a zone, in the person's name; all of them or none. */
export function importRows(doc: Y.Doc, order: RowsOrder): RowsOutcome {
  const { by, role } = order
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
    return { ok: false, problem: room.problem === 'forbidden' ? 'forbidden' : `import_${room.problem}` }
  }
  const ids = addItems({ doc, by, role, records: () => room.records }, items)
  return { ok: true, items: ids.filter((id) => id !== null) }
}
