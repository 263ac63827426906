import { allows, type Membership } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { findPerson } from '../accounts/store.ts'
import { findMemberships } from '../cohorts/membership-store.ts'
import { placesOfScope } from '../cohorts/places.ts'
import type { Database } from '../db/schema.ts'
import { AppError, notFound } from '../errors.ts'
import { mayGrant } from '../invitations/rules.ts'
import { cohortsOfPerson } from './subject-of.ts'

/**
 * That somebody may erase a person, or take away what is kept about her: an administrator always; a coach when she gives
 * every role that the person has, and so sees her anyway, and looks after every cohort on whose boards the person ever was.
 * @throws {AppError} `not_found` when she does not even see her; `person_elsewhere` when that is not all of her.
 */
export async function requireMayErase(
  db: Kysely<Database>,
  memberships: readonly Membership[],
  personId: string,
): Promise<void> {
  const person = await findPerson(db, personId)
  if (person && allows('people.erase', memberships, {})) return
  let sees = false
  let gives = true
  for (const role of await findMemberships(db, personId)) {
    const places = await placesOfScope(db, role.scopeKind, role.scopeId)
    if (places.some((place) => allows('people.view', memberships, place))) sees = true
    const isErasable =
      places.length > 0 && places.every((place) => allows('people.erase', memberships, place))
    if (!isErasable || !mayGrant(memberships, role, places)) gives = false
  }
  if (!sees) throw notFound()
  for (const cohortId of await cohortsOfPerson(db, personId)) {
    const places = await placesOfScope(db, 'cohort', cohortId)
    if (!places.every((place) => allows('people.erase', memberships, place))) gives = false
  }
  if (!gives) throw new AppError('person_elsewhere')
}
