import type { Membership, Place } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { placesOfScope } from '../cohorts/places.ts'
import type { Scope } from '../cohorts/scope-names.ts'
import { scopesInside } from '../cohorts/scopes-inside.ts'
import type { Database } from '../db/schema.ts'
import { mayGrant } from './rules.ts'
import { findInvitations, grantOf, type InvitationRow } from './store.ts'

/**
 * The invitations to a place and to what is inside it, of those that the reader could have made herself: an
 * invitation's link gives its role, so nobody reads a link to more than she may give.
 */
export async function listInvitations(
  db: Kysely<Database>,
  reader: readonly Membership[],
  scope: Scope,
): Promise<InvitationRow[]> {
  const rows = await findInvitations(db, await scopesInside(db, scope))
  const places = new Map<string, Place[]>()
  const readable: InvitationRow[] = []
  for (const row of rows) {
    const key = `${row.scope_kind} ${row.scope_id}`
    const at = places.get(key) ?? (await placesOfScope(db, row.scope_kind, row.scope_id))
    places.set(key, at)
    if (mayGrant(reader, grantOf(row), at)) readable.push(row)
  }
  return readable
}
