import type { Kysely } from 'kysely'
import type { DialectName } from '../db/dialect.ts'
import type { Database } from '../db/schema.ts'

/**
 * Counts the drafts that something concerns as changed, and holds them until the transaction ends. It comes first in
 * the transaction of everything that decides a publication: whoever publishes at the same moment is either before it,
 * and is seen, or after it, and finds the revision moved. Under `erasing`: a draft's row is written anew, and no copy of
 * the one before may stay in the database's pages.
 */
export async function touchDrafts(
  transaction: Kysely<Database>,
  dialect: DialectName,
  of: { cohortId: string } | { caseId: string },
): Promise<void> {
  if (dialect === 'postgres') {
    const concerned = transaction.selectFrom('case_draft').select('id').orderBy('id').forUpdate()
    // always in one order: two that touch the same drafts wait for each other instead of failing
    await ('caseId' in of
      ? concerned.where('id', '=', of.caseId)
      : concerned.where('cohort_id', '=', of.cohortId)
    ).execute()
  }
  const touched = transaction.updateTable('case_draft').set((row) => ({ revision: row('revision', '+', 1) }))
  await ('caseId' in of
    ? touched.where('id', '=', of.caseId)
    : touched.where('cohort_id', '=', of.cohortId)
  ).execute()
}
