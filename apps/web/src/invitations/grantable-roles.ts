import { ROLE_SCOPES, ROLES, type Role, type ScopeKind } from '@tablee/contract'

/** Roles that are offered first, in the order of how often they are given. */
const USUAL: readonly Role[] = ['participant', 'holder', 'coach', 'facilitator']

/**
 * The roles that somebody with these rights is offered to give in a place. The screen's choice only: the server
 * decides by its own rule and answers `role_not_grantable`.
 */
export function grantableRoles(rights: readonly string[], scopeKind: ScopeKind): Role[] {
  const fitting = ROLES.filter((role) => ROLE_SCOPES[role].includes(scopeKind))
  if (rights.includes('people.invite')) {
    return [
      ...USUAL.filter((role) => fitting.includes(role)),
      ...fitting.filter((role) => !USUAL.includes(role)),
    ]
  }
  return rights.includes('people.inviteParticipants') ? fitting.filter((role) => role === 'participant') : []
}
