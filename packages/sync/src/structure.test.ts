import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { CLOSE_CODES } from './close-codes.ts'
import { SYNC_STEP_2, SYNC_UPDATE, syncMessage } from './protocol.ts'
import { deletionUpdate, forgedUpdate } from './testing/forged-updates.ts'
import { acks, changeOf, eventually, join, mapUpdate, raw, serve, synced } from './testing/room-harness.ts'
import { docOf, textOf, textUpdate } from './testing/room-server.ts'

async function attacked(update: Uint8Array, query = 'as=eve') {
  const server = await serve({ roots: ['t', 'm'] })
  await server.rooms.create('room', textUpdate('seed'))
  const anna = join(server, 'anna')
  const bob = join(server, 'bob')
  await synced(anna, bob)
  anna.text.insert(4, ' by anna')
  await eventually(() => expect(bob.text.toString()).toBe('seed by anna'))
  const eve = await raw(server, query)
  eve.socket.send(update)
  const code = await eve.closed
  anna.text.insert(0, 'still ')
  await eventually(() => expect(bob.text.toString()).toBe('still seed by anna'))
  return code
}

test('U1 bytes that are no message close the sender alone', async () => {
  expect(await attacked(new Uint8Array([9, 9, 9]))).toBe(CLOSE_CODES.malformed.code)
  expect(await attacked(new Uint8Array([]))).toBe(CLOSE_CODES.malformed.code)
  expect(await attacked(syncMessage(SYNC_UPDATE, new Uint8Array([200, 1, 2, 3])))).toBe(
    CLOSE_CODES.malformed.code,
  )
})

test('U1 a text frame is no message', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const eve = await raw(server, 'as=eve')
  eve.socket.send('hello')
  expect(await eve.closed).toBe(CLOSE_CODES.malformed.code)
})

test('U2 operations under another person’s client id, or the server’s, are refused', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate('seed'))
  const anna = join(server, 'anna')
  await synced(anna)
  anna.text.insert(0, 'mine ')
  await eventually(() => expect(server.log.appends).toBe(1))
  for (const client of [anna.doc.clientID, (await server.log.load('room'))?.serverClient ?? 0]) {
    const state = await server.rooms.read('room')
    const forged = changeOf(state, (doc) => doc.getText('t').insert(0, 'forged '), client)
    const eve = await raw(server, 'as=eve')
    eve.socket.send(syncMessage(SYNC_UPDATE, forged))
    expect(await eve.closed).toBe(CLOSE_CODES.foreign_client.code)
  }
  expect(textOf(await server.rooms.read('room'))).toBe('mine seed')
})

test('U2 a client id stays its author’s after the room was let go and compacted', async () => {
  const server = await serve({ limits: { roomIdleMs: 5, idleTailUpdates: 0 } })
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  await synced(anna)
  anna.text.insert(0, 'mine')
  await eventually(() => expect(server.log.appends).toBe(1))
  anna.provider.destroy()
  await eventually(() => expect(server.rooms.counts.rooms).toBe(0))
  anna.doc.getText('t').insert(0, 'x')
  const eve = await raw(server, 'as=eve')
  eve.socket.send(syncMessage(SYNC_STEP_2, Y.encodeStateAsUpdate(anna.doc)))
  expect(await eve.closed).toBe(CLOSE_CODES.foreign_client.code)
  // Her own next page load may bring what she did offline.
  const again = join(server, 'anna', {}, anna.doc)
  await synced(again)
  await eventually(async () => expect(textOf(await server.rooms.read('room'))).toBe('xmine'))
})

test('U3 another root type is refused', async () => {
  const doc = new Y.Doc()
  doc.getMap('elsewhere').set('a', 1)
  expect(await attacked(syncMessage(SYNC_UPDATE, Y.encodeStateAsUpdate(doc)))).toBe(
    CLOSE_CODES.forbidden_structure.code,
  )
})

test('U4 subdocuments, embeds and binary values are refused', async () => {
  const subdocument = new Y.Doc()
  subdocument.getMap('m').set('a', new Y.Doc())
  const embed = new Y.Doc()
  embed.getText('t').insertEmbed(0, { image: 'x' })
  const binary = new Y.Doc()
  binary.getMap('m').set('a', new Uint8Array([1]))
  for (const doc of [subdocument, embed, binary]) {
    expect(await attacked(syncMessage(SYNC_UPDATE, Y.encodeStateAsUpdate(doc)))).toBe(
      CLOSE_CODES.forbidden_structure.code,
    )
  }
})

test('U5 an update that builds on what the server never had is refused after the handshake', async () => {
  const first = new Y.Doc()
  first.getText('t').insert(0, 'a')
  const state = Y.encodeStateAsUpdate(first)
  const second = changeOf([state], (doc) => doc.getText('t').insert(1, 'b'), first.clientID)
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const eve = await raw(server, 'as=eve')
  eve.socket.send(syncMessage(SYNC_STEP_2, new Uint8Array([0, 0])))
  eve.socket.send(syncMessage(SYNC_UPDATE, second))
  expect(await eve.closed).toBe(CLOSE_CODES.clock_gap.code)
})

test('U5 what somebody types while the connection opens waits for her handshake', async () => {
  const offline = new Y.Doc()
  offline.getText('t').insert(0, 'offline')
  const state = Y.encodeStateAsUpdate(offline)
  const typing = changeOf([state], (doc) => doc.getText('t').insert(7, ' typing'), offline.clientID)
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const anna = await raw(server, 'as=anna&v=1')
  anna.socket.send(syncMessage(SYNC_UPDATE, typing))
  anna.socket.send(syncMessage(SYNC_STEP_2, Y.mergeUpdates([state, typing])))
  await eventually(() => expect(acks(anna.received).at(-1)).toBe(2))
  expect(textOf(await server.rooms.read('room'))).toBe('offline typing')
})

