import type { Membership } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { placesOfScope } from '../cohorts/places.ts'
import type { Scope } from '../cohorts/scope-names.ts'
import { scopesInside } from '../cohorts/scopes-inside.ts'
import type { Database } from '../db/schema.ts'
import { mayGive, mayInviteToAllBehind } from './may-give.ts'
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
  const answers = new Map<string, boolean>()
  const readable: InvitationRow[] = []
  for (const row of rows) {
    const granted = grantOf(row)
    const key = `${granted.role} ${granted.scopeKind} ${granted.scopeId}`
    const gives = answers.get(key) ?? (await mayGiveAnywhere(granted))
    answers.set(key, gives)
    if (gives && (await mayInviteToAllBehind(db, reader, row.id))) readable.push(row)
  }
  return readable

  async function mayGiveAnywhere(granted: ReturnType<typeof grantOf>): Promise<boolean> {
    const places = await placesOfScope(db, granted.scopeKind, granted.scopeId)
    return mayGive(db, reader, { granted, places })
  }
}
