import { allows, type Membership, type Place, ROLE_SCOPES, ROLES, SCOPE_KINDS } from '@tablee/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { createEverybody, type Everybody } from '../testing/everybody.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { createInvitation } from './create-invitation.ts'
import { mayGrant } from './rules.ts'

/** The role that everybody may give who may give any, and the one that hardly anybody may. */
const EXTREMES = ['participant', 'admin'] as const

describe.each(DATABASES)('who may invite on $name', ({ name, open }) => {
  // who may do what is the program's; the database only has to find the place and the memberships
  const kinds = name === 'sqlite' ? SCOPE_KINDS : (['organisation'] as const)

  let storage: TestStorage
  let server: TestApp
  let everybody: Everybody

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    everybody = await createEverybody(server.context)
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  const post = (url: string, payload: object, headers: { cookie?: string }) =>
    server.app.inject({ method: 'POST', url, payload, headers })
  const placeOf = (kind: (typeof SCOPE_KINDS)[number]): { id: string; place: Place } => {
    const { programmeId, cohortId, organisationIds, boardId } = everybody.here
    const organisation = organisationIds[0] ?? ''
    switch (kind) {
      case 'instance':
        return { id: 'instance', place: {} }
      case 'programme':
        return { id: programmeId, place: { programmeId } }
      case 'cohort':
        return { id: cohortId, place: { programmeId, cohortId, organisationIds } }
      case 'organisation':
        return { id: organisation, place: { programmeId, cohortId, organisationIds: [organisation] } }
      case 'board':
        return { id: boardId, place: { programmeId, cohortId, organisationIds: [organisation], boardId } }
    }
  }
  const sees = (memberships: readonly Membership[], place: Place) =>
    Object.keys(place).length === 0 ||
    (['people.inviteParticipants', 'cohort.view', 'board.view'] as const).some((right) =>
      allows(right, memberships, place),
    )

  test.each(kinds)('everybody tries to invite to every role in one %s', { timeout: 60_000 }, async (kind) => {
    const { id, place } = placeOf(kind)
    for (const by of everybody.people) {
      // who may not invite here is refused before it is asked to what
      const mayInvite = allows('people.inviteParticipants', by.memberships, place)
      for (const role of mayInvite ? ROLES : EXTREMES) {
        const answer = await post('/api/invitations', { role, scopeKind: kind, scopeId: id }, by.headers)
        const code = answer.statusCode === 201 ? 'made' : answer.json().error.code
        const expected = () => {
          if (by.label === 'nobody') return 'not_signed_in'
          if (!sees(by.memberships, place)) return 'not_found'
          if (!mayInvite) return 'forbidden'
          if (!ROLE_SCOPES[role].includes(kind)) return 'role_scope_mismatch'
          return mayGrant(by.memberships, { role, scopeKind: kind }, [place]) ? 'made' : 'role_not_grantable'
        }
        expect({ by: by.label, role, code }).toEqual({ by: by.label, role, code: expected() })
      }
    }
  })

  test('everybody tries to read and to revoke invitations', async () => {
    for (const kind of kinds) {
      const { id, place } = placeOf(kind)
      for (const by of everybody.people) {
        const query = new URLSearchParams({ scopeKind: kind, scopeId: id })
        const answer = await server.app.inject({ url: `/api/invitations?${query}`, headers: by.headers })
        const expected = () => {
          if (by.label === 'nobody') return 401
          if (allows('people.inviteParticipants', by.memberships, place)) return 200
          return sees(by.memberships, place) ? 403 : 404
        }
        expect({ by: by.label, kind, status: answer.statusCode }).toEqual({
          by: by.label,
          kind,
          status: expected(),
        })
      }
    }
    const { id: scopeId, place } = placeOf('organisation')
    for (const by of everybody.people) {
      const { id } = await createInvitation(server.context, {
        role: 'participant',
        scopeKind: 'organisation',
        scopeId,
        expiresInHours: 1,
        maxUses: null,
        createdBy: everybody.people.find(({ personId }) => personId !== null)?.personId ?? '',
      })
      const url = `/api/invitations/${id}`
      const answer = await server.app.inject({ method: 'DELETE', url, headers: by.headers })
      const expected = () => {
        if (by.label === 'nobody') return 401
        return allows('people.inviteParticipants', by.memberships, place) ? 200 : 404
      }
      expect({ by: by.label, status: answer.statusCode }).toEqual({ by: by.label, status: expected() })
    }
  })
})
