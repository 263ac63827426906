import { expect, test } from 'vitest'
import { CLOSE_CODES } from './close-codes.ts'
import { ROOM_LIMITS } from './limits.ts'
import { People } from './person.ts'
import { SYNC_STEP_1, SYNC_STEP_2, syncMessage } from './protocol.ts'
import { eventually, raw, serve } from './testing/room-harness.ts'
import { textUpdate } from './testing/room-server.ts'

const connection = (authorId: string, silentRounds = 0) => ({ authorId, silentRounds })

test('U9 above the limit the connection goes that was silent for longest, else the oldest', () => {
  const people = new People<ReturnType<typeof connection>>({ ...ROOM_LIMITS, personConnections: 3 })
  const anna = people.of('anna', 0)
  const [first, dead, third] = [connection('anna'), connection('anna', 2), connection('anna')]
  for (const each of [first, dead, third]) expect(anna.enter(each)).toBeNull()
  expect(anna.enter(connection('anna'))).toBe(dead)
  expect(anna.enter(connection('anna'))).toBe(first)
  expect(people.of('bob', 0).enter(connection('bob'))).toBeNull()
})

test('U9 a person is forgotten when she is gone and nothing of her allowances is used any more', () => {
  const people = new People<ReturnType<typeof connection>>(ROOM_LIMITS)
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
  const people = new People<ReturnType<typeof connection>>(ROOM_LIMITS)
  const anna = people.of('anna', 0)
  anna.chargeOperations(ROOM_LIMITS.personOperationBurst + ROOM_LIMITS.personOperationsPerSecond, 0)
  expect(anna.spend(100, true, 900)).toBe(false)
  expect(anna.spend(100, false, 900)).toBe(true)
  expect(anna.spend(100, true, 1_000)).toBe(true)
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