test('U6 a frame above the limit is refused', async () => {
  const server = await serve({ limits: { frameBytes: 1_000 } })
  await server.rooms.create('room', textUpdate(''))
  const eve = await raw(server, 'as=eve')
  eve.socket.send(syncMessage(SYNC_UPDATE, textUpdate('x'.repeat(2_000))))
  expect(await eve.closed).toBe(CLOSE_CODES.too_large.code)
})

test('U7 a flood of messages is cut off', async () => {
  const server = await serve({ limits: { messageBurst: 20, messagesPerSecond: 1 } })
  await server.rooms.create('room', textUpdate(''))
  const eve = await raw(server, 'as=eve')
  for (let count = 0; count < 30; count++) eve.socket.send(syncMessage(SYNC_STEP_2, new Uint8Array([0, 0])))
  expect(await eve.closed).toBe(CLOSE_CODES.rate_limited.code)
})

test('U5 operations that build on each other in a circle are refused before a document is opened for them', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const circle = forgedUpdate([
    { client: 7, clock: 0, origin: Y.createID(8, 0) },
    { client: 8, clock: 0, origin: Y.createID(9, 0) },
    { client: 9, clock: 0, rightOrigin: Y.createID(7, 0) },
  ])
  for (const kind of [SYNC_STEP_2, SYNC_UPDATE] as const) {
    const eve = await raw(server, 'as=eve')
    eve.socket.send(syncMessage(kind, circle))
    expect(await eve.closed).toBe(CLOSE_CODES.malformed.code)
  }
  expect(server.rooms.counts.hydrated).toBe(0)
})

test('U5 known operations that build on what nobody has are refused where something new follows them, else not read', async () => {
  const server = await serve()
  await server.rooms.create('room', mapUpdate('seed'))
  const [client = 0] = docOf(await server.rooms.read('room')).store.clients.keys()
  const eve = await raw(server, 'as=eve&v=1')
  const known = { client, clock: 0, rightOrigin: Y.createID(client + 1, 5) }
  eve.socket.send(syncMessage(SYNC_STEP_2, forgedUpdate([known])))
  await eventually(() => expect(acks(eve.received)).toEqual([1]))
  expect(server.rooms.counts.hydrated).toBe(0)
  const own = { client: client + 1, clock: 0, key: 'x' }
  eve.socket.send(syncMessage(SYNC_UPDATE, forgedUpdate([own])))
  await eventually(() => expect(acks(eve.received)).toEqual([1, 2]))
  const forged = { client: own.client, clock: 0, rightOrigin: Y.createID(client + 2, 5) }
  eve.socket.send(syncMessage(SYNC_UPDATE, forgedUpdate([forged, { ...own, clock: 1 }])))
  expect(await eve.closed).toBe(CLOSE_CODES.clock_gap.code)
})

test('U8 150,000 marks of garbage are one in the log, however often they come, and soon do not come any more', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const eve = await raw(server, 'as=eve')
  const marks = encoding.encode((encoder) => {
    for (const number of [1, 150_000, 7, 0]) encoding.writeVarUint(encoder, number)
    for (let at = 0; at < 150_000; at++) for (const number of [0, 1]) encoding.writeVarUint(encoder, number)
    encoding.writeVarUint(encoder, 0)
  })
  for (let time = 0; time < 5; time++) eve.socket.send(syncMessage(SYNC_UPDATE, marks))
  expect(await eve.closed).toBe(CLOSE_CODES.rate_limited.code)
  await eventually(async () => {
    const stored = await server.rooms.read('room')
    expect(Y.getState(docOf(stored).store, 7)).toBe(150_000)
    expect(stored.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(200)
  })
})

test('T3 who spoils one document after the other waits longer each time', async () => {
  const server = await serve({
    limits: { personOperationBurst: 1_000, personOperationsPerSecond: 1, spoiltOperations: 1_500 },
    createRules: () => ({
      review: () => {
        throw new Error('cannot judge this')
      },
      repair: () => 0,
    }),
  })
  await server.rooms.create('room', textUpdate(''))
  const codes: number[] = []
  for (const key of ['a', 'b']) {
    const eve = await raw(server, 'as=eve')
    eve.socket.send(syncMessage(SYNC_UPDATE, mapUpdate(key)))
    codes.push(await eve.closed)
  }
  expect(codes).toEqual([CLOSE_CODES.internal.code, CLOSE_CODES.rate_limited.code])
})

test('U13 an update that would hold everybody up costs its author the connection, and nobody anything else', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate('x'.repeat(60_000)))
  const [client = 0] = docOf(await server.rooms.read('room')).store.clients.keys()
  const anna = join(server, 'anna')
  await synced(anna)
  const ranges = Array.from({ length: 29_000 }, (_, index) => ({ clock: 2 * index, len: 1 }))
  const eve = await raw(server, 'as=eve&v=1')
  eve.socket.send(syncMessage(SYNC_UPDATE, deletionUpdate(client, ranges)))
  expect(await eve.closed).toBe(CLOSE_CODES.forbidden_structure.code)
  expect(acks(eve.received)).toEqual([])
  anna.text.insert(0, 'still ')
  await eventually(async () => expect(textOf(await server.rooms.read('room'))).toHaveLength(60_006))
})
