import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { StoredCase } from '../../publication/draft-store.ts'

/** Every id of this server that leads to a draft: whoever reads one of them outside knows too much. */
export async function idsBehind(
  db: Kysely<Database>,
  { id, cohortId, organisationIds, draft }: StoredCase,
): Promise<string[]> {
  const sources = draft.statements.flatMap((statement) => statement.sources)
  const snapshotIds = [...new Set(sources.map(({ snapshotId }) => snapshotId))]
  const boards =
    snapshotIds.length === 0
      ? []
      : await db
          .selectFrom('snapshot')
          .select(['board_id', 'taken_by'])
          .where('id', 'in', snapshotIds)
          .execute()
  const hands = await db.selectFrom('case_hand').select('person_id').where('case_id', '=', id).execute()
  const all = [
    id,
    cohortId,
    ...organisationIds,
    ...draft.statements.map((statement) => statement.id),
    ...draft.images.map((image) => image.id),
    ...sources.map(({ itemId }) => itemId),
    ...snapshotIds,
    ...boards.flatMap(({ board_id, taken_by }) => [board_id, taken_by ?? '']),
    ...hands.map(({ person_id }) => person_id),
  ]
  return [...new Set(all)].filter((one) => one !== '')
}
