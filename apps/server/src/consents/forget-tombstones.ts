import type { Kysely } from 'kysely'
import type { DialectName } from '../db/dialect.ts'
import { erasing } from '../db/erasing.ts'
import type { Database } from '../db/schema.ts'
import { askForCleanPages } from '../erasure/store.ts'
import { emptyDraft } from '../publication/draft-store.ts'
import { listReadableTombstones, withdrawPublication } from '../publication/publication-store.ts'
import { emptySlug, slugKeyOf } from '../publication/slug-key.ts'

/**
 * Forgets the address and the draft of cases that were withdrawn before this was done at once. At start, since a
 * migration has no key; the second time there is nothing left to do. The moment of the withdrawal stays.
 */
export async function forgetTombstones(
  { db, dialect }: { db: Kysely<Database>; dialect: DialectName },
  secretKey: string,
): Promise<void> {
  if ((await listReadableTombstones(db)).length === 0) return
  await erasing(db, dialect, async (transaction) => {
    for (const { caseId, slug, at } of await listReadableTombstones(transaction)) {
      await withdrawPublication(transaction, caseId, {
        at,
        slug: emptySlug(),
        slugKey: slugKeyOf(secretKey, slug),
      })
      await emptyDraft(transaction, caseId)
      await askForCleanPages(transaction, Date.now())
    }
  })
}
