import { type BoardRecord, withoutPerson } from '@tablee/board'
import type { Kysely } from 'kysely'
import { actorOn } from '../boards/actor.ts'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import type { Database } from '../db/schema.ts'
import { maskOf } from './person-words.ts'
import type { PersonSubject } from './store.ts'
import { wordsAt } from './words-at.ts'

/** Takes a person out of the notes that were taken off boards lately. @returns how many changed */
export async function eraseFromDeletedNotes(
  { db, dialect }: Pick<Context, 'db' | 'dialect'>,
  subject: PersonSubject,
): Promise<number> {
  const boards = await boardsWithDeleted(db)
  let changed = 0
  for (const { id, cohort_id, actor_key } of boards) {
    const words = await wordsAt(db, subject, cohort_id)
    const { actorId } = actorOn(actor_key, id, subject.personId)
    const person = { actorId, mask: maskOf(words) }
    const rows = await db
      .selectFrom('deleted_note')
      .select(['record_id', 'record'])
      .where('board_id', '=', id)
      // of a withdrawn one nothing is left
      .where('record', '<>', '')
      .execute()
    for (const { record_id, record } of rows) {
      const before = JSON.parse(record) as BoardRecord // as it stood on the board
      const after = withoutPerson(before, person)
      if (after === before) continue
      changed += 1
      await erasing(db, dialect, (transaction) =>
        transaction
          .updateTable('deleted_note')
          .set({ record: JSON.stringify(after) })
          .where('board_id', '=', id)
          .where('record_id', '=', record_id)
          .where('record', '=', record)
          .execute(),
      )
    }
  }
  return changed
}

function boardsWithDeleted(db: Kysely<Database>) {
  return db
    .selectFrom('board')
    .select(['id', 'cohort_id', 'actor_key'])
    .where('id', 'in', db.selectFrom('deleted_note').select('board_id').distinct())
    .execute()
}
