import { setTimeout as pause } from 'node:timers/promises'
import { RoomElsewhere, RoomsStopped } from '@tablee/sync'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { askHolder } from './holder-orders.ts'
import { type TakenVersion, type TakeVersionOrder, takeVersionHere } from './take-version-here.ts'

/** How long a board is tried whose process does not answer, in ms: longer than a life and a poll (`find-way.ts`). */
const PATIENCE_MS = 6_000
/** Pause between two tries, in ms. */
const RETRY_MS = 200

/**
 * Brings a board to another version of its method, wherever its room is held (`takeVersionHere`).
 * @throws {AppError} `unavailable` when the process that holds the room does not answer.
 */
export async function takeVersion(context: Context, order: TakeVersionOrder): Promise<TakenVersion> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return await takeVersionHere(context, order)
    } catch (error) {
      if (error instanceof RoomsStopped) throw new AppError('unavailable', { cause: error })
      if (!(error instanceof RoomElsewhere)) throw error
    }
    const lease = await context.leases.acquire(order.boardId)
    const answer = lease.held ? null : await askHolder(context, lease.node, order)
    if (answer !== null) return answer
    if (performance.now() > until) throw new AppError('unavailable', { retryAfterSeconds: 1 })
    if (!lease.held) await pause(RETRY_MS)
  }
}
