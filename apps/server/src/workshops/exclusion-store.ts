import type { Kysely } from 'kysely'
import { inTransaction } from '../db/in-transaction.ts'
import type { Database } from '../db/schema.ts'

/** Two organisations that never share a group. */
export type Exclusion = readonly [string, string]

/** The pairs that a cohort keeps apart. */
export async function findExclusions(db: Kysely<Database>, cohortId: string): Promise<[string, string][]> {
  const rows = await db
    .selectFrom('exclusion')
    .select(['first_id', 'second_id'])
    .where('cohort_id', '=', cohortId)
    .orderBy('first_id')
    .orderBy('second_id')
    .execute()
  return rows.map(({ first_id, second_id }) => [first_id, second_id])
}

/** Replaces all pairs of a cohort; the same pair twice, either way round, is one. */
export async function putExclusions(
  db: Kysely<Database>,
  cohortId: string,
  pairs: readonly Exclusion[],
): Promise<void> {
  const rows = new Map(
    pairs.map(([a, b]) => {
      const [first_id, second_id] = a < b ? [a, b] : [b, a]
      return [`${first_id} ${second_id}`, { cohort_id: cohortId, first_id, second_id }]
    }),
  )
  await inTransaction(db, async (transaction) => {
    await transaction.deleteFrom('exclusion').where('cohort_id', '=', cohortId).execute()
    if (rows.size > 0)
      await transaction
        .insertInto('exclusion')
        .values([...rows.values()])
        .execute()
  })
}
