import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { ClientOwners } from './client-owners.ts'
import { CLOSE_CODES } from './close-codes.ts'
import { ROOM_LIMITS } from './limits.ts'
import { SYNC_UPDATE, syncMessage } from './protocol.ts'
import { acks, changeOf, eventually, join, notices, raw, serve, synced } from './testing/room-harness.ts'
import { docOf, textOf, textUpdate } from './testing/room-server.ts'
import { SERVER_AUTHOR } from './update-log.ts'

const NOTHING = { claims: [], serverClient: 1 }

function owners(
  limits: Partial<typeof ROOM_LIMITS> = {},
  claims: { client: number; authorId: string }[] = [],
) {
  const clocks = new Map(claims.filter(({ client }) => client < 100).map(({ client }) => [client, 1]))
  return new ClientOwners({ ...NOTHING, claims }, clocks, { ...ROOM_LIMITS, ...limits })
}

const setKey = (key: string, client: number) => changeOf([], (doc) => doc.getMap('m').set(key, 1), client)

test('U2 who shows an id keeps it from others until she writes under it, and for good then', () => {
  const room = owners()
  expect(room.show(5, 'anna')).toBe(true)
  expect(room.show(5, 'eve')).toBe(false)
  expect(room.holderOf(5)).toBe('anna')
  room.claim(5, 'anna')
  expect([room.ownerOf(5), room.shownBy(5)]).toEqual(['anna', undefined])
  expect(room.show(5, 'anna')).toBe(true)
  expect(room.show(1, 'anna')).toBe(false)
  expect(room.ownerOf(1)).toBe(SERVER_AUTHOR)
})

test('U2 of the ids that somebody shows and never uses, the last ones are remembered', () => {
  const room = owners({ shownClients: 3 } as object)
  for (const client of [11, 12, 13, 14]) room.show(client, 'eve')
  expect([11, 12, 13, 14].map((client) => room.shownBy(client))).toEqual([undefined, 'eve', 'eve', 'eve'])
})

test('U2 of the ids that all show and never use the last ones are remembered, however many come', () => {
  const room = owners({ roomShownClients: 3 } as object)
  for (const client of [11, 12, 13, 14]) room.show(client, `guest ${client}`)
  expect([11, 12, 13, 14].map((client) => room.holderOf(client))).toEqual([
    undefined,
    'guest 12',
    'guest 13',
    'guest 14',
  ])
  expect(room.show(11, 'anna')).toBe(true)
})

test('U12 a claim under which nothing is stored is forgotten when the room is read', () => {
  const room = owners({}, [
    { client: 7, authorId: 'anna' },
    { client: 700, authorId: 'eve' },
  ])
  expect([room.ownerOf(7), room.ownerOf(700)]).toEqual(['anna', undefined])
})

test('U12 an author has so many ids in a room, and a room so many in all', () => {
  const room = owners({ personRoomClients: 3, roomClients: 6, lastRoomClients: 0 } as object)
  for (const client of [11, 12, 13]) room.claim(client, 'eve')
  expect([room.hasRoomFor(1, 'eve'), room.hasRoomFor(0, 'eve'), room.hasRoomFor(2, 'anna')]).toEqual([
    false,
    true,
    true,
  ])
  room.release(13)
  expect(room.hasRoomFor(1, 'eve')).toBe(true)
  for (const client of [21, 22, 23]) room.claim(client, 'anna')
  expect([room.hasRoomFor(1, 'eve'), room.hasRoomFor(1, 'bob')]).toEqual([false, false])
})

test('U12 the last ids of a room are for persons who have few', () => {
  const limits = { personRoomClients: 100, roomClients: 20, lastRoomClients: 8, fewRoomClients: 2 }
  const room = owners(limits as object)
  for (let client = 101; client <= 111; client++) room.claim(client, 'eve')
  expect([room.hasRoomFor(1, 'eve'), room.hasRoomFor(1, 'anna'), room.hasRoomFor(3, 'anna')]).toEqual([
    false,
    true,
    false,
  ])
  for (const client of [201, 202]) room.claim(client, 'anna')
  expect([room.hasRoomFor(1, 'anna'), room.hasRoomFor(2, 'bob')]).toEqual([false, true])
})

test('U12 guests leave the others room, and whoever leads goes on when everything is taken', () => {
  const room = owners({
    roomClients: 20,
    guestRoomClients: 12,
    lastRoomClients: 4,
    fewRoomClients: 1,
    leaderRoomClients: 2,
  } as object)
  const guest = { guest: true, watches: false }
  const lead = { guest: false, watches: true }
  for (let client = 101; client <= 111; client++) room.claim(client, `guest ${client}`)
  // one is the server's
  expect([room.hasRoomFor(1, 'another guest', guest), room.hasRoomFor(4, 'anna')]).toEqual([false, true])
  for (let client = 201; client <= 204; client++) room.claim(client, 'anna')
  expect([room.hasRoomFor(1, 'anna'), room.hasRoomFor(1, 'bob')]).toEqual([false, true])
  expect(room.hasRoomFor(2, 'lea', lead)).toBe(true)
  for (let client = 301; client <= 304; client++) room.claim(client, `person ${client}`)
  expect([room.hasRoomFor(1, 'bob'), room.hasRoomFor(2, 'lea', lead)]).toEqual([false, true])
  // a guest who leads is no guest
  expect(room.hasRoomFor(2, 'lou', { guest: true, watches: true })).toBe(true)
  expect(room.hasRoomFor(3, 'lea', lead)).toBe(false)
})

