import { metaRoot, readDoorFact } from '@tablee/board'
import { CLOSE_CODES } from '@tablee/sync'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { launchPostgres, type TestPostgres } from '../../apps/server/src/testing/start-postgres.ts'
import { startRedis, type TestRedis } from '../../apps/server/src/testing/start-redis.ts'
import { type ApiPerson, done, type FirstWorkshop, joinAsGuest, prepareWorkshop } from '../running/api.ts'
import { type BoardPeer, openBoard, until } from '../running/board-peer.ts'
import { type Front, openFront } from '../running/front.ts'
import { newDataFolder, type RunningServer, runToEnd, startServer } from '../running/start-server.ts'
import { openRaw } from '../security/raw-socket.ts'

/** Longest wait for what must come, in ms: the machine may be busy. */
const EVENT_MS = 20_000
/**
 * A dead server's boards are served elsewhere after 4 s and a poll; the client's own pause may come before. The aim is 6 s,
 * and of a planned stop 2 s: `bench:cluster` holds them on a machine of its own; beside other tests both are longer.
 */
const FAIL_OVER_MAX_MS = 8_000
/** Nearly all of a planned stop is the client's own pause. */
const STOP_GAP_MAX_MS = 5_000

let postgres: TestPostgres
let redis: TestRedis
let folder: Awaited<ReturnType<typeof newDataFolder>>
let front: Front
let env: Record<string, string>
let workshop: FirstWorkshop
let guest: ApiPerson
/** The server that holds the board, and the other one. */
let holder: RunningServer
let other: RunningServer
let peers: BoardPeer[] = []

beforeAll(async () => {
  postgres = await launchPostgres()
  redis = await startRedis()
  folder = await newDataFolder()
  front = await openFront()
  env = { DATABASE_URL: `${postgres.url}/postgres`, REDIS_URL: redis.url, HOST: '127.0.0.1' }
  holder = await start()
  other = await start()
  front.goTo([portOf(holder), portOf(other)])
  workshop = await prepareWorkshop({ url: front.url, setupUrl: holder.setupUrl })
  guest = await invite('Bilal')
})
afterAll(async () => {
  front?.close()
  for (const server of [holder, other]) await server?.stop('SIGKILL')
  await redis?.stop()
  await postgres?.remove()
  await folder?.remove()
})
beforeEach(() => front.goTo([portOf(holder), portOf(other)]))
afterEach(() => {
  for (const peer of peers) peer.leave()
  peers = []
})

const start = (port?: number) => startServer({ dataDir: folder.dataDir, env, ...(port ? { port } : {}) })
const portOf = (server: RunningServer) => Number(new URL(server.url).port)
const invite = (name: string) =>
  joinAsGuest(front, workshop.coach, {
    name,
    role: 'participant',
    scopeKind: 'organisation',
    scopeId: workshop.organisationId,
  })

async function open(server: { url: string }, person: ApiPerson): Promise<BoardPeer> {
  const peer = await openBoard(server, person, workshop.boardId)
  peers.push(peer)
  return peer
}

/** What a peer writes arrives at another one, and is durable. */
async function expectShared(from: BoardPeer, to: BoardPeer, text: string): Promise<string> {
  const id = from.write(text)
  await from.room.flushed()
  await vi.waitFor(() => expect(to.ids()).toContain(id), EVENT_MS)
  return id
}

/** Milliseconds from now until a peer has been cut off and has its board again. */
async function gapOf(peer: BoardPeer): Promise<number> {
  const began = performance.now()
  await until(peer.room, ({ synced }) => !synced)
  await until(peer.room, ({ synced }) => synced)
  return performance.now() - began
}

/** Two people write until the returned function is called; it gives the ids that somebody else saw or was told are saved. */
function keepWriting(writers: readonly BoardPeer[]): () => Set<string> {
  const promised = new Set<string>()
  const timers = writers.map((peer) => {
    const own = new Set<string>()
    peer.doc.on('update', (_update, _origin, _doc, transaction) => {
      if (!transaction.local) for (const id of peer.ids()) if (!own.has(id)) promised.add(id)
    })
    peer.room.subscribe(({ saved, connection }) => {
      if (saved === 'saved' && connection === 'online') for (const id of own) promised.add(id)
    })
    return setInterval(() => own.add(peer.write('au travail')), 25)
  })
  return () => {
    for (const timer of timers) clearInterval(timer)
    return promised
  }
}

