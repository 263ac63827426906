import { insertSeededBoard, seedBoard } from '../boards/create-board.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import type { WorkshopMethod } from './create-workshop.ts'
import { findWorkshopBoards, insertWorkshopBoards, lockWorkshop, type WorkshopRow } from './store.ts'

/**
 * Gives each organisation that has none a board of its own in a workshop, for meeting its coach: all of them or none.
 * Asked twice, also at once, it gives each one.
 * @returns how many were made
 * @throws {AppError} `workshop_closed`
 */
export async function addCoaching(
  context: Pick<Context, 'db' | 'rooms' | 'now'>,
  workshop: Pick<WorkshopRow, 'id' | 'cohort_id' | 'title'>,
  order: {
    method: WorkshopMethod
    organisationIds: readonly string[]
    /** What such a board is called, after the title of the workshop. */
    word: string
    personId: string
  },
): Promise<number> {
  const { db, rooms, now } = context
  const { method, organisationIds, word, personId } = order
  const wanting = await withoutBoard(db, workshop.id, organisationIds)
  const seeded: string[] = []
  let known: readonly { boardId: string; organisationId: string }[] = []
  try {
    for (const _ of wanting) seeded.push(await seedBoard({ rooms }, method))
    await db.transaction().execute(async (transaction) => {
      if ((await lockWorkshop(transaction, workshop.id))?.state === 'closed')
        throw new AppError('workshop_closed')
      const left = await withoutBoard(transaction, workshop.id, wanting)
      known = left.flatMap((organisationId, at) => {
        const boardId = seeded[at]
        return boardId === undefined ? [] : [{ boardId, organisationId }]
      })
      const board = {
        ...method,
        cohortId: workshop.cohort_id,
        title: `${workshop.title} – ${word}`,
        personId,
      }
      for (const { boardId, organisationId } of known)
        await insertSeededBoard(transaction, boardId, { ...board, organisationId }, now())
      await insertWorkshopBoards(
        transaction,
        workshop.id,
        known.map(({ boardId }) => ({ boardId, kind: 'coaching' as const, name: '' })),
      )
    })
    return known.length
  } catch (error) {
    known = []
    throw error
  } finally {
    // rooms without their boards could never be reached again
    for (const id of seeded) if (!known.some(({ boardId }) => boardId === id)) await rooms.remove(id)
  }
}

async function withoutBoard(
  db: Context['db'],
  workshopId: string,
  organisationIds: readonly string[],
): Promise<string[]> {
  const boards = await findWorkshopBoards(db, [workshopId])
  const have = new Set(
    boards.filter(({ kind }) => kind === 'coaching').map(({ organisationId }) => organisationId),
  )
  return organisationIds.filter((id) => !have.has(id))
}
