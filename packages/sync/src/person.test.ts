import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { CLOSE_CODES } from './close-codes.ts'
import { ROOM_LIMITS } from './limits.ts'
import { People } from './people.ts'
import { SYNC_STEP_1, SYNC_STEP_2, syncMessage } from './protocol.ts'
import { eventually, join, raw, serve, synced } from './testing/room-harness.ts'
import { textUpdate } from './testing/room-server.ts'

/** Where `ws` 8 keeps its TCP socket. */
const tcp = (socket: WebSocket) => (socket as unknown as { _socket: Socket })._socket

const connection = (authorId: string, silentRounds = 0) => ({ authorId, silentRounds, keptBytes: 0 })
type Connection = ReturnType<typeof connection>
const noCut = () => {
  throw new Error('nothing is to be cut off')
}

test('U9 above the limit the connection goes that was silent for longest, else the oldest', () => {
  const people = new People<Connection>({ ...ROOM_LIMITS, personConnections: 3 }, noCut)
  const anna = people.of('anna', 0)
  const [first, dead, third] = [connection('anna'), connection('anna', 2), connection('anna')]
  for (const each of [first, dead, third]) expect(anna.enter(each)).toBeNull()
  expect(anna.enter(connection('anna'))).toBe(dead)
  expect(anna.enter(connection('anna'))).toBe(first)
  expect(people.of('bob', 0).enter(connection('bob'))).toBeNull()
})

test('U9 a person is forgotten when she is gone and nothing of her allowances is used any more', () => {
  const people = new People<Connection>(ROOM_LIMITS, noCut)
  const tab = connection('anna')
  const anna = people.of('anna', 0)
  anna.enter(tab)
  people.forgetAbsent(0)
  expect(people.of('anna', 0)).toBe(anna)
  anna.chargeOperations(2 * ROOM_LIMITS.personOperationBurst, 0)
  people.leave(tab)
  people.forgetAbsent(0)
  expect(people.of('anna', 0)).toBe(anna)
  people.forgetAbsent(60_000)
  expect(people.of('anna', 60_000)).not.toBe(anna)
})

test('U8 who sent far more operations than she may sends no update for a while, on no connection', () => {
  const people = new People<Connection>(ROOM_LIMITS, noCut)
  const anna = people.of('anna', 0)
  anna.chargeOperations(ROOM_LIMITS.personOperationBurst + ROOM_LIMITS.personOperationsPerSecond, 0)
  expect(anna.spend(true, 900)).toBe(false)
  expect(anna.spend(false, 900)).toBe(true)
  expect(anna.spend(true, 1_000)).toBe(true)
})

test('S2 so many connections of a person may read slowly for long, and one more when one of them has gone on', () => {
  const people = new People<Connection>({ ...ROOM_LIMITS, personSlowReaders: 2 }, noCut)
  const anna = people.of('anna', 0)
  const tabs = [connection('anna'), connection('anna'), connection('anna')] as const
  for (const tab of tabs) anna.enter(tab)
  expect(tabs.map((tab) => anna.mayBeSlow(tab, true))).toEqual([true, true, false])
  people.leave(tabs[2])
  expect(anna.mayBeSlow(tabs[0], false)).toBe(true)
  expect(tabs.slice(1).map((tab) => anna.mayBeSlow(tab, true))).toEqual([true, true])
  expect(people.of('bob', 0).mayBeSlow(connection('bob'), true)).toBe(true)
})

test('U14 when too much is kept of all persons, the connection with most of the person with most is cut off', () => {
  const cut: Connection[] = []
  const limits = { ...ROOM_LIMITS, personKeptBytes: 900, processKeptBytes: 1_000 }
  const people = new People<Connection>(limits, (each) => {
    cut.push(each)
    people.of(each.authorId, 0).keep(-each.keptBytes)
    each.keptBytes = 0
  })
  const keep = (each: Connection, bytes: number) => {
    each.keptBytes += bytes
    return people.of(each.authorId, 0).keep(bytes)
  }
  const crowd = Array.from({ length: 4 }, (_, at) => connection(`p${at}`))
  const [first, second] = [connection('eve'), connection('eve')]
  for (const each of [...crowd, first, second]) people.of(each.authorId, 0).enter(each)
  for (const each of crowd) expect(keep(each, 150)).toBe(true)
  expect(keep(first, 100)).toBe(true)
  expect(keep(second, 250)).toBe(true)
  const [anna] = crowd
  if (anna === undefined) throw new Error('four people')
  expect(keep(anna, 100)).toBe(true)
  expect(cut).toEqual([second])
  // Whose own is the most goes herself.
  expect(keep(anna, 190)).toBe(true)
  expect(keep(anna, 100)).toBe(true)
  expect(cut).toEqual([second, anna])
})

