import type { Context } from '../context.ts'
import { inTransaction } from '../db/in-transaction.ts'
import { type BoardOrder, insertSeededBoard, seedBoard } from './create-board.ts'

/**
 * Makes one board for each of these organisations, all under one title; all or none.
 * @returns their ids, in the order of the organisations.
 */
export async function createBoards(
  context: Pick<Context, 'db' | 'rooms' | 'now'>,
  order: Omit<BoardOrder, 'organisationId' | 'notes'> & { organisationIds: readonly string[] },
): Promise<string[]> {
  const { organisationIds, ...shared } = order
  const seeded: string[] = []
  try {
    for (const _ of organisationIds) seeded.push(await seedBoard(context, shared))
    await inTransaction(context.db, async (transaction) => {
      for (const [at, organisationId] of organisationIds.entries()) {
        const id = seeded[at]
        if (id !== undefined)
          await insertSeededBoard(transaction, id, { ...shared, organisationId }, context.now())
      }
    })
    return seeded
  } catch (error) {
    // rooms without their boards could never be reached again
    for (const id of seeded) await context.rooms.remove(id)
    throw error
  }
}
