import type { Kysely } from 'kysely'
import type { Context } from '../context.ts'
import type { DialectName } from '../db/dialect.ts'
import { erasing } from '../db/erasing.ts'
import type { Database } from '../db/schema.ts'
import { askForCleanPages } from '../erasure/store.ts'
import { sealClearNames } from '../publication/roster-store.ts'

/** Seals the names of rosters that stood in clear before they were sealed, and has the pages cleaned. Once, at a start. */
export async function sealRosterNames(
  { db, dialect }: { db: Kysely<Database>; dialect: DialectName },
  context: Pick<Context, 'config' | 'now'>,
): Promise<void> {
  await erasing(db, dialect, async (transaction) => {
    const sealed = await sealClearNames(context, transaction)
    if (sealed > 0) await askForCleanPages(transaction, context.now())
  })
}
