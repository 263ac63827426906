import type { Membership, Place, Role } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type { Scope } from '../cohorts/scope-names.ts'
import type { Database } from '../db/schema.ts'
import { groupPlacesOfCohort, groupPlacesOfWorkshop } from '../workshops/group-places.ts'
import { findWorkshopInvitation } from '../workshops/place-store.ts'
import { mayGrant } from './rules.ts'

/**
 * Whether somebody may give a role, with the groups of workshops that it opens: a member of an organisation gets the
 * group in which that is or will be, so who was given groups to lead makes nobody a member.
 */
export async function mayGive(
  db: Kysely<Database>,
  giver: readonly Membership[],
  { granted, places }: { granted: Scope & { role: Role }; places: readonly Place[] },
): Promise<boolean> {
  if (!mayGrant(giver, granted, places)) return false
  const led = giver.flatMap(({ role, scopeKind, scopeId }) =>
    role === 'facilitator' && scopeKind === 'board' ? scopeId : [],
  )
  if (granted.scopeKind !== 'organisation' || led.length === 0) return true
  const cohortIds = new Set(places.flatMap(({ cohortId }) => cohortId ?? []))
  for (const cohortId of cohortIds)
    for (const group of await groupPlacesOfCohort(db, cohortId))
      if (group.groupBoardIds?.some((id) => led.includes(id)) && !mayInviteTo(giver, group)) return false
  return true
}

/** Whether an invitation leads only where somebody may invite: the way into a workshop leads into any of its groups. */
export async function mayInviteToAllBehind(
  db: Kysely<Database>,
  giver: readonly Membership[],
  invitationId: string,
): Promise<boolean> {
  const way = await findWorkshopInvitation(db, invitationId)
  return !way || (await groupPlacesOfWorkshop(db, way.workshopId)).every((group) => mayInviteTo(giver, group))
}

function mayInviteTo(giver: readonly Membership[], group: Place): boolean {
  return mayGrant(giver, { role: 'participant', scopeKind: 'board' }, [group])
}
