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

/** Asks the process that holds a board how many people have words on their way. Changes nothing. */
export const LATE_ORDER: BoardOrderKind<{ boardId: string }, { late: number }> = {
  name: 'late',
  order: z.object({ boardId: z.string() }),
  answer: z.object({ late: z.number() }),
  async carryOut({ rooms, leases }, { boardId }) {
    if (rooms.isOpen(boardId)) return { late: rooms.late(boardId) }
    try {
      const lease = await leases.acquire(boardId)
      if (!lease.held) throw new RoomElsewhere(boardId)
    } catch (error) {
      if (!(error instanceof RoomMissing)) throw error
    }
    return { late: 0 }
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
 * Waits until the words that people on a board are writing have arrived, hidden ones too, for three seconds at most.
 * @returns of how many people some were still on their way then
 */
export async function waitForWords(context: Context, boardId: string): Promise<number> {
  const until = performance.now() + WAIT_MAX_MS
  for (;;) {
    const { late } = await giveOrder(context, LATE_ORDER, { boardId })
    if (late === 0 || performance.now() >= until) return late
    await pause(LOOK_EVERY_MS)
  }
}
