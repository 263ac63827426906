import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'

const STATE_ID = 1

/** Of which revision the library is: another one means that something was published or withdrawn. */
export async function readLibraryRevision(db: Kysely<Database>): Promise<number> {
  const state = await db
    .selectFrom('library_state')
    .select('revision')
    .where('id', '=', STATE_ID)
    .executeTakeFirst()
  // nothing was published yet
  return Number(state?.revision ?? 0)
}

/**
 * Keeps every other publication and withdrawal waiting until the transaction ends: what is read of the library after
 * it stays so.
 */
export async function lockLibrary(transaction: Kysely<Database>): Promise<void> {
  await transaction
    .insertInto('library_state')
    .values({ id: STATE_ID, revision: 0 })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({ revision: ref('library_state.revision') })),
    )
    .execute()
}

/** Makes what else stands in the library known to every process; in the transaction that changes it. */
export async function markTextsChanged(transaction: Kysely<Database>): Promise<void> {
  await raiseRevision(transaction)
}

/**
 * Makes a publication or withdrawal known to the library of every process; in the transaction that makes it. Whoever
 * does the same at the same moment waits for its end, so that revisions are seen in their order.
 */
export async function markLibraryChanged(transaction: Kysely<Database>, caseId: string): Promise<void> {
  await raiseRevision(transaction)
  await transaction
    .updateTable('case_publication')
    .set({ changed_revision: await readLibraryRevision(transaction) })
    .where('case_id', '=', caseId)
    .execute()
}

async function raiseRevision(transaction: Kysely<Database>): Promise<void> {
  await transaction
    .insertInto('library_state')
    .values({ id: STATE_ID, revision: 1 })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ eb }) => ({ revision: eb('library_state.revision', '+', 1) })),
    )
    .execute()
}
