import { ROLE_SCOPES } from '@tablee/contract'
import { expect, test } from 'vitest'
import { grantableRoles } from './grantable-roles.ts'

test('a coach is offered every role that the place can hold, the usual ones first', () => {
  const roles = grantableRoles(['people.invite'], 'organisation')
  expect(roles.slice(0, 2)).toEqual(['participant', 'holder'])
  expect(roles.every((role) => ROLE_SCOPES[role].includes('organisation'))).toBe(true)
  expect(roles).not.toContain('admin')
})

test('a facilitator is offered participants only', () => {
  expect(grantableRoles(['people.inviteParticipants'], 'board')).toEqual(['participant'])
  expect(grantableRoles(['people.inviteParticipants'], 'cohort')).toEqual([])
})

test('somebody without a right to invite is offered nothing', () => {
  expect(grantableRoles(['board.view'], 'board')).toEqual([])
})
