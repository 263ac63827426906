import * as z from 'zod'
import type { Context } from '../context.ts'
import { type BoardOrderKind, giveOrder } from '../nodes/board-orders.ts'
import { type TakenVersion, type TakeVersionOrder, takeVersionHere } from './take-version-here.ts'

/** Bringing a board to another version of its method. */
export const VERSION_ORDER: BoardOrderKind<TakeVersionOrder, TakenVersion> = {
  name: 'version',
  order: z.object({ boardId: z.string(), version: z.string() }),
  answer: z.enum(['taken', 'started']),
  carryOut: takeVersionHere,
}

/**
 * Brings a board to another version of its method, wherever its room is held (`takeVersionHere`).
 * @throws {AppError} `unavailable` when the process that holds the room does not answer.
 */
export function takeVersion(context: Context, order: TakeVersionOrder): Promise<TakenVersion> {
  return giveOrder(context, VERSION_ORDER, order)
}
