import { type Membership, type Place, ROLES, type Role, type ScopeKind } from '@tablee/contract'
import { expect, test } from 'vitest'
import { mayGrant } from './rules.ts'

const COHORT: Place = { programmeId: 'programme', cohortId: 'cohort', organisationIds: ['organisation'] }
const BOARD: Place = { ...COHORT, boardId: 'board' }

const grantable = (by: Membership, scopeKind: ScopeKind, place: Place): Role[] =>
  ROLES.filter((role) => mayGrant([by], { role, scopeKind }, [place]))
const held = (role: Role, scopeKind: ScopeKind, scopeId: string): Membership => ({ role, scopeKind, scopeId })

const BY_A_COACH: Role[] = [
  'coach',
  'facilitator',
  'holder',
  'participant',
  'expert',
  'mentor',
  'partner',
  'vendor',
]

test('an administrator gives every role everywhere', () => {
  expect(grantable(held('admin', 'instance', 'instance'), 'instance', {})).toEqual(ROLES)
  expect(grantable(held('admin', 'instance', 'instance'), 'board', BOARD)).toEqual(ROLES)
})

test('a coach gives the roles of a workshop inside her cohorts, none above, none of the editing team', () => {
  expect(grantable(held('coach', 'cohort', 'cohort'), 'cohort', COHORT)).toEqual(BY_A_COACH)
  expect(grantable(held('coach', 'programme', 'programme'), 'board', BOARD)).toEqual(BY_A_COACH)
  expect(
    grantable(held('coach', 'programme', 'programme'), 'programme', { programmeId: 'programme' }),
  ).toEqual([])
  expect(grantable(held('coach', 'cohort', 'another'), 'cohort', COHORT)).toEqual([])
  expect(grantable(held('coach', 'cohort', 'cohort'), 'instance', {})).toEqual([])
})

test('a facilitator invites participants to where she facilitates', () => {
  expect(grantable(held('facilitator', 'cohort', 'cohort'), 'organisation', COHORT)).toEqual(['participant'])
  expect(grantable(held('facilitator', 'board', 'board'), 'board', BOARD)).toEqual(['participant'])
  expect(grantable(held('facilitator', 'board', 'board'), 'organisation', COHORT)).toEqual([])
})

test.each(ROLES.filter((role) => !['admin', 'coach', 'facilitator'].includes(role)))(
  'a %s gives no role at all',
  (role) => {
    for (const scope of ['instance', 'programme', 'cohort', 'organisation', 'board'] as const)
      expect(grantable(held(role, scope, scope), 'board', BOARD)).toEqual([])
  },
)
