import { type Kysely, sql } from 'kysely'
import type { DialectName } from '../db/dialect.ts'
import type { Database } from '../db/schema.ts'

/** More changes of holder than there can have been since a backup. */
const FENCES_BEYOND = 1_000_000

/**
 * Gives every board another epoch: no copy of before is merged into it any more, neither an open page's nor one that a
 * device keeps (R11). Fences are raised far beyond those that a process of before may know.
 * @returns how many boards there are
 */
export async function renewEpochs(db: Kysely<Database>, dialect: DialectName): Promise<number> {
  const fresh =
    dialect === 'sqlite' ? sql<string>`lower(hex(randomblob(16)))` : sql<string>`gen_random_uuid()::text`
  const { numUpdatedRows } = await db
    .updateTable('sync_room')
    .set(({ eb }) => ({ epoch: fresh, fence: eb('fence', '+', FENCES_BEYOND) }))
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}