/** A fresh copy of the board holds all of these, and the writers have the same. */
async function expectNothingLost(promised: ReadonlySet<string>): Promise<void> {
  await Promise.all(peers.map(({ room }) => room.flushed()))
  const reader = await open(front, workshop.coach)
  await vi.waitFor(() => {
    for (const peer of peers) expect(peer.ids().sort()).toEqual(reader.ids().sort())
  }, EVENT_MS)
  const present = new Set(reader.ids())
  expect([...promised].filter((id) => !present.has(id))).toEqual([])
}

test('two people at two servers share a board; one of them is carried to the other server', async () => {
  const near = await open(holder, workshop.coach)
  const far = await open(other, guest)
  await expectShared(near, far, 'de près')
  await expectShared(far, near, 'de loin')
  await vi.waitFor(
    () => expect(other.output()).toContain('peer carried to the holder of the board'),
    EVENT_MS,
  )
})

test('an end of rights at one server ends the socket at the other, and neither lets her in again', async () => {
  await open(holder, workshop.coach)
  const passing = await invite('Passante')
  const socket = await openRaw(other, workshop.boardId, { person: passing })
  const { people } = await done(workshop.coach.get(`/api/cohorts/${workshop.cohortId}/people`))
  const { membershipId } = people.find(({ name }: { name: string }) => name === 'Passante')
  await done(workshop.coach.send('DELETE', `/api/memberships/${membershipId}`))
  expect(await socket.closed).toBe(4501)
  for (const server of [holder, other])
    await expect(openRaw(server, workshop.boardId, { person: passing })).rejects.toThrow('404')
})

test('a door that is locked, answered or shown to somebody at one server is so at the other', async () => {
  const { coach, boardId } = workshop
  const base = `/api/boards/${boardId}`
  const ask = async (
    server: RunningServer,
    person: ApiPerson,
    method: 'PUT' | 'POST',
    path: string,
    body: object,
  ) => {
    front.goTo([portOf(server)])
    return done(person.send(method, `${base}${path}`, body))
  }
  const held = await open(holder, coach)
  const fact = () => readDoorFact(metaRoot(held.doc))
  const inside = await invite('Présente')
  const socket = await openRaw(holder, boardId, { person: inside })
  // asked of the server that does not hold the board: its holder tells those who have it open
  await ask(other, coach, 'PUT', '/door', { locked: true })
  await vi.waitFor(() => expect(fact()).toMatchObject({ locked: true, waiting: 0 }), EVENT_MS)
  const late = await invite('Tardive')
  for (const server of [holder, other]) {
    const shut = await openRaw(server, boardId, { person: late })
    expect(await shut.closed).toBe(CLOSE_CODES.door_locked.code)
    expect(await ask(server, late, 'POST', '/knock', {})).toEqual({ state: 'waiting' })
  }
  await vi.waitFor(() => expect(fact()).toMatchObject({ waiting: 1 }), EVENT_MS)
  front.goTo([portOf(other)])
  const { waiting } = await done(coach.get(`${base}/door`))
  expect(waiting).toMatchObject([{ name: 'Tardive' }])
  await ask(holder, coach, 'POST', '/door/answers', { actorIds: [waiting[0].actorId], admit: true })
  await vi.waitFor(() => expect(fact()).toMatchObject({ waiting: 0 }), EVENT_MS)
  expect(await ask(other, late, 'POST', '/knock', {})).toEqual({ state: 'open' })
  const back = await openRaw(other, boardId, { person: late })
  expect(back.isOpen).toBe(true)

  const { actorId } = await done(inside.get(base))
  await ask(other, coach, 'POST', '/door/removals', { actorId })
  expect(await socket.closed).toBe(CLOSE_CODES.sent_out.code)
  for (const server of [holder, other])
    expect(await ask(server, inside, 'POST', '/knock', {})).toEqual({ state: 'removed' })
  expect(back.isOpen).toBe(true)
  back.leave()
  await ask(holder, coach, 'PUT', '/door', { locked: false })
  await vi.waitFor(() => expect(fact()).toMatchObject({ locked: false }), EVENT_MS)
})

