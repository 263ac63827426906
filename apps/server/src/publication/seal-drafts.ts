import { settleAsRead } from '@tablee/cases'
import type { Kysely } from 'kysely'
import type { Context } from '../context.ts'
import type { DialectName } from '../db/dialect.ts'
import { erasing } from '../db/erasing.ts'
import type { Database } from '../db/schema.ts'
import { askForCleanPages } from '../erasure/store.ts'
import { findCase, updateCase } from './draft-store.ts'
import { ifReadable } from './if-readable.ts'
import { deleteUnshownImages } from './image-store.ts'
import { findPublication } from './publication-store.ts'
import { readRoster } from './read-roster.ts'

/**
 * Seals what was decided about drafts from before that was done (R33), and has the pages cleaned; of a case that is
 * public only what is read stays, and no picture that it does not show. At a start; for a public case whose names cannot
 * be read, at one with the former key.
 */
export async function sealDrafts(
  { db, dialect }: { db: Kysely<Database>; dialect: DialectName },
  context: Pick<Context, 'config' | 'now'>,
): Promise<void> {
  const rows = await db.selectFrom('case_draft').select('id').where('decisions', 'like', '{"%').execute()
  for (const { id } of rows) {
    const stored = await findCase(context, db, id)
    if (stored === null) continue
    const roster = await ifReadable(readRoster(context, db, stored.cohortId))
    const { document = null } = (await findPublication(db, { caseId: id })) ?? {}
    if (document && roster === null) continue
    // what was decided by other rules is not decided anew: what was read then is what is read
    const settled =
      document && roster ? settleAsRead(stored.draft, stored.decisions, { roster, document }) : {}
    await erasing(db, dialect, async (transaction) => {
      await updateCase(context, transaction, { ...stored, ...settled })
      await askForCleanPages(transaction, context.now())
    })
  }
  await deleteUnshownImages({ db, dialect, now: context.now })
}
