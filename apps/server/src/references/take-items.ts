import {
  boardRoot,
  type ContentItem,
  findZone,
  MAX_RECORDS,
  metaRoot,
  methodOf,
  readContent,
  SOURCE_META,
} from '@tablee/board'
import { addItems, decodeBoard, type NewItem, type Writer } from '@tablee/board/edit'

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
  const { doc } = writer
  const method = methodOf(doc)
  const zone = method && findZone(method, zoneId)
  if (!method || !zone || zone.kind === 'link' || (zone.kind === 'text' && !zone.options.repeat))
    return { ok: false, problem: 'reference_zone_unfit' }
  const { max, locked } = zone.options
  if (locked && writer.role !== 'coach') return { ok: false, problem: 'forbidden' }
  if (boardRoot(doc).size + items.length > MAX_RECORDS) return { ok: false, problem: 'reference_board_full' }
  const records = decodeBoard(doc)
  const content = readContent({ records, method, facts: metaRoot(doc), lang: 'fr' })
  const present = content.zones.find((candidate) => candidate.zone.id === zoneId)
  if (!present?.area) return { ok: false, problem: 'reference_zone_unfit' }
  if (max !== undefined && present.items.length + items.length > max) {
    const details = { max, present: present.items.length, items: items.length }
    return { ok: false, problem: 'reference_zone_full', details }
  }
  const notes = items.map(
    (item): NewItem => ({
      zoneId,
      // the words that stand for a row: its other cells have no place in another method's columns
      text: item.title,
      meta: { [SOURCE_META]: `${fromBoardId}/${item.id}` },
    }),
  )
  const made = addItems({ ...writer, records: () => records }, notes)
  return {
    ok: true,
    items: items.flatMap(({ id }, at) => {
      const itemId = made[at]
      return itemId ? [{ itemId, sourceItemId: id }] : []
    }),
  }
}
