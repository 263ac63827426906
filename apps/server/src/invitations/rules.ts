import {
  allows,
  type Membership,
  type Place,
  ROLES,
  type Role,
  reaches,
  SCOPE_KINDS,
  type ScopeKind,
} from '@tablee/contract'

/** The places in which a coach gives roles: her cohorts and what is in them, not above them. */
const INSIDE_A_COHORT: readonly ScopeKind[] = ['cohort', 'organisation', 'board']

/** Who may give which roles, and take them away, where her own role reaches. What is not listed is refused. */
const GRANTABLE: Partial<Record<Role, { roles: readonly Role[]; in: readonly ScopeKind[] }>> = {
  admin: { roles: ROLES, in: SCOPE_KINDS },
  coach: {
    roles: ['coach', 'facilitator', 'holder', 'participant', 'expert', 'mentor', 'partner', 'vendor'],
    in: INSIDE_A_COHORT,
  },
  facilitator: { roles: ['participant'], in: INSIDE_A_COHORT },
}

/** Whether these memberships let somebody give, or take away, a role in one of the places that a scope stands for. */
export function mayGrant(
  memberships: readonly Membership[],
  granted: { role: Role; scopeKind: ScopeKind },
  places: readonly Place[],
): boolean {
  const right = granted.role === 'participant' ? 'people.inviteParticipants' : 'people.invite'
  return places.some(
    (place) =>
      allows(right, memberships, place) &&
      memberships.some((membership) => {
        const grantable = GRANTABLE[membership.role]
        return (
          grantable !== undefined &&
          reaches(membership, place) &&
          grantable.roles.includes(granted.role) &&
          grantable.in.includes(granted.scopeKind)
        )
      }),
  )
}

/** Whether somebody may invite anybody at all to one of these places. */
export function mayInvite(memberships: readonly Membership[], places: readonly Place[]): boolean {
  return places.some((place) => allows('people.inviteParticipants', memberships, place))
}
