import {
  type BoardRole,
  boardRoot,
  findZone,
  MAX_RECORDS,
  metaRoot,
  methodOf,
  readContent,
} from '@tablee/board'
import { addItems, decodeBoard } from '@tablee/board/edit'
import type * as Y from 'yjs'
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
  const { zoneId, by, role } = order
  const method = methodOf(doc)
  const zone = method && findZone(method, zoneId)
  if (!method || !zone || !order.columns.every((column) => isFillable(zone, column)))
    return { ok: false, problem: 'import_zone_unfit' }
  const { max, locked, repeat } = zone.options
  if (zone.kind === 'link' || (zone.kind === 'text' && !repeat))
    return { ok: false, problem: 'import_zone_unfit' }
  if (locked && role !== 'coach') return { ok: false, problem: 'forbidden' }
  const items = rowsToItems(method, zone, order)
  if (boardRoot(doc).size + items.length > MAX_RECORDS) return { ok: false, problem: 'import_board_full' }
  const records = decodeBoard(doc)
  const content = readContent({ records, method, facts: metaRoot(doc), lang: 'fr' })
  const present = content.zones.find((candidate) => candidate.zone.id === zoneId)
  if (!present?.area) return { ok: false, problem: 'import_zone_unfit' }
  if (max !== undefined && present.items.length + items.length > max) {
    const details = { max, present: present.items.length, rows: items.length }
    return { ok: false, problem: 'import_zone_full', details }
  }
  const ids = addItems({ doc, by, role, records: () => records }, items)
  return { ok: true, items: ids.filter((id) => id !== null) }
}