test('a server that is killed loses nothing, and its board is served by the other within seconds', async () => {
  const writers = [await open(front, workshop.coach), await open(other, guest)]
  const finish = keepWriting(writers)
  await vi.waitFor(() => expect(writers[0]?.ids().length).toBeGreaterThan(30), EVENT_MS)
  const gaps = writers.map(gapOf)
  await holder.stop('SIGKILL')
  const measured = await Promise.all(gaps)
  process.stdout.write(`after kill -9 served elsewhere in ${measured.map(Math.round).join(' and ')} ms\n`)
  await expectNothingLost(finish())
  expect(Math.max(...measured)).toBeLessThan(FAIL_OVER_MAX_MS)
  const port = portOf(holder)
  holder = other
  other = await start(port)
})

test('a server that slept while its board was taken writes nothing, and its people come back', async () => {
  const stuck = await open(holder, workshop.coach)
  const near = await open(other, guest)
  await expectShared(stuck, near, 'avant le sommeil')
  process.kill(holder.pid, 'SIGSTOP')
  try {
    // it goes to the socket of a server that does not read
    const late = stuck.write('pendant le sommeil')
    await gapOf(near)
    await vi.waitFor(() => expect(near.room.state().saved).toBe('saved'), EVENT_MS)
    const taken = near.write('chez l’autre')
    await near.room.flushed()
    expect(near.ids()).not.toContain(late)
    process.kill(holder.pid, 'SIGCONT')
    await vi.waitFor(() => {
      expect(stuck.ids()).toContain(taken)
      expect(near.ids()).toContain(late)
    }, EVENT_MS)
    await expectNothingLost(new Set([late, taken]))
    expect(holder.output()).toContain('all rooms are let go')
  } finally {
    process.kill(holder.pid, 'SIGCONT')
  }
  ;[holder, other] = [other, holder]
})

test('a planned stop hands the board over: nobody waits long, nothing is lost', async () => {
  const writers = [await open(front, workshop.coach), await open(other, guest)]
  const finish = keepWriting(writers)
  await vi.waitFor(() => expect(writers[0]?.room.state().saved).toBe('saved'), EVENT_MS)
  const gaps = writers.map(gapOf)
  const stopped = holder.stop()
  const measured = await Promise.all(gaps)
  process.stdout.write(`after SIGTERM served elsewhere in ${measured.map(Math.round).join(' and ')} ms\n`)
  await expectNothingLost(finish())
  expect(Math.max(...measured)).toBeLessThan(STOP_GAP_MAX_MS)
  expect(await stopped).toBe(0)
  const port = portOf(holder)
  holder = other
  other = await start(port)
})

test('the demonstration beside servers that run leaves their boards alone', async () => {
  const peer = await open(holder, workshop.coach)
  const demo = await runToEnd({ ...env, DATA_DIR: folder.dataDir }, 'demo')
  expect(demo).toMatchObject({ status: 0, output: expect.stringContaining('Nothing was changed') })
  await expectShared(peer, await open(other, guest), 'encore là')
})

test('a server with another secret key is refused beside the others', async () => {
  const refused = await runToEnd({
    ...env,
    DATA_DIR: folder.dataDir,
    PORT: '0',
    SECRET_KEY: 'une-autre-clef-que-celle-des-autres-0123',
  })
  expect(refused).toMatchObject({ status: 1, output: expect.stringContaining('SECRET_KEY: another server') })
})

test('the log of no server holds what people wrote, their names, or an admission', () => {
  for (const server of [holder, other])
    expect(server.output()).not.toMatch(/au travail|de près|Bilal|Passante|Alix|x-tablee-admission/)
})
