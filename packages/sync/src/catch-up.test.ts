import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { CatchUp, type Flight } from './catch-up.ts'
import { makeSeed } from './make-seed.ts'
import {
  EMPTY_UPDATE,
  parseClientMessage,
  SYNC_STEP_1,
  SYNC_STEP_2,
  SYNC_UPDATE,
  syncMessage,
} from './protocol.ts'
import { RoomDocument } from './room-document.ts'
import { encodeClocks, StoredState } from './stored-state.ts'
import { acks, changeOf, eventually, join, mapUpdate, raw, serve, synced } from './testing/room-harness.ts'
import { docOf, textOf, textUpdate } from './testing/room-server.ts'
import { ShortSlices } from './testing/short-slices.ts'

const EVERYTHING = new Uint8Array([0])
const END = Buffer.from(syncMessage(SYNC_STEP_2, EMPTY_UPDATE))

/** A text in so many operations, a third of them deleted. */
function longHistory(operations: number): Y.Doc {
  const doc = new Y.Doc()
  const map = doc.getMap('m')
  doc.transact(() => {
    for (let count = 0; count < operations; count++)
      map.set(`k${count % (operations / 1.5)}`, `value ${count}`)
  })
  return doc
}

/** The updates that a socket received. */
function updatesOf(received: readonly Uint8Array[]): Uint8Array[] {
  return received.flatMap((bytes) => {
    if (bytes[0] !== 0) return []
    const message = parseClientMessage(bytes)
    return message.type === 'update' ? [message.update] : []
  })
}

/** Whether all was sent: an empty step 2 is the last. */
function endsWell(received: readonly Uint8Array[]): boolean {
  return END.equals(received.at(-1) ?? EVERYTHING)
}

function bytesOf(received: readonly Uint8Array[]): number {
  return received.reduce((sum, message) => sum + message.length, 0)
}

test('R1 a newcomer gets a long history in its parts, and then what fires its `synced`', async () => {
  const doc = longHistory(6_000)
  const server = await serve()
  await server.rooms.create('room', Y.encodeStateAsUpdate(doc))
  const stored = await server.log.load('room')
  expect(stored?.parts.length).toBeGreaterThan(4)
  for (let visit = 0; visit < 2; visit++) {
    const anna = await raw(server, 'as=anna')
    anna.socket.send(syncMessage(SYNC_STEP_1, EVERYTHING))
    await eventually(() => expect(endsWell(anna.received)).toBe(true))
    const updates = updatesOf(anna.received)
    expect(updates.slice(0, -1)).toEqual(stored?.parts.map((part) => new Uint8Array(part)))
    expect(docOf(updates).getMap('m').toJSON()).toEqual(doc.getMap('m').toJSON())
  }
  expect(server.rooms.counts.hydrated).toBe(0)
})

test('R13 who lacks only what was deleted gets that and the tail, without a live document', async () => {
  const doc = longHistory(6_000)
  const server = await serve()
  await server.rooms.create('room', Y.encodeStateAsUpdate(doc))
  const later = changeOf([Y.encodeStateAsUpdate(doc)], (copy) => copy.getMap('m').set('later', true))
  await server.log.append([{ room: 'room', seq: 1, update: later, claims: [], fence: 0 }])
  const anna = await raw(server, 'as=anna')
  anna.socket.send(syncMessage(SYNC_STEP_1, Y.encodeStateVector(doc)))
  await eventually(() => expect(endsWell(anna.received)).toBe(true))
  const updates = updatesOf(anna.received)
  const structs = updates.flatMap((update) => Y.decodeUpdate(update).structs)
  expect(structs).toHaveLength(1)
  const deleted = updates.flatMap((update) => [...Y.decodeUpdate(update).ds.clients.values()].flat())
  expect(deleted.reduce((sum, { len }) => sum + len, 0)).toBe(2_000)
  expect(server.rooms.counts.hydrated).toBe(0)
})

test('R13 who missed little of a long tail gets little', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate('seed '))
  const anna = join(server, 'anna')
  await synced(anna)
  anna.text.insert(5, 'x'.repeat(300_000))
  await eventually(() => expect(server.log.appends).toBe(1))
  const behind = Y.encodeStateVector(anna.doc)
  anna.text.insert(0, 'new ')
  anna.text.delete(20, 100_000)
  await eventually(() => expect(server.log.appends).toBeGreaterThan(1))
  await eventually(async () => expect(textOf(await server.rooms.read('room')).length).toBe(200_009))
  const back = await raw(server, 'as=bob')
  back.socket.send(syncMessage(SYNC_STEP_1, behind))
  await eventually(() => expect(updatesOf(back.received)).toHaveLength(1))
  expect(bytesOf(back.received)).toBeLessThan(1_000)
})

