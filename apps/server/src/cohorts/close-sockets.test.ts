import { once } from 'node:events'
import { CLOSE_CODES } from '@tablee/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createPerson, grant } from '../accounts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { createCohort } from './testing.ts'

describe.each(DATABASES)('sockets and rights on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  test('losing a role closes her sockets and nobody else’s; she does not come back in', async () => {
    const { cohortId, organisationIds } = await createCohort(server.context, { organisations: ['Ferme'] })
    const coach = await createPerson(server.context, { name: 'Coach' })
    const leaver = await createPerson(server.context, { name: 'Partante' })
    await grant(server.context, coach.personId, 'coach', 'cohort', cohortId)
    await grant(server.context, leaver.personId, 'participant', 'organisation', organisationIds[0] ?? '')
    const made = await server.app.inject({
      method: 'POST',
      url: '/api/boards',
      headers: { cookie: coach.cookie },
      payload: { cohortId, organisationId: organisationIds[0], templateId: 'change-plan' },
    })
    const address = await server.listen()
    const connect = ({ cookie }: { cookie: string }) =>
      new WebSocket(`${address.replace('http', 'ws')}/api/sync/${made.json().id}`, {
        headers: { cookie, origin: address },
      })
    const ofCoach = connect(coach)
    const ofLeaver = connect(leaver)
    await Promise.all([once(ofCoach, 'open'), once(ofLeaver, 'open')])

    const closed = once(ofLeaver, 'close')
    const { people } = (
      await server.app.inject({
        url: `/api/cohorts/${cohortId}/people`,
        headers: { cookie: coach.cookie },
      })
    ).json()
    const membership = people.find(({ personId }: { personId: string }) => personId === leaver.personId)
    await server.app.inject({
      method: 'DELETE',
      url: `/api/memberships/${membership.membershipId}`,
      headers: { cookie: coach.cookie },
    })
    expect((await closed)[0]).toBe(CLOSE_CODES.rights_changed.code)
    expect(ofCoach.readyState).toBe(WebSocket.OPEN)

    const [, answer] = await once(connect(leaver), 'unexpected-response')
    expect(answer.statusCode).toBe(404)
    ofCoach.close()
  })

  test('signing out closes her sockets', async () => {
    const { cohortId } = await createCohort(server.context)
    const coach = await createPerson(server.context, { name: 'Coach' })
    await grant(server.context, coach.personId, 'coach', 'cohort', cohortId)
    const headers = { cookie: coach.cookie }
    const made = await server.app.inject({
      method: 'POST',
      url: '/api/boards',
      headers,
      payload: { cohortId, organisationId: null, templateId: 'change-plan' },
    })
    const address = await server.listen()
    const socket = new WebSocket(`${address.replace('http', 'ws')}/api/sync/${made.json().id}`, {
      headers: { ...headers, origin: address },
    })
    await once(socket, 'open')
    const closed = once(socket, 'close')
    await server.app.inject({ method: 'DELETE', url: '/api/session', headers })
    expect((await closed)[0]).toBe(CLOSE_CODES.rights_changed.code)
  })
})
