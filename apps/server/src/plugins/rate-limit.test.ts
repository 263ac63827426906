import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { preparePrivateStage } from '../private-writing/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { startRedis } from '../testing/start-redis.ts'

let storage: TestStorage
let server: TestApp

beforeEach(async () => {
  const [sqlite] = DATABASES
  if (!sqlite) throw new Error('there is a database')
  storage = await sqlite.open()
  server = await openTestApp(storage)
})
afterEach(async () => {
  await server.close()
  await storage.remove()
})

/** How many requests get through before one is refused, and the refusal. */
async function untilRefused(
  url: string,
  more: {
    cookie?: string
    remoteAddress?: string
    method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
    payload?: object
  } = {},
) {
  const { cookie, remoteAddress = '192.0.2.1', method = 'GET', payload } = more
  for (let passed = 0; ; passed += 1) {
    const answer = await server.app.inject({
      method,
      url,
      remoteAddress,
      headers: cookie ? { cookie } : {},
      ...(payload ? { payload } : {}),
    })
    if (answer.statusCode === 429 || passed > 1000) return { passed, answer }
  }
}

test('one address reads a public route 300 times a minute and is told when it may again; another one is not stopped', async () => {
  const { passed, answer } = await untilRefused('/cas.json')
  expect(passed).toBe(300)
  expect(answer.json().error).toMatchObject({ code: 'rate_limited', retryAfterSeconds: expect.any(Number) })
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  expect((await server.app.inject({ url: '/cas.json', remoteAddress: '192.0.2.2' })).statusCode).toBe(200)
})

test('drawings are counted for each person, not for the address that a workshop shares', async () => {
  const [one, other] = [
    await createPerson(server.context, { name: 'Alix' }),
    await createPerson(server.context, { name: 'Bilal' }),
  ]
  await grant(server.context, one.personId, 'admin', 'instance', 'instance')
  const url = `/api/snapshots/${randomUUID()}.png`
  expect((await untilRefused(url, { cookie: one.cookie })).passed).toBe(30)
  const answer = await server.app.inject({
    url,
    remoteAddress: '192.0.2.1',
    headers: { cookie: other.cookie },
  })
  expect(answer.statusCode).toBe(404)
})

test('with Redis two servers count together, and each on its own while it is away', async () => {
  const redis = await startRedis()
  const shared = { config: { redisUrl: redis.url } }
  const servers = [await openTestApp(storage, shared), await openTestApp(storage, shared)]
  const passed = async (remoteAddress: string) => {
    for (let count = 0; ; count += 1) {
      const { app } = servers[count % servers.length] ?? server
      const answer = await app.inject({ url: '/cas.json', remoteAddress })
      if (answer.statusCode === 429) return count
      if (answer.statusCode !== 200) throw new Error(String(answer.statusCode))
    }
  }
  expect(await passed('192.0.2.1')).toBe(300)
  await redis.stop()
  // 300 in each of the two, and the answer may be the second one's
  expect(await passed('192.0.2.2')).toBeGreaterThanOrEqual(600)
  for (const { close } of servers) await close()
})

test('hands, done, knocks and resolving are bounded for each person', async () => {
  const boardId = await (await preparePrivateStage(server)).board()
  // she only reads
  const partner = await createPerson(server.context, { name: 'Partenaire' })
  await grant(server.context, partner.personId, 'partner', 'board', boardId)
  const reader = partner.cookie
  const board = `/api/boards/${boardId}`
  const gestures = [
    { method: 'PUT', url: `${board}/attention/hand`, payload: { up: true } },
    { method: 'PUT', url: `${board}/attention/done`, payload: { done: true } },
    { method: 'POST', url: `${board}/knock` },
    { method: 'PATCH', url: `${board}/comments/${randomUUID()}`, payload: { resolved: true } },
    { method: 'DELETE', url: `${board}/comments/${randomUUID()}` },
  ] as const
  for (const gesture of gestures) {
    const refused = await untilRefused(gesture.url, { cookie: reader, ...gesture })
    expect([gesture.url, refused.passed, refused.answer.json().error.code]).toEqual([
      gesture.url,
      60,
      'rate_limited',
    ])
  }
  expect((await untilRefused(`${board}/comments`, { cookie: reader })).passed).toBe(120)
})
