import type { MigrationStep } from '../dialect.ts'

/**
 * Ballots about several zones at once, whose dots are for all of them together; when an organisation meets its
 * coach; and what an invitation asks of who joins.
 */
export const votesMeetingsPasswords: MigrationStep = async (db) => {
  await db.schema.alterTable('ballot').addColumn('zone_ids', 'text').execute()
  await db.schema.alterTable('workshop_board').addColumn('meets_at', 'text').execute()
  await db.schema.alterTable('invitation').addColumn('password_hash', 'text').execute()
}