test('U12 when guests have taken all the ids of a room that are for guests, the others write on', async () => {
  const limits = { guestRoomClients: 5, guestClientBurst: 3, personClientsPerSecond: 0, fewRoomClients: 1 }
  const server = await serve({ limits })
  await server.rooms.create('room', textUpdate(''))
  const anna = await raw(server, 'as=anna&v=1')
  const send = (peer: typeof anna, client: number) =>
    peer.socket.send(syncMessage(SYNC_UPDATE, setKey(`k${client}`, client)))
  const eve = await raw(server, 'as=eve&guest=1&v=1')
  for (const client of [101, 102, 103, 104]) send(eve, client)
  expect(await eve.closed).toBe(CLOSE_CODES.rate_limited.code)
  const mallory = await raw(server, 'as=mallory&guest=1&v=1')
  for (const client of [201, 202]) send(mallory, client)
  expect(await mallory.closed).toBe(CLOSE_CODES.too_many_clients.code)
  for (const client of [301, 302, 303, 304]) send(anna, client)
  await eventually(() => expect(acks(anna.received).at(-1)).toBe(4))
})

test('U12 somebody who takes one id after the other is cut off, and comes back when she may', async () => {
  const server = await serve({ limits: { personClientBurst: 5, personClientsPerSecond: 0 } })
  await server.rooms.create('room', textUpdate(''))
  const eve = await raw(server, 'as=eve&v=1')
  const anna = await raw(server, 'as=anna&v=1')
  for (let client = 100; client < 110; client++)
    eve.socket.send(syncMessage(SYNC_UPDATE, setKey(`k${client}`, client)))
  expect(await eve.closed).toBe(CLOSE_CODES.rate_limited.code)
  anna.socket.send(syncMessage(SYNC_UPDATE, setKey('hers', 500)))
  await eventually(() => expect(acks(anna.received)).toEqual([1]))
  expect(docOf(await server.rooms.read('room')).store.clients.size).toBe(6)
})

test('U12 who has used up the ids that a room keeps of her is told so and only reads; the others write on', async () => {
  const server = await serve({ limits: { personRoomClients: 2 } })
  await server.rooms.create('room', textUpdate(''))
  const eve = await raw(server, 'as=eve&v=1')
  for (const client of [101, 102, 103])
    eve.socket.send(syncMessage(SYNC_UPDATE, setKey(`k${client}`, client)))
  expect(await eve.closed).toBe(CLOSE_CODES.too_many_clients.code)
  const anna = await raw(server, 'as=anna&v=1')
  anna.socket.send(syncMessage(SYNC_UPDATE, setKey('hers', 500)))
  await eventually(() => expect(acks(anna.received)).toEqual([1]))
  const again = join(server, 'eve')
  await synced(again)
  expect(again.doc.getMap('m').toJSON()).toEqual({ k101: 1, k102: 1, hers: 1 })
})

test('U12 what waits in vain for storage uses up none of the ids that somebody may take', async () => {
  const server = await serve({
    limits: {
      retryMinMs: 10,
      retryMaxMs: 20,
      pendingBytes: 3_000,
      personClientBurst: 2,
      personClientsPerSecond: 0,
    },
  })
  await server.rooms.create('room', textUpdate(''))
  const bob = await raw(server, 'as=bob&v=1')
  server.log.failWith(new Error('disk full'))
  bob.socket.send(syncMessage(SYNC_UPDATE, textUpdate('first')))
  await eventually(() => expect(notices(bob.received)).toContainEqual({ kind: 'storage', ok: false }))
  bob.socket.send(syncMessage(SYNC_UPDATE, textUpdate('x'.repeat(2_900))))
  const hers = syncMessage(
    SYNC_UPDATE,
    changeOf([], (doc) => doc.getMap('m').set('hers', 'y'.repeat(200)), 500),
  )
  for (let attempt = 0; attempt < 3; attempt++) {
    const anna = await raw(server, 'as=anna&v=1')
    anna.socket.send(hers)
    expect(await anna.closed).toBe(CLOSE_CODES.overloaded.code)
  }
  server.log.failWith(null)
  await eventually(() => expect(acks(bob.received).at(-1)).toBe(2))
  const anna = await raw(server, 'as=anna&v=1')
  anna.socket.send(hers)
  await eventually(() => expect(acks(anna.received)).toEqual([1]))
})

