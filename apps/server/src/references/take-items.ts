import { type ContentItem, SOURCE_META } from '@tablee/board'
import { addItems, type NewItem, type Writer } from '@tablee/board/edit'
import { roomInZone } from '../boards/room-in-zone.ts'

/** Items of another board, and the zone that they are taken into. */
export interface TakeOrder {
  fromBoardId: string
  items: readonly ContentItem[]
  zoneId: string
}

/** How it ended: the new notes in the order of their origins, or why none was written. */
export type TakeOutcome =
  | { ok: true; items: { itemId: string; sourceItemId: string }[] }
  | { ok: false; problem: 'reference_zone_unfit' | 'reference_board_full' | 'forbidden' }
  | { ok: false; problem: 'reference_zone_full'; details: { max: number; present: number; items: number } }

/** Writes a note for each item, in the person's name and with its origin; all of them or none. */
export function takeItems(
  writer: Pick<Writer, 'doc' | 'by' | 'role'>,
  { fromBoardId, items, zoneId }: TakeOrder,
): TakeOutcome {
  const room = roomInZone(writer.doc, { zoneId, role: writer.role }, () => items.length)
  if (!room.ok) {
    if (room.problem === 'zone_full') {
      const { max, present } = room
      return { ok: false, problem: 'reference_zone_full', details: { max, present, items: items.length } }
    }
    return { ok: false, problem: room.problem === 'forbidden' ? 'forbidden' : `reference_${room.problem}` }
  }
  const notes = items.map(
    (item): NewItem => ({
      zoneId,
      // the words that stand for a row: its other cells have no place in another method's columns
      text: item.title,
      meta: { [SOURCE_META]: `${fromBoardId}/${item.id}` },
    }),
  )
  const made = addItems({ ...writer, records: () => room.records }, notes)
  return {
    ok: true,
    items: items.flatMap(({ id }, at) => {
      const itemId = made[at]
      return itemId ? [{ itemId, sourceItemId: id }] : []
    }),
  }
}
