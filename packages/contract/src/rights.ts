import type { Membership, Role, ScopeKind } from './roles.ts'

/** A role wherever it is held, or (`partner@board`) only when it is held in a place of that kind. */
type Grant = Role | `${Role}@${ScopeKind}`

/**
 * The one table of rights. Everything the server allows is a line here; what is not listed is refused.
 * A funder appears nowhere: she reads what the public reads.
 */
export const RIGHTS = {
  'instance.manage': ['admin'],
  'programme.create': ['admin'],
  'cohort.create': ['admin', 'coach@programme'],
  'cohort.view': [
    'admin',
    'editor',
    'publisher',
    'coach',
    'facilitator@cohort',
    'holder',
    'participant@organisation',
    'mentor',
  ],
  'cohort.manage': ['admin', 'coach'],
  'cohort.overview': ['coach', 'facilitator@cohort', 'partner@cohort'],
  'cohort.overviewNamed': ['coach', 'facilitator@cohort'],
  'people.view': ['admin', 'coach', 'facilitator@cohort'],
  'people.invite': ['admin', 'coach'],
  'people.inviteParticipants': ['admin', 'coach', 'facilitator'],
  'people.remove': ['admin', 'coach'],
  // of somebody who is nothing outside of what one looks after oneself
  'people.erase': ['admin', 'coach'],
  'retention.manage': ['admin', 'coach'],
  'template.author': ['coach'],
  'vocabulary.edit': ['admin', 'coach'],
  'board.create': ['coach'],
  'board.view': [
    'coach',
    'facilitator',
    'holder',
    'participant',
    'expert',
    'mentor',
    'partner@board',
    'vendor',
  ],
  'board.write': ['coach', 'facilitator', 'holder', 'participant', 'expert', 'mentor', 'vendor'],
  // a partner reads on the screen, and takes nothing away
  'board.export': ['coach', 'facilitator', 'holder', 'participant', 'expert', 'mentor', 'vendor'],
  'board.furniture': ['coach'],
  'ballot.run': ['coach', 'facilitator'],
  'script.run': ['coach', 'facilitator'],
  'workshop.manage': ['coach'],
  'workshop.run': ['coach', 'facilitator@cohort'],
  'board.manage': ['coach'],
  'snapshot.take': ['coach', 'facilitator', 'holder'],
  'snapshot.view': ['coach', 'facilitator', 'holder'],
  'snapshot.offer': ['coach', 'holder'],
  'snapshot.viewOffered': ['editor', 'publisher'],
  'roster.edit': ['editor'],
  'consent.view': ['coach', 'editor', 'publisher', 'holder'],
  'consent.ask': ['coach', 'editor'],
  'consent.give': ['holder'],
  'case.edit': ['editor'],
  'case.review': ['editor', 'publisher'],
  'case.publish': ['publisher'],
  // what its organisations agreed to for their cohort or programme alone
  'case.readReserved': [
    'editor',
    'publisher',
    'coach',
    'facilitator@cohort',
    'holder',
    'participant@organisation',
    'mentor',
  ],
  // the public library with its small numbers, for who chooses which cases come next
  'library.view': ['editor', 'publisher'],
  // what stands above the cases of everybody
  'library.write': ['editor@instance', 'publisher@instance', 'editor@programme', 'publisher@programme'],
} as const satisfies Record<string, readonly Grant[]>

/** The name of one right. */
export type Right = keyof typeof RIGHTS
/** Every right, in the order of the table. */
export const RIGHT_NAMES = Object.keys(RIGHTS) as Right[] // Object.keys loses the literal keys of a const object

/** Where something is: the chain of places above it. Left out means "not inside one". */
export interface Place {
  readonly programmeId?: string | undefined
  readonly cohortId?: string | undefined
  /** The organisation that owns a board, or every organisation of the cohort for a plenary board. */
  readonly organisationIds?: readonly string[] | undefined
  readonly boardId?: string | undefined
  /** For the board of a workshop's group: the boards of all its groups. */
  readonly groupBoardIds?: readonly string[] | undefined
}

/** Whether a membership held somewhere reaches a place: the place itself or anything inside it. */
export function reaches(membership: Membership, place: Place): boolean {
  switch (membership.scopeKind) {
    case 'instance':
      return true
    case 'programme':
      return membership.scopeId === place.programmeId
    case 'cohort':
      return membership.scopeId === place.cohortId
    case 'organisation':
      return place.organisationIds?.includes(membership.scopeId) ?? false
    case 'board':
      return membership.scopeId === place.boardId
  }
}

/** Whether these memberships give a right in a place. The only function that reads the table. */
export function allows(right: Right, memberships: readonly Membership[], place: Place): boolean {
  const grants: readonly Grant[] = RIGHTS[right]
  return inForce(memberships, place).some(
    (membership) =>
      reaches(membership, place) &&
      (grants.includes(membership.role) || grants.includes(`${membership.role}@${membership.scopeKind}`)),
  )
}

/**
 * Who was given groups of a workshop leads those: the others are closed to her, though she facilitates the cohort or
 * takes part somewhere. A participant's role does not count, since who facilitates may give it to herself.
 */
function inForce(memberships: readonly Membership[], { groupBoardIds }: Place): readonly Membership[] {
  if (!groupBoardIds) return memberships
  const isGiven = memberships.some(
    ({ role, scopeKind, scopeId }) =>
      role === 'facilitator' && scopeKind === 'board' && groupBoardIds.includes(scopeId),
  )
  if (!isGiven) return memberships
  return memberships.filter(
    ({ role, scopeKind }) => role !== 'participant' && !(role === 'facilitator' && scopeKind === 'cohort'),
  )
}

/** Whether these memberships give a right in some place, for what stands in none. */
export function allowsSomewhere(right: Right, memberships: readonly Membership[]): boolean {
  const grants: readonly Grant[] = RIGHTS[right]
  return memberships.some(
    ({ role, scopeKind }) => grants.includes(role) || grants.includes(`${role}@${scopeKind}`),
  )
}

/** All rights that these memberships give in a place: what the screen shows, never what the server trusts. */
export function rightsIn(memberships: readonly Membership[], place: Place): Right[] {
  return RIGHT_NAMES.filter((right) => allows(right, memberships, place))
}
