import { once } from 'node:events'
import { CLOSE_CODES } from '@tablee/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createPerson, grant } from '../accounts/testing.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

describe.each(DATABASES)('sockets of a board on $name', ({ open }) => {
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

  test('archiving closes them, so that everybody comes back as a reader', async () => {
    const { cohortId, organisationIds } = await createCohort(server.context, { organisations: ['Ferme A'] })
    const coach = await createPerson(server.context, { name: 'Coach' })
    await grant(server.context, coach.personId, 'coach', 'cohort', cohortId)
    const address = await server.listen()
    const board = (
      await server.app.inject({
        method: 'POST',
        url: '/api/boards',
        headers: { cookie: coach.cookie },
        payload: { cohortId, organisationId: organisationIds[0], templateId: 'change-plan' },
      })
    ).json()
    const url = `${address.replace('http', 'ws')}/api/sync/${board.id}?schema=${board.schema}`
    const socket = new WebSocket(url, { headers: { cookie: coach.cookie, origin: address } })
    await once(socket, 'open')
    const closed = once(socket, 'close')
    await server.app.inject({
      method: 'PATCH',
      url: `/api/boards/${board.id}`,
      headers: { cookie: coach.cookie },
      payload: { status: 'archived' },
    })
    const [code] = await closed
    expect(code).toBe(CLOSE_CODES.rights_changed.code)
  })
})
