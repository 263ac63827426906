import { allows, type Membership, type Session } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { findMemberships } from '../cohorts/membership-store.ts'
import { placesOfScope } from '../cohorts/places.ts'
import { nameScopes } from '../cohorts/scope-names.ts'
import type { Database } from '../db/schema.ts'
import { findPerson } from './store.ts'

/** What the browser learns of a person: herself, and her roles with the names of their places. */
export async function presentSession(db: Kysely<Database>, personId: string | null): Promise<Session> {
  const person = personId === null ? null : await findPerson(db, personId)
  if (!person) return { person: null, memberships: [] }
  const memberships = await findMemberships(db, person.id)
  const nameOf = await nameScopes(db, memberships)
  const named = memberships.map(async (membership) => ({
    ...membership,
    scopeName: (await maySeeName(db, membership)) ? nameOf(membership) : '',
  }))
  return { person, memberships: await Promise.all(named) }
}

/** Whether a role opens the place that it is held in: a funder's does not, so she does not learn its name either. */
export async function maySeeName(db: Kysely<Database>, membership: Membership): Promise<boolean> {
  if (membership.scopeKind === 'instance') return true
  const places = await placesOfScope(db, membership.scopeKind, membership.scopeId)
  return places.some(
    (place) => allows('cohort.view', [membership], place) || allows('board.view', [membership], place),
  )
}