test('U14 above what the process keeps unread one connection is cut off, and the others go on', async () => {
  const server = await serve({ limits: { processKeptBytes: 1_000_000 } })
  await server.rooms.create('room', textUpdate(''))
  const eves = [await raw(server, 'as=eve1'), await raw(server, 'as=eve2'), await raw(server, 'as=eve3')]
  const begin = Buffer.concat([
    Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 0x10, 0, 0, 0, 0, 0, 0]),
    Buffer.alloc(400_000),
  ])
  for (const { socket } of eves) tcp(socket).write(begin)
  expect(await Promise.race(eves.map(({ closed }) => closed))).toBe(1006)
  await eventually(() => expect(server.rooms.counts.peers).toBe(2))
  const open = eves.filter(({ socket }) => socket.readyState === socket.OPEN)
  expect(open).toHaveLength(2)
})

test('U15 a full room takes somebody in the place of who has many connections in it, and nobody else', async () => {
  const server = await serve({ limits: { roomPeers: 4 } })
  await server.rooms.create('room', textUpdate('seed'))
  const eves = [await raw(server, 'as=eve'), await raw(server, 'as=eve'), await raw(server, 'as=eve')]
  const bob = await raw(server, 'as=bob')
  await eventually(() => expect(server.rooms.counts.peers).toBe(4))
  const anna = join(server, 'anna')
  await synced(anna)
  expect(await Promise.race(eves.map(({ closed }) => closed))).toBe(CLOSE_CODES.too_many_connections.code)
  const late = await raw(server, 'as=late')
  expect(await late.closed).toBe(CLOSE_CODES.room_crowded.code)
  expect(CLOSE_CODES.room_crowded.retry).toBe(true)
  // who leads comes in all the same
  const lea = join(server, 'lea', { watches: '1' })
  await synced(lea)
  expect(server.rooms.counts.peers).toBe(5)
  lea.provider.destroy()
  await eventually(() => expect(server.rooms.counts.peers).toBe(4))
  expect(bob.socket.readyState).toBe(bob.socket.OPEN)
  bob.socket.close()
  await eventually(() => expect(server.rooms.counts.peers).toBe(3))
  await synced(join(server, 'late'))
})

test('U9 a person with too many sockets loses one for each that she opens, for good; others stay', async () => {
  const server = await serve({ limits: { personConnections: 2 } })
  await server.rooms.create('room', textUpdate(''))
  const bob = await raw(server, 'as=bob')
  const tabs = [await raw(server, 'as=anna'), await raw(server, 'as=anna')]
  await eventually(() => expect(server.rooms.counts.peers).toBe(3))
  await raw(server, 'as=anna')
  expect(await tabs[0]?.closed).toBe(CLOSE_CODES.too_many_connections.code)
  await eventually(() => expect(server.rooms.counts.peers).toBe(3))
  expect(bob.socket.readyState).toBe(bob.socket.OPEN)
  expect(tabs[1]?.socket.readyState).toBe(bob.socket.OPEN)
})

test('U7 several connections of one person share an allowance, and nobody else pays for it', async () => {
  const server = await serve({ limits: { personUpdateBurst: 30, personUpdatesPerSecond: 1 } })
  await server.rooms.create('room', textUpdate(''))
  const bob = await raw(server, 'as=bob')
  const tabs = [await raw(server, 'as=anna'), await raw(server, 'as=anna'), await raw(server, 'as=anna')]
  for (const { socket } of tabs) {
    for (let count = 0; count < 20; count++) socket.send(syncMessage(SYNC_STEP_2, new Uint8Array([0, 0])))
  }
  bob.socket.send(syncMessage(SYNC_STEP_2, new Uint8Array([0, 0])))
  const codes = await Promise.race(tabs.map(({ closed }) => closed))
  expect(codes).toBe(CLOSE_CODES.rate_limited.code)
  await eventually(() => expect(server.rooms.counts.peers).toBeLessThan(4))
  expect(bob.socket.readyState).toBe(bob.socket.OPEN)
})

test('U7 many connections of one person do not ask more than one person may', async () => {
  const server = await serve({ limits: { personQuestionBurst: 8, personQuestionsPerSecond: 0 } })
  await server.rooms.create('room', textUpdate('seed'))
  const bob = await raw(server, 'as=bob')
  const tabs = [await raw(server, 'as=anna'), await raw(server, 'as=anna'), await raw(server, 'as=anna')]
  const question = syncMessage(SYNC_STEP_1, new Uint8Array([0]))
  for (const { socket } of tabs) for (let count = 0; count < 3; count++) socket.send(question)
  expect(await Promise.race(tabs.map(({ closed }) => closed))).toBe(CLOSE_CODES.rate_limited.code)
  await eventually(() => expect(server.rooms.counts.peers).toBe(3))
  expect(bob.socket.readyState).toBe(bob.socket.OPEN)
})
