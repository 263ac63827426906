import type { Kysely } from 'kysely'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import type { Database } from '../db/schema.ts'
import { askForCleanPages } from '../erasure/store.ts'
import { emptyDraft } from '../publication/draft-store.ts'
import { deleteArtefacts } from '../publication/files/artefact-store.ts'
import { purgeSoon } from '../publication/files/purge-files.ts'
import { orderPurge } from '../publication/files/purge-store.ts'
import { findPublication, withdrawPublication } from '../publication/publication-store.ts'
import { emptySlug, slugKeyOf } from '../publication/slug-key.ts'
import { logAct } from './case-log.ts'

/** Who takes a case back, and for whom. */
export interface Withdrawal {
  readonly caseId: string
  readonly cohortId: string
  readonly personId: string | null
  /** Null when the team does. */
  readonly organisationId: string | null
}

/**
 * Takes a case out of the public, in a transaction of `erasing`: its text, its draft and its address are overwritten;
 * what is left is a tombstone that is found under the old address and cannot say it.
 * @returns the document whose files are to be deleted when this has been committed; null when it never was public.
 */
export async function withdrawCase(
  { config, now }: Pick<Context, 'config' | 'now'>,
  transaction: Kysely<Database>,
  { caseId, cohortId, personId, organisationId }: Withdrawal,
): Promise<string | null> {
  const publication = await findPublication(transaction, { caseId })
  if (publication === null) return null
  // deleted after this is committed, by whoever comes to it
  await orderPurge(transaction, publication.documentId, now())
  // a disk that failed when it was taken back left its files there
  if (publication.document === null) return publication.documentId
  await deleteArtefacts(transaction, publication.documentId)
  const at = new Date(now()).toISOString()
  await withdrawPublication(transaction, caseId, {
    at,
    slug: emptySlug(),
    slugKey: slugKeyOf(config.secretKey, publication.slug),
  })
  await emptyDraft(transaction, caseId)
  await askForCleanPages(transaction, now())
  await logAct(
    transaction,
    { cohortId, caseId, personId, at },
    {
      act: 'withdrawn',
      facts: organisationId === null ? { reason: 'team' } : { reason: 'organisation', organisationId },
    },
  )
  return publication.documentId
}

/** The team takes a case back. The files go each time: a disk that failed once left them there. */
export async function withdrawByTeam(
  context: Pick<Context, 'config' | 'now' | 'db' | 'dialect' | 'files'>,
  of: { caseId: string; cohortId: string; personId: string; documentId: string },
): Promise<void> {
  await erasing(context.db, context.dialect, (transaction) =>
    withdrawCase(context, transaction, { ...of, organisationId: null }),
  )
  await purgeSoon(context, [of.documentId])
}
