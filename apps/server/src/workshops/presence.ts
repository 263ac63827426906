import { RoomElsewhere, RoomMissing } from '@tablee/sync'
import * as z from 'zod'
import type { BoardOrderKind } from '../nodes/board-orders.ts'

/** Asks the process that holds a board who has it open: ids of people. Changes nothing. */
export const PRESENCE_ORDER: BoardOrderKind<{ boardId: string }, { personIds: string[] }> = {
  name: 'presence',
  order: z.object({ boardId: z.string() }),
  answer: z.object({ personIds: z.array(z.string()) }),
  async carryOut({ rooms, leases }, { boardId }) {
    if (rooms.isOpen(boardId)) return { personIds: rooms.peopleIn(boardId) }
    try {
      const lease = await leases.acquire(boardId)
      if (!lease.held) throw new RoomElsewhere(boardId)
    } catch (error) {
      if (!(error instanceof RoomMissing)) throw error
    }
    return { personIds: [] }
  },
}