test('U2 an id that somebody only shows in her cursor is hers: nobody takes it before her first word', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  const bob = join(server, 'bob')
  await synced(anna, bob)
  anna.provider.awareness.setLocalState({ x: 1 })
  await eventually(() => expect(bob.provider.awareness.getStates().has(anna.doc.clientID)).toBe(true))
  const take = syncMessage(SYNC_UPDATE, setKey('taken', anna.doc.clientID))
  const eve = await raw(server, 'as=eve&v=1')
  eve.socket.send(take)
  expect(await eve.closed).toBe(CLOSE_CODES.foreign_client.code)
  expect(notices(eve.received)).toContainEqual({ kind: 'taken', client: anna.doc.clientID })
  // Nor while her Wi-Fi is away.
  anna.provider.disconnect()
  await eventually(() => expect(server.rooms.counts.peers).toBe(1))
  const again = await raw(server, 'as=eve')
  again.socket.send(take)
  expect(await again.closed).toBe(CLOSE_CODES.foreign_client.code)
  anna.text.insert(0, 'first word')
  anna.provider.connect()
  await eventually(async () => expect(textOf(await server.rooms.read('room'))).toBe('first word'))
})

test('U2 who comes with an id that another uses is told so before anything is exchanged', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate('seed'))
  const eve = await raw(server, 'as=eve&v=1')
  eve.socket.send(syncMessage(SYNC_UPDATE, setKey('hers', 77)))
  await eventually(() => expect(acks(eve.received)).toEqual([1]))
  const anna = await raw(server, 'as=anna&v=1&client=77')
  expect(await anna.closed).toBe(CLOSE_CODES.foreign_client.code)
  expect(notices(anna.received)).toEqual([{ kind: 'taken', client: 77 }])
  expect(anna.received).toHaveLength(1)
  // Another connection of hers is no stranger.
  const tab = await raw(server, 'as=eve&v=1&client=77')
  await eventually(() => expect(tab.received.length).toBeGreaterThan(1))
})

test('T3 who is expelled leaves neither claims nor clocks of what was never applied', async () => {
  let breaks = true
  const server = await serve({
    createRules: () => ({
      review: (_changed, author) => {
        if (breaks && author.name === 'eve') throw new Error('cannot judge this')
        return []
      },
      repair: () => 0,
    }),
  })
  await server.rooms.create('room', textUpdate(''))
  const first = setKey('first', 77)
  const second = changeOf([first], (doc) => doc.getMap('m').set('second', 1), 77)
  const eve = await raw(server, 'as=eve&v=1')
  eve.socket.send(syncMessage(SYNC_UPDATE, first))
  expect(await eve.closed).toBe(CLOSE_CODES.internal.code)
  breaks = false
  const again = await raw(server, 'as=eve&v=1')
  again.socket.send(syncMessage(1, new Uint8Array([0, 0])))
  again.socket.send(syncMessage(SYNC_UPDATE, second))
  expect(await again.closed).toBe(CLOSE_CODES.clock_gap.code)
  const anna = await raw(server, 'as=anna&v=1')
  anna.socket.send(syncMessage(SYNC_UPDATE, setKey('hers', 77)))
  await eventually(() => expect(acks(anna.received)).toEqual([1]))
  const stored = docOf(await server.rooms.read('room'))
  expect(stored.getMap('m').toJSON()).toEqual({ hers: 1 })
  expect((await server.log.load('room'))?.claims).toContainEqual({ client: 77, authorId: 'anna' })
  expect(Y.getState(stored.store, 77)).toBe(1)
})

test('T3 what another connection of hers built on it goes with it, and comes back with the next handshake', async () => {
  let breaks = true
  const server = await serve({
    createRules: (doc) => ({
      review: () => {
        if (breaks && doc.getMap('m').has('bad')) throw new Error('cannot judge this')
        return []
      },
      repair: () => 0,
    }),
  })
  await server.rooms.create('room', textUpdate(''))
  const bad = setKey('bad', 77)
  const after = changeOf([bad], (doc) => doc.getMap('m').set('after', 1), 77)
  const tabs = [await raw(server, 'as=eve&v=1'), await raw(server, 'as=eve&v=1')]
  const anna = await raw(server, 'as=anna&v=1')
  await eventually(() => expect(server.rooms.counts.peers).toBe(3))
  const release = server.log.holdAppends()
  anna.socket.send(syncMessage(SYNC_UPDATE, setKey('held', 500)))
  await eventually(() => expect(server.log.heldAppends).toBe(1))
  for (const [index, update] of [bad, after].entries()) {
    const socket = tabs[index]?.socket
    socket?.send(syncMessage(SYNC_UPDATE, update))
    await new Promise<void>((resolve) => {
      socket?.once('pong', () => resolve())
      socket?.ping()
    })
  }
  release()
  // One author's updates are judged together, so the last one's sender is blamed: the other follows.
  const codes = await Promise.all(tabs.map(({ closed }) => closed))
  expect(codes).toContain(CLOSE_CODES.internal.code)
  breaks = false
  const back = await raw(server, 'as=eve&v=1')
  back.socket.send(syncMessage(1, Y.mergeUpdates([bad, after])))
  await eventually(() => expect(acks(back.received)).toEqual([1]))
  expect(
    docOf(await server.rooms.read('room'))
      .getMap('m')
      .toJSON(),
  ).toEqual({ held: 1, bad: 1, after: 1 })
})