test('R13 who lacks most of a long history gets it as it is kept, and nothing is made for her', async () => {
  const doc = longHistory(12_000)
  const server = await serve()
  await server.rooms.create('room', Y.encodeStateAsUpdate(doc))
  const stored = await server.log.load('room')
  const anna = await raw(server, 'as=anna')
  anna.socket.send(syncMessage(SYNC_STEP_1, encodeClocks(new Map([[doc.clientID, 1]]))))
  await eventually(() => expect(endsWell(anna.received)).toBe(true))
  expect(updatesOf(anna.received).slice(0, -1)).toEqual(stored?.parts.map((part) => new Uint8Array(part)))
})

test('D1 a difference waits for what is on its way to the disk, and holds nothing before', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate('x'.repeat(200_000)))
  const anna = await raw(server, 'as=anna&v=1')
  const first = mapUpdate('first')
  anna.socket.send(syncMessage(SYNC_UPDATE, first))
  await eventually(() => expect(acks(anna.received)).toEqual([1]))
  const release = server.log.holdAppends()
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('second')))
  await eventually(() => expect(server.log.heldAppends).toBe(1))
  const bob = await raw(server, 'as=bob')
  bob.socket.send(syncMessage(SYNC_STEP_1, Y.encodeStateVector(docOf([first]))))
  bob.socket.send(new Uint8Array([3]))
  const carl = join(server, 'carl')
  await synced(carl)
  expect(carl.doc.getMap('m').toJSON()).toEqual({ first: 1 })
  expect(updatesOf(bob.received)).toEqual([])
  release()
  await eventually(() => expect(updatesOf(bob.received)).toHaveLength(1))
  expect(
    docOf([first, ...updatesOf(bob.received)])
      .getMap('m')
      .toJSON(),
  ).toEqual({ first: 1, second: 1 })
})

test('D2 while storage refuses, a difference is everything durable and nothing else', async () => {
  const server = await serve({ limits: { retryMinMs: 10, retryMaxMs: 20 } })
  await server.rooms.create('room', textUpdate('x'.repeat(200_000)))
  const anna = await raw(server, 'as=anna&v=1')
  const first = mapUpdate('first')
  anna.socket.send(syncMessage(SYNC_UPDATE, first))
  await eventually(() => expect(acks(anna.received)).toEqual([1]))
  const release = server.log.holdAppends()
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('lost')))
  await eventually(() => expect(server.log.heldAppends).toBe(1))
  const bob = await raw(server, 'as=bob')
  bob.socket.send(syncMessage(SYNC_STEP_1, Y.encodeStateVector(docOf([first]))))
  await eventually(() => expect(server.rooms.counts.peers).toBe(2))
  server.log.failWith(new Error('disk full'))
  release()
  await eventually(() => expect(endsWell(bob.received)).toBe(true))
  expect(docOf(updatesOf(bob.received)).getMap('m').toJSON()).toEqual({ first: 1 })
  server.log.failWith(null)
  await eventually(() => expect(docOf(updatesOf(bob.received)).getMap('m').get('lost')).toBe(1))
})

test('H2 who waited for a batch is served in slices, and not while the next one is on its way', async () => {
  const slices = new ShortSlices()
  const seed = makeSeed(textUpdate('a text'))
  const stored = new StoredState({ ...seed, snapshotSeq: 0, tail: [] })
  const fail = (err: unknown) => {
    throw err
  }
  const document = new RoomDocument<null>({
    room: 'room',
    serverClient: seed.serverClient,
    stored,
    around: { slices, now: () => 0, createRules: () => ({ review: () => [], repair: () => 0 }) },
    opened: () => undefined,
    failed: fail,
  })
  document.wake()
  await document.opened
  let flight: Flight = 'under_way'
  const catchUp = new CatchUp(stored, document, { flight: () => flight, slices })
  const part = new Map([...stored.clocks].map(([client, clock]) => [client, clock - 2]))
  const servedAt: number[] = []
  const send = () => {
    servedAt.push(slices.turns)
    if (servedAt.length === 2) flight = 'under_way'
  }
  for (let reader = 0; reader < 3; reader++) catchUp.serve(part, { wanted: () => true, send, failed: fail })
  expect(servedAt).toEqual([])
  const before = slices.turns
  flight = 'landed'
  catchUp.landed()
  await eventually(() => expect(servedAt).toEqual([before + 1, before + 2]))
  await slices.turn()
  flight = 'landed'
  catchUp.landed()
  await eventually(() => expect(servedAt).toHaveLength(3))
})
