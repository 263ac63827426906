import { setTimeout as pause } from 'node:timers/promises'
import type { ScriptCommand } from '@tablee/board/script'
import { RoomElsewhere, RoomMissing } from '@tablee/sync'
import * as z from 'zod'
import type { Context } from '../context.ts'
import { type BoardOrderKind, giveOrder } from '../nodes/board-orders.ts'

/** How long the end of a step and a reveal wait for words that are on their way, in ms: never longer, whoever is behind. */
const WAIT_MAX_MS = 3_000
/** How often it is looked whether they have arrived, in ms. */
const LOOK_EVERY_MS = 150

/** Commands with which a step ends. */
const ENDING: ReadonlySet<ScriptCommand['do']> = new Set(['next', 'previous', 'go', 'end'])

/** Asks the process that holds a board how many people have words on their way, and how many of them are worth waiting for. */
export const LATE_ORDER: BoardOrderKind<
  { boardId: string; givesUp: boolean },
  { late: number; awaited: number }
> = {
  name: 'late',
  // `givesUp`: who is late now was waited for long enough, and does not hold up the next step as well
  order: z.object({ boardId: z.string(), givesUp: z.boolean() }),
  answer: z.object({ late: z.number(), awaited: z.number() }),
  async carryOut({ rooms, leases }, { boardId, givesUp }) {
    if (rooms.isOpen(boardId)) {
      const answer = { late: rooms.late(boardId), awaited: rooms.awaited(boardId) }
      if (givesUp) rooms.giveUpLate(boardId)
      return answer
    }
    try {
      const lease = await leases.acquire(boardId)
      if (!lease.held) throw new RoomElsewhere(boardId)
    } catch (error) {
      if (!(error instanceof RoomMissing)) throw error
    }
    return { late: 0, awaited: 0 }
  },
}

/**
 * Waits before a command that ends a step until the words that people wrote in it have arrived, for three seconds at most.
 * @returns how many were still on their way then
 */
export async function waitForLate(
  context: Context,
  boardId: string,
  command: ScriptCommand,
): Promise<number> {
  return ENDING.has(command.do) ? waitForWords(context, boardId) : 0
}

/**
 * Waits until the words that people on a board are writing have arrived, hidden ones too, for three seconds at most; for
 * somebody who did not come in that time not again, until she is heard of.
 * @returns of how many people some were still on their way then
 */
export async function waitForWords(context: Context, boardId: string): Promise<number> {
  const until = performance.now() + WAIT_MAX_MS
  for (;;) {
    const givesUp = performance.now() >= until
    const { late, awaited } = await giveOrder(context, LATE_ORDER, { boardId, givesUp })
    if (awaited === 0 || givesUp) return late
    await pause(LOOK_EVERY_MS)
  }
}
