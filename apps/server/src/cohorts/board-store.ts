import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'

/** Of a board, what its place among cohorts and organisations is made of. */
export interface PlacedBoard {
  readonly id: string
  readonly title: string
  readonly cohortId: string
  /** Null for a plenary board of the whole cohort. */
  readonly organisationId: string | null
}

/** Some boards; the table is `boards/`'s, read here for places and names only. */
export async function findPlacedBoards(
  db: Kysely<Database>,
  by: { ids: readonly string[] } | { cohortId: string } | { organisationId: string },
): Promise<PlacedBoard[]> {
  if ('ids' in by && by.ids.length === 0) return []
  const query = db
    .selectFrom('board')
    .select(['id', 'title', 'cohort_id as cohortId', 'organisation_id as organisationId'])
  if ('ids' in by) return query.where('id', 'in', by.ids).execute()
  if ('cohortId' in by) return query.where('cohort_id', '=', by.cohortId).execute()
  return query.where('organisation_id', '=', by.organisationId).execute()
}
