import type { Kysely } from 'kysely'
import * as z from 'zod'
import type { Context } from '../context.ts'
import type { DialectName } from '../db/dialect.ts'
import { erasing } from '../db/erasing.ts'
import type { Database } from '../db/schema.ts'
import { askForCleanPages } from '../erasure/store.ts'
import { putVault } from './case-vault.ts'

/** Of a draft that was written before there were vaults, what belongs into one. */
const draftSchema = z.looseObject({ pseudonyms: z.record(z.string(), z.string()) })

/** Moves who is called what out of drafts into their vaults, and has the pages cleaned; of a case that is public it is forgotten. Once, at a start. */
export async function sealDraftNames(
  { db, dialect }: { db: Kysely<Database>; dialect: DialectName },
  context: Pick<Context, 'config' | 'now'>,
): Promise<void> {
  const rows = await db
    .selectFrom('case_draft')
    .leftJoin('case_publication', 'case_publication.case_id', 'case_draft.id')
    .select(['id', 'draft', 'case_publication.case_id as publicId'])
    .where('draft', 'not like', '%"pseudonyms":{}%')
    .execute()
  for (const { id, draft: text, publicId } of rows) {
    const { pseudonyms, ...draft } = draftSchema.parse(JSON.parse(text))
    await erasing(db, dialect, async (transaction) => {
      await transaction
        .updateTable('case_draft')
        .set({ draft: JSON.stringify({ ...draft, pseudonyms: {} }) })
        .where('id', '=', id)
        .execute()
      // letters that were drawn from the case's id go on as they were
      if (publicId === null) await putVault(context, transaction, id, { salt: id, pseudonyms })
      await askForCleanPages(transaction, context.now())
    })
  }
}
