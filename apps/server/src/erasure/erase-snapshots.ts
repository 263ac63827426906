import { actorOn } from '../boards/actor.ts'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import type { PersonSubject } from './store.ts'
import { wordsAt } from './words-at.ts'

/**
 * Writes snapshots anew without a person (S1): what is read beside the main thread is written back only when it is still
 * what was read. Their pictures go; they are drawn again when somebody asks. @returns how many changed
 */
export async function eraseFromSnapshots(context: Context, subject: PersonSubject): Promise<number> {
  const { db, dialect, background, now } = context
  const heads = await db
    .selectFrom('snapshot')
    .innerJoin('board', 'board.id', 'snapshot.board_id')
    .select(['snapshot.id', 'snapshot.board_id', 'snapshot.cohort_id', 'board.actor_key'])
    .orderBy('snapshot.cohort_id')
    .orderBy('snapshot.id')
    .execute()
  let erased = 0
  for (const { id, board_id, cohort_id, actor_key } of heads) {
    const words = await wordsAt(db, subject, cohort_id)
    const { actorId } = actorOn(actor_key, board_id, subject.personId)
    const row = await db
      .selectFrom('snapshot')
      .select(['content', 'hash'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) continue
    const without = await background.run('eraseSnapshot', () => ({
      takes: { content: row.content, words, actorId },
    }))
    // also when it says nothing of her by now: a crash may have come between the row and its pictures
    if (without) {
      await erasing(db, dialect, (transaction) =>
        transaction
          .updateTable('snapshot')
          .set({ content: without.content, hash: without.hash, erased_at: new Date(now()).toISOString() })
          .where('id', '=', id)
          .where('hash', '=', row.hash)
          .execute(),
      )
      erased += 1
    }
    if (without || words.isOwnPlace) await deleteSnapshotPictures(context, id)
  }
  return erased
}

/** Deletes what was drawn of a snapshot, under whatever names it was ever kept. */
export async function deleteSnapshotPictures(
  { files }: Pick<Context, 'files'>,
  snapshotId: string,
): Promise<void> {
  await files.deleteFolder(`snapshots/${snapshotId}`)
}
