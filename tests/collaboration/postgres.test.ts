import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { makeNewer } from '../../apps/server/src/testing/make-newer.ts'
import { launchPostgres, type TestPostgres } from '../../apps/server/src/testing/start-postgres.ts'
import { startRedis, type TestRedis } from '../../apps/server/src/testing/start-redis.ts'
import { apiPerson, done, type FirstWorkshop, joinAsGuest, prepareWorkshop } from '../running/api.ts'
import { openBoard, until } from '../running/board-peer.ts'
import { newDataFolder, type RunningServer, runToEnd, startServer } from '../running/start-server.ts'

/** How long something may take to be noticed: the longest pause between two tries of the server is 5 s. */
const NOTICED_MS = 20_000

let postgres: TestPostgres
let redis: TestRedis
let folder: Awaited<ReturnType<typeof newDataFolder>>
let server: RunningServer
let workshop: FirstWorkshop
let env: { DATABASE_URL: string; REDIS_URL: string }

beforeAll(async () => {
  postgres = await launchPostgres()
  redis = await startRedis()
  folder = await newDataFolder()
  env = { DATABASE_URL: `${postgres.url}/postgres`, REDIS_URL: redis.url }
  server = await startServer({ dataDir: folder.dataDir, env })
  workshop = await prepareWorkshop(server)
})
afterAll(async () => {
  await server?.stop()
  await redis?.stop()
  await postgres?.remove()
  await folder?.remove()
})

const joinBilal = () =>
  joinAsGuest(server, workshop.coach, {
    name: 'Bilal',
    role: 'participant',
    scopeKind: 'organisation',
    scopeId: workshop.organisationId,
  })

test('on PostgreSQL and Redis two people fill a board, and it becomes a snapshot with its pictures', async () => {
  const { coach, boardId } = workshop
  const first = await openBoard(server, coach, boardId)
  const second = await openBoard(server, await joinBilal(), boardId)
  const mine = first.write('du côté de la coach')
  const hers = second.write('du côté de Bilal')
  await Promise.all([first.room.flushed(), second.room.flushed()])
  await vi.waitFor(() => expect(first.ids()).toContain(hers), { timeout: NOTICED_MS })
  await vi.waitFor(() => expect(second.ids()).toContain(mine), { timeout: NOTICED_MS })
  const taken = await done(
    coach.send('POST', `/api/boards/${boardId}/snapshots`, { name: 'Fin', offered: false }),
  )
  const snapshot = await done(coach.get(`/api/snapshots/${taken.id}`))
  expect(snapshot.content.items.map((item: { text: string }) => item.text).sort()).toEqual([
    'du côté de Bilal',
    'du côté de la coach',
  ])
  for (const format of ['svg', 'png'])
    expect((await coach.get(`/api/snapshots/${taken.id}.${format}`)).status).toBe(200)
  first.leave()
  second.leave()
})

test('connections that the database ends under work cost nobody anything', async () => {
  const { coach, boardId } = workshop
  const peers = [await openBoard(server, coach, boardId), await openBoard(server, await joinBilal(), boardId)]
  const written: string[] = []
  for (let round = 0; round < 40; round++) {
    for (const peer of peers) written.push(peer.write('sous la main'))
    const asked = [coach.get('/api/programmes'), coach.get(`/api/boards/${boardId}`), coach.get('/readyz')]
    await postgres.endConnections()
    for (const { status } of await Promise.all(asked)) expect([200, 503]).toContain(status)
  }
  await Promise.all(peers.map(({ room }) => room.flushed()))
  for (const peer of peers)
    await vi.waitFor(() => expect(peer.ids()).toEqual(expect.arrayContaining(written)), {
      timeout: NOTICED_MS,
    })
  expect(server.output()).not.toContain('ended by an unexpected error')
  for (const peer of peers) peer.leave()
})

test('while the database is down nobody is signed out or loses a word, and work goes on when it is back', async () => {
  const { coach, boardId, cohortId } = workshop
  const first = await openBoard(server, coach, boardId)
  const second = await openBoard(server, await joinBilal(), boardId)
  await postgres.stop()
  const notes = [first.write('pendant la panne'), second.write('moi aussi')] as const
  // whoever was being admitted anew at that moment, because her server had lost its ear, is told that she is offline
  await Promise.all(
    [first, second].map(({ room }) =>
      until(room, ({ saved, connection }) => saved === 'failed' || connection === 'offline'),
    ),
  )
  expect(second.ids()).not.toContain(notes[0])
  // a good answer stands for a second
  await vi.waitFor(
    async () =>
      expect(await coach.get('/readyz')).toMatchObject({
        status: 503,
        body: { ok: false, down: ['database'] },
      }),
    { timeout: NOTICED_MS },
  )
  const answers = await Promise.all([
    coach.get('/api/session'),
    coach.get('/api/programmes'),
    coach.get(`/api/boards/${boardId}`),
    coach.send('POST', `/api/cohorts/${cohortId}/organisations`, { name: 'Ferme B' }),
    apiPerson(server.url).send('POST', '/api/session', { email: 'alix@example.org', password: 'une phrase' }),
  ])
  expect(answers.map(({ status, body }) => [status, body?.error?.code])).toEqual(
    answers.map(() => [503, 'storage_unavailable']),
  )
  expect((await coach.get('/healthz')).status).toBe(200)

  await postgres.start()
  await Promise.all([first.room.flushed(), second.room.flushed()])
  await vi.waitFor(() => expect(first.ids()).toEqual(expect.arrayContaining([...notes])), {
    timeout: NOTICED_MS,
  })
  expect((await coach.get('/readyz')).status).toBe(200)
  expect((await coach.get('/api/session')).body.person).not.toBeNull()
  first.leave()
  second.leave()

  const port = Number(new URL(server.url).port)
  await server.stop('SIGKILL')
  server = await startServer({ dataDir: folder.dataDir, port, env })
  const reader = await openBoard(server, coach, boardId)
  expect(reader.ids()).toEqual(expect.arrayContaining([...notes]))
  reader.leave()
})

test('without Redis people still sign in', async () => {
  await redis.stop()
  const alix = apiPerson(server.url)
  await done(
    alix.send('POST', '/api/session', { email: 'alix@example.org', password: 'une phrase de passe' }),
  )
})

test('a database newer than the program is refused, and the running one stops cleanly before', async () => {
  expect(await server.stop()).toBe(0)
  await makeNewer({ databaseUrl: env.DATABASE_URL, dataDir: folder.dataDir }, '999-from-the-future')
  const refused = await runToEnd({ ...env, DATA_DIR: folder.dataDir, PORT: '0' })
  expect(refused).toMatchObject({ status: 1, output: expect.stringContaining('999-from-the-future') })
  expect(refused.output).not.toContain('Tablée: http')
})
