import { settleDraft } from '@tablee/cases'
import type { Kysely } from 'kysely'
import type { Context } from '../context.ts'
import type { DialectName } from '../db/dialect.ts'
import { erasing } from '../db/erasing.ts'
import type { Database } from '../db/schema.ts'
import { findCase, updateCase } from './draft-store.ts'
import { readRoster } from './read-roster.ts'

/**
 * Seals what was decided about drafts from before that was done (R33); of a case that is public only what is read stays.
 * Once, at a start.
 */
export async function sealDrafts(
  { db, dialect }: { db: Kysely<Database>; dialect: DialectName },
  context: Pick<Context, 'config'>,
): Promise<void> {
  const rows = await db
    .selectFrom('case_draft')
    .leftJoin('case_publication', 'case_publication.case_id', 'case_draft.id')
    .select(['id', 'case_publication.case_id as publicId'])
    .where('decisions', 'like', '{"%')
    .execute()
  for (const { id, publicId } of rows) {
    const stored = await findCase(context, db, id)
    if (stored === null) continue
    const roster = await readRoster(context, db, stored.cohortId)
    const settled = publicId === null ? {} : settleDraft(stored.draft, stored.decisions, roster)
    await erasing(db, dialect, async (transaction) => {
      await updateCase(context, transaction, { ...stored, ...settled })
    })
  }
}
