import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'

/**
 * Writes down that the files of a document are to be deleted from a moment on. Before they are put, for the case that
 * this process ends before their case is public; with its withdrawal, for the case that the disk fails then.
 */
export async function orderPurge(db: Kysely<Database>, documentId: string, fromMs: number): Promise<void> {
  const not_before = new Date(fromMs).toISOString()
  await db
    .insertInto('file_purge')
    .values({ document_id: documentId, not_before })
    .onConflict((conflict) => conflict.column('document_id').doUpdateSet({ not_before }))
    .execute()
}

/**
 * Takes the order back for good, in the transaction that makes a case public.
 * @returns false when the files may be gone: somebody was late.
 */
export async function claimFiles(db: Kysely<Database>, documentId: string, nowMs: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('file_purge')
    .where('document_id', '=', documentId)
    .where('not_before', '>', new Date(nowMs).toISOString())
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Forgets the order, once the files are gone. */
export async function forgetPurge(db: Kysely<Database>, documentId: string): Promise<void> {
  await db.deleteFrom('file_purge').where('document_id', '=', documentId).execute()
}

/** The documents whose files are to be deleted now. */
export async function listPurges(db: Kysely<Database>, nowMs: number): Promise<string[]> {
  const rows = await db
    .selectFrom('file_purge')
    .select('document_id')
    .where('not_before', '<=', new Date(nowMs).toISOString())
    .execute()
  return rows.map(({ document_id }) => document_id)
}
