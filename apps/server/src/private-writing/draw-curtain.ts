import type { ZoneDefinition } from '@tablee/board'
import type { Context } from '../context.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { CURTAIN_ZONES_ORDER, CURTAINS_ORDER } from './curtain-orders.ts'
import { type CurtainRow, findCurtains, insertCurtain } from './store.ts'

/**
 * Draws a curtain before each zone; one of that kind that hangs there already stays. Resolves when the board refuses what
 * anybody writes there. A zone's `max` does not bound what everybody writes and the group then chooses from (L2), nor what
 * is written without names: the moment of a refusal would tell when somebody else wrote.
 * @throws {AppError} `curtain_zone_unfit`, `curtain_other_kind`; then no curtain is drawn.
 */
export async function drawCurtain(
  context: Context,
  boardId: string,
  zoneIds: readonly string[],
  { anonymous, everybodyWrites = false }: { anonymous: boolean; everybodyWrites?: boolean },
): Promise<CurtainRow[]> {
  const wanted = [...new Set(zoneIds)]
  const seen = await giveOrder(context, CURTAIN_ZONES_ORDER, { boardId, zoneIds: wanted })
  const zones = seen.filter((each) => each !== null)
  if (zones.length < wanted.length) throw new AppError('curtain_zone_unfit')
  const draw = () =>
    context.db.transaction().execute(async (transaction) => {
      const hanging = (await findCurtains(transaction, boardId)).filter(({ state }) => state !== 'lifted')
      for (const each of zones) {
        // the order's answer is the board's own definition, which only the server writes
        const zone = each.zone as ZoneDefinition
        const before = hanging.find((curtain) => curtain.zone.id === zone.id)
        if (before && before.anonymous !== anonymous) throw new AppError('curtain_other_kind')
        if (before) continue
        const room = everybodyWrites || anonymous ? null : each.room
        await insertCurtain(transaction, { id: newId(), boardId, zone, anonymous, room }, context.now())
      }
    })
  try {
    await draw()
  } catch (error) {
    // somebody drew one at the same moment: once more, with that one
    if (!isUniqueViolation(error)) throw error
    await draw()
  }
  await giveOrder(context, CURTAINS_ORDER, { boardId })
  const curtains = await findCurtains(context.db, boardId)
  return curtains.filter(({ zone }) => wanted.includes(zone.id))
}
