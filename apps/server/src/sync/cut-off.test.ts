import { once } from 'node:events'
import { CLOSE_CODES } from '@tablee/sync'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { createPerson, grant } from '../accounts/testing.ts'
import { createCohort } from '../cohorts/testing.ts'
import { type DatabaseLine, openDatabaseLine } from '../testing/database-line.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

const EVENT_MS = 20_000

let storage: TestStorage
let line: DatabaseLine
/** The process that will be cut off from the database, and one that will not. */
let cutOff: TestApp
let other: TestApp
let addresses: Map<TestApp, string>
let coach: { personId: string; cookie: string }
let boardId: string

beforeEach(async () => {
  const postgres = DATABASES.find(({ name }) => name === 'postgres')
  if (!postgres) throw new Error('PostgreSQL is always there')
  storage = await postgres.open()
  line = await openDatabaseLine(storage)
  cutOff = await openTestApp(line.storage)
  other = await openTestApp(storage)
  addresses = new Map()
  for (const app of [cutOff, other]) addresses.set(app, await app.listen())
  const { cohortId, organisationIds } = await createCohort(other.context, { organisations: ['Ferme A'] })
  coach = await createPerson(other.context, { name: 'Coach' })
  await grant(other.context, coach.personId, 'coach', 'cohort', cohortId)
  const made = await other.app.inject({
    method: 'POST',
    url: '/api/boards',
    headers: { cookie: coach.cookie },
    payload: { cohortId, organisationId: organisationIds[0], templateId: 'change-plan' },
  })
  boardId = made.json().id
})
afterEach(async () => {
  line.comeBack()
  await cutOff.close()
  await other.close()
  await line.close()
  await storage.remove()
})

function socketTo(app: TestApp): WebSocket {
  const url = `${addresses.get(app)?.replace('http', 'ws')}/api/sync/${boardId}`
  return new WebSocket(url, { headers: { cookie: coach.cookie } })
}

const get = (app: TestApp, url: string) => app.app.inject({ url, headers: { cookie: coach.cookie } })

test('a process cut off from the database stops serving before another may, says so, and comes back', async () => {
  const socket = socketTo(cutOff)
  await once(socket, 'open')
  await vi.waitFor(() => expect(cutOff.context.rooms.counts.peers).toBe(1), EVENT_MS)
  const order: string[] = []
  const closed = once(socket, 'close').then(([code]) => {
    order.push('closed')
    return code
  })
  line.goSilent()
  line.forget()
  const session = get(cutOff, '/api/session')
  // it is asked for all the while, and waits as long as the holder may live
  const elsewhere = (async () => {
    for (;;) {
      const lease = await other.context.leases.acquire(boardId)
      if (lease.held) return order.push('taken')
      await new Promise(setImmediate)
    }
  })()
  expect(await closed).toBe(CLOSE_CODES.storage_down.code)
  await elsewhere
  expect(order).toEqual(['closed', 'taken'])
  expect(cutOff.context.rooms.counts.rooms).toBe(0)
  const ready = await get(cutOff, '/readyz')
  expect([ready.statusCode, ready.json().down]).toEqual([503, ['database']])
  const refused = await session
  expect([refused.statusCode, refused.json().error.code]).toEqual([503, 'storage_unavailable'])
  expect((await get(other, '/api/session')).statusCode).toBe(200)

  line.comeBack()
  await vi.waitFor(async () => expect((await get(cutOff, '/readyz')).statusCode).toBe(200), EVENT_MS)
  await vi.waitFor(() => expect(cutOff.context.node.alive).toBe(true), EVENT_MS)
  const carried = socketTo(cutOff)
  await once(carried, 'open')
  expect(cutOff.context.proxy.size).toBe(1)
  carried.close()
})

test('after a short silence nobody has noticed anything', async () => {
  const socket = socketTo(cutOff)
  await once(socket, 'open')
  const { id } = cutOff.context.node
  line.goSilent()
  await new Promise((resolve) => setTimeout(resolve, 1_200))
  line.comeBack()
  const expires = () =>
    other.context.db.selectFrom('node').select('expires_at').where('id', '=', id).executeTakeFirstOrThrow()
  const { expires_at: before } = await expires()
  await vi.waitFor(async () => expect((await expires()).expires_at).toBeGreaterThan(before), EVENT_MS)
  expect(socket.readyState).toBe(WebSocket.OPEN)
  expect(cutOff.context.node.id).toBe(id)
  socket.close()
})
