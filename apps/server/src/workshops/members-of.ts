import type { Kysely } from 'kysely'
import { findMembers } from '../cohorts/membership-store.ts'
import type { Database } from '../db/schema.ts'

/** Everybody with a role in an organisation. */
export async function membersOf(db: Kysely<Database>, organisationId: string): Promise<string[]> {
  const members = await findMembers(db, [{ scopeKind: 'organisation', scopeIds: [organisationId] }])
  return members.map(({ personId }) => personId)
}
