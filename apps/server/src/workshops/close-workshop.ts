import type { Context } from '../context.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'
import { newId } from '../ids.ts'
import { keepOutcomes } from '../packs/keep-outcomes.ts'
import { findSnapshotHead } from '../snapshots/store.ts'
import { takeSnapshot } from '../snapshots/take-snapshot.ts'
import { findWorkshopBoards, markWorkshopClosed, reserveSnapshot, type WorkshopRow } from './store.ts'

/**
 * Closes a workshop and keeps every board of it as it is, under the workshop's name. Asked again, it takes what is
 * missing and nothing twice.
 */
export async function closeWorkshop(
  context: Context,
  workshop: WorkshopRow,
  personId: string,
): Promise<{ snapshots: number }> {
  const { db } = context
  // the last beat of the session: what was said unsigned is in its files
  await context.commentFacts.count()
  for (const { board_id } of await findWorkshopBoards(db, [workshop.id]))
    await reserveSnapshot(db, board_id, newId())
  await markWorkshopClosed(db, workshop.id)
  const closedAtMs = context.now()
  const boards = await findWorkshopBoards(db, [workshop.id])
  let snapshots = 0
  for (const row of boards) {
    const { board_id, title, snapshot_id } = row
    if (snapshot_id !== null && !(await findSnapshotHead(db, snapshot_id))) {
      const board = { id: board_id, title, cohortId: workshop.cohort_id }
      try {
        await takeSnapshot(context, {
          id: snapshot_id,
          board,
          personId,
          name: workshop.title,
          offered: false,
        })
        snapshots += 1
      } catch (error) {
        // somebody else closes it at the same moment
        if (!isUniqueViolation(error)) throw error
      }
    }
    await keepOutcomes(context, row, closedAtMs)
  }
  return { snapshots }
}
