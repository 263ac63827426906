import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import { deleteSnapshotPictures } from '../erasure/erase-snapshots.ts'
import { emptyDraft } from '../publication/draft-store.ts'
import { findPublication } from '../publication/publication-store.ts'
import { findRetentionLogs, logRetention, updateRetention } from './store.ts'

/**
 * Erases the raw boards of a cohort, and all that was written beside them: snapshots and their pictures, comments, hidden
 * notes, votes, sessions, rosters, and the words of drafts. Published cases stay, and so do agreements and the logs of
 * decisions. Each step may be done again.
 */
export async function eraseCohort(context: Context, cohortId: string): Promise<void> {
  const { db, dialect, rooms, kicks, now } = context
  const boards = await db
    .selectFrom('board')
    .select('id')
    .where('cohort_id', '=', cohortId)
    .orderBy('id')
    .execute()
  let snapshots = 0
  for (const { id } of boards) snapshots += await eraseBoard(context, id)
  const at = new Date(now()).toISOString()
  await erasing(db, dialect, async (transaction) => {
    const workshops = transaction.selectFrom('workshop').select('id').where('cohort_id', '=', cohortId)
    await transaction.deleteFrom('door').where('id', 'in', workshops).execute()
    await transaction.deleteFrom('workshop').where('cohort_id', '=', cohortId).execute()
    for (const table of ['roster_entry', 'former_name'] as const)
      await transaction.deleteFrom(table).where('cohort_id', '=', cohortId).execute()
    const drafts = await transaction
      .selectFrom('case_draft')
      .select('id')
      .where('cohort_id', '=', cohortId)
      .execute()
    for (const { id } of drafts)
      await emptyDraft(transaction, id, (await findPublication(transaction, { caseId: id }))?.document ?? {})
    await updateRetention(transaction, cohortId, { erased_at: at, paused_at: null, pause_reason: '' })
    const logs = await findRetentionLogs(transaction, [cohortId])
    if (!logs.get(cohortId)?.some(({ act }) => act === 'erased'))
      await logRetention(transaction, {
        cohortId,
        personId: null,
        act: 'erased',
        at,
        facts: { boards: boards.length, snapshots },
      })
  })
  for (const { id } of boards) {
    kicks.send({ room: id }, 'room_missing')
    await rooms.remove(id)
  }
}

/** @returns how many snapshots went with it */
async function eraseBoard(context: Context, boardId: string): Promise<number> {
  const { db, dialect, rooms, kicks } = context
  const snapshots = await db.selectFrom('snapshot').select('id').where('board_id', '=', boardId).execute()
  // before the rows: what a crash leaves here is drawn by nobody any more
  for (const { id } of snapshots) await deleteSnapshotPictures(context, id)
  kicks.send({ room: boardId }, 'room_missing')
  await rooms.remove(boardId)
  await erasing(db, dialect, async (transaction) => {
    await transaction.deleteFrom('snapshot').where('board_id', '=', boardId).execute()
    for (const table of ['membership', 'invitation'] as const)
      await transaction
        .deleteFrom(table)
        .where('scope_kind', '=', 'board')
        .where('scope_id', '=', boardId)
        .execute()
    await transaction.deleteFrom('door').where('id', '=', boardId).execute()
    await transaction.deleteFrom('board').where('id', '=', boardId).execute()
  })
  // somebody may have come between the two
  await rooms.remove(boardId)
  return snapshots.length
}
