import { SOURCE_META } from '@tablee/board'
import { addItems, type NewItem, type Writer } from '@tablee/board/edit'
import * as z from 'zod'
import { withKeyedIds, writtenByKey } from '../boards/keyed-items.ts'
import { roomInZone } from '../boards/room-in-zone.ts'
import type { BoardOrderKind } from '../nodes/board-orders.ts'

const takeOrderSchema = z.object({
  /** Random: an order with the same key is written once. */
  key: z.string(),
  items: z.array(z.object({ fromBoardId: z.string(), id: z.string(), title: z.string() })),
  zoneId: z.string(),
})
/** Items of other boards, and the zone that they are taken into. */
type TakeOrder = z.infer<typeof takeOrderSchema>

const outcomeSchema = z.union([
  z.object({
    ok: z.literal(true),
    items: z.array(z.object({ itemId: z.string(), sourceItemId: z.string() })),
  }),
  z.object({
    ok: z.literal(false),
    problem: z.enum(['reference_zone_unfit', 'reference_board_full', 'forbidden', 'zone_curtained']),
  }),
  z.object({
    ok: z.literal(false),
    problem: z.literal('reference_zone_full'),
    details: z.object({ max: z.number(), present: z.number(), items: z.number() }),
  }),
])
/** How it ended: the new notes in the order of their origins, or why none was written. */
export type TakeOutcome = z.infer<typeof outcomeSchema>

const boardTakeSchema = takeOrderSchema.extend({
  boardId: z.string(),
  /** The person's actor on the board. */
  by: z.string(),
  role: z.enum(['coach', 'writer', 'viewer']),
})

/** Takes items into a board, whichever process holds it. */
export const TAKE_ORDER: BoardOrderKind<z.infer<typeof boardTakeSchema>, TakeOutcome> = {
  name: 'take',
  order: boardTakeSchema,
  answer: outcomeSchema,
  carryOut: ({ rooms }, { boardId, by, role, ...order }) =>
    rooms.edit(boardId, (doc) => takeItems({ doc, by, role }, order)),
}

/** Writes a note for each item, in the person's name and with its origin; all of them or none. */
function takeItems(
  writer: Pick<Writer, 'doc' | 'by' | 'role'>,
  { key, items, zoneId }: TakeOrder,
): TakeOutcome {
  const taken = (ids: readonly (string | null)[]): TakeOutcome => ({
    ok: true,
    items: items.flatMap(({ id }, at) => {
      const itemId = ids[at]
      return itemId ? [{ itemId, sourceItemId: id }] : []
    }),
  })
  const before = writtenByKey(writer.doc, key)
  if (before.length > 0) return taken(before)
  const room = roomInZone(writer.doc, { zoneId, role: writer.role }, () => items.length)
  if (!room.ok) {
    if (room.problem === 'zone_full') {
      const { max, present } = room
      return { ok: false, problem: 'reference_zone_full', details: { max, present, items: items.length } }
    }
    const { problem } = room
    const isGeneral = problem === 'forbidden' || problem === 'zone_curtained'
    return { ok: false, problem: isGeneral ? problem : `reference_${problem}` }
  }
  const notes = items.map(
    (item): NewItem => ({
      zoneId,
      // the words that stand for a row: its other cells have no place in another method's columns
      text: item.title,
      meta: { [SOURCE_META]: `${item.fromBoardId}/${item.id}` },
    }),
  )
  return taken(addItems({ ...writer, records: () => room.records }, withKeyedIds(key, notes)))
}
