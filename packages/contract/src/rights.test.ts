import { expect, test } from 'vitest'
import { allows, RIGHT_NAMES, RIGHTS, reaches } from './rights.ts'
import { INSTANCE_SCOPE_ID, type Membership, ROLE_SCOPES, ROLES } from './roles.ts'

const place = { programmeId: 'p', cohortId: 'c', organisationIds: ['o'], boardId: 'b' }
const held = (role: Membership['role'], scopeKind: Membership['scopeKind'], scopeId: string): Membership => ({
  role,
  scopeKind,
  scopeId,
})

test('a funder and a stranger have no right anywhere', () => {
  for (const right of RIGHT_NAMES) {
    expect(allows(right, [], place)).toBe(false)
    for (const scopeKind of ROLE_SCOPES.funder)
      expect(
        allows(
          right,
          [held('funder', scopeKind, { programme: 'p', cohort: 'c' }[scopeKind as 'cohort'])],
          place,
        ),
      ).toBe(false)
  }
})

test('a role reaches the place it is held in and what is inside, never a neighbour', () => {
  expect(reaches(held('admin', 'instance', INSTANCE_SCOPE_ID), place)).toBe(true)
  for (const [scopeKind, id] of [
    ['programme', 'p'],
    ['cohort', 'c'],
    ['organisation', 'o'],
    ['board', 'b'],
  ] as const) {
    expect(reaches(held('coach', scopeKind, id), place)).toBe(true)
    expect(reaches(held('coach', scopeKind, 'elsewhere'), place)).toBe(false)
  }
  expect(reaches(held('coach', 'cohort', 'c'), { programmeId: 'p' })).toBe(false)
})

test('an administrator runs the place without seeing what is on the boards', () => {
  const admin = [held('admin', 'instance', INSTANCE_SCOPE_ID)]
  expect(allows('cohort.manage', admin, place)).toBe(true)
  for (const right of [
    'board.view',
    'board.write',
    'snapshot.view',
    'snapshot.viewOffered',
    'case.edit',
  ] as const)
    expect(allows(right, admin, place)).toBe(false)
})

test('a partner reads the board she was invited to, and no board of the cohort she belongs to', () => {
  expect(allows('board.view', [held('partner', 'board', 'b')], place)).toBe(true)
  expect(allows('board.write', [held('partner', 'board', 'b')], place)).toBe(false)
  expect(allows('board.view', [held('partner', 'cohort', 'c')], place)).toBe(false)
})

test('who was given a group of a workshop sees of its groups that one, also as a facilitator or a participant', () => {
  const own = { ...place, boardId: 'own', groupBoardIds: ['own', 'b'] }
  const other = { ...own, boardId: 'b' }
  const leads = held('facilitator', 'board', 'own')
  for (const more of [
    held('facilitator', 'cohort', 'c'),
    held('participant', 'organisation', 'o'),
    held('participant', 'board', 'b'),
  ]) {
    expect(allows('board.view', [more], other)).toBe(true)
    expect(allows('board.view', [leads, more], own)).toBe(true)
    for (const right of ['board.view', 'board.write', 'people.inviteParticipants', 'script.run'] as const)
      expect(allows(right, [leads, more], other)).toBe(false)
    // a board that is no group's is open as before
    expect(allows('board.view', [leads, more], place)).toBe(true)
  }
  for (const more of [held('coach', 'cohort', 'c'), held('facilitator', 'board', 'b')])
    expect(allows('board.view', [leads, more], other)).toBe(true)
})

test('every role can be held somewhere, and the table names only roles and places that go together', () => {
  for (const role of ROLES) expect(ROLE_SCOPES[role].length).toBeGreaterThan(0)
  for (const grants of Object.values(RIGHTS))
    for (const grant of grants as readonly string[]) {
      const [role = '', scope] = grant.split('@')
      expect(ROLES).toContain(role)
      if (scope) expect(ROLE_SCOPES[role as Membership['role']]).toContain(scope)
    }
})
