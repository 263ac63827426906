import type { Kysely } from 'kysely'
import * as z from 'zod'
import type { Database } from '../db/schema.ts'
import { markLibraryChanged } from './library-revision.ts'

/** A case that is counted and not told: its tags, and from when on. */
export interface CaseCount {
  readonly tags: readonly string[]
  readonly year: number
}

/** Counts a case, or counts it by other tags; in the transaction that decides it. */
export async function putCount(
  transaction: Kysely<Database>,
  { caseId, tags, year }: CaseCount & { caseId: string },
): Promise<void> {
  const row = { tags: JSON.stringify(tags), year }
  await transaction
    .insertInto('case_count')
    .values({ case_id: caseId, ...row })
    .onConflict((conflict) => conflict.column('case_id').doUpdateSet(row))
    .execute()
  await markLibraryChanged(transaction, caseId)
}

/** Counts a case no longer; in the transaction that decides it. @returns whether it was counted */
export async function deleteCount(transaction: Kysely<Database>, caseId: string): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('case_count')
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return false
  await markLibraryChanged(transaction, caseId)
  return true
}

/** Whether a case is counted without being told. */
export async function isCounted(db: Kysely<Database>, caseId: string): Promise<boolean> {
  const row = await db
    .selectFrom('case_count')
    .select('case_id')
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  return row !== undefined
}

/** Every case that is counted without being told; whose they are is not read. */
export async function readCounts(db: Kysely<Database>): Promise<CaseCount[]> {
  const rows = await db.selectFrom('case_count').select(['tags', 'year']).execute()
  return rows.map(({ tags, year }) => ({ tags: z.array(z.string()).parse(JSON.parse(tags)), year }))
}
