import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { CatchUp, type Flight } from './catch-up.ts'
import { makeSeed } from './make-seed.ts'
import type { WireFrames } from './peer-socket.ts'
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

/** A catch-up over a document of one long text, and who was served, and when. */
async function catchingUp(flight: { now: Flight }) {
  const slices = new ShortSlices()
  const clock = { nowMs: 0 }
  const seed = makeSeed(textUpdate('x'.repeat(20_000)))
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
  // Each look at the clock is a millisecond later.
  const now = () => clock.nowMs++
  const catchUp = new CatchUp(stored, document, { flight: () => flight.now, slices, now })
  const [[client, all] = [0, 0]] = stored.clocks
  /** Somebody who lacks so many of the letters. */
  const ask = (
    lacks: number,
    {
      hasHadHerShare = false,
      served = (): void => undefined,
    }: { hasHadHerShare?: boolean; served?: () => void } = {},
  ) => {
    const reader = { servedAt: -1, frames: [] as readonly WireFrames[], tookMs: 0, wanted: true }
    catchUp.serve(new Map([[client, all - lacks]]), {
      wanted: () => reader.wanted,
      send(frames) {
        reader.servedAt = slices.turns
        reader.frames = frames
        reader.wanted = false
        served()
      },
      failed: fail,
      took(ms) {
        reader.tookMs += ms
      },
      hasHadHerShare: () => hasHadHerShare,
    })
    return reader
  }
  return { slices, stored, catchUp, ask }
}

test('H2 who waited for a batch is served in slices, and not while the next one is on its way', async () => {
  const flight: { now: Flight } = { now: 'under_way' }
  const { slices, catchUp, ask } = await catchingUp(flight)
  let count = 0
  const served = () => {
    count += 1
    if (count === 2) flight.now = 'under_way'
  }
  const readers = [5_000, 10_000, 15_000].map((lacks) => ask(lacks, { served }))
  expect(count).toBe(0)
  const before = slices.turns
  flight.now = 'landed'
  catchUp.landed()
  await eventually(() => expect(count).toBe(2))
  expect(readers.map(({ servedAt }) => servedAt)).toEqual([before + 1, before + 2, -1])
  await slices.turn()
  flight.now = 'landed'
  catchUp.landed()
  await eventually(() => expect(count).toBe(3))
})

test('H2 no difference is made while a message is read: each has a slice of its own', async () => {
  const { ask } = await catchingUp({ now: 'landed' })
  const readers = Array.from({ length: 10 }, (_, at) => ask(1_500 * (at + 1)))
  expect(readers.some(({ servedAt }) => servedAt >= 0)).toBe(false)
  await eventually(() => expect(readers.every(({ servedAt }) => servedAt >= 0)).toBe(true))
  expect(new Set(readers.map(({ servedAt }) => servedAt)).size).toBe(10)
})

test('R13 all who lack nearly the same get one answer, and each pays for her part of it', async () => {
  const { ask } = await catchingUp({ now: 'landed' })
  const readers = Array.from({ length: 150 }, (_, at) => ask(6_000 + (at % 10)))
  const other = ask(12_000)
  await eventually(() => expect(other.servedAt).toBeGreaterThan(0))
  const [first] = readers
  expect(readers.every(({ frames }) => frames === first?.frames)).toBe(true)
  expect(other.frames).not.toBe(first?.frames)
  expect(other.servedAt).toBe((first?.servedAt ?? 0) + 1)
  expect(readers.map(({ tookMs }) => tookMs)).toEqual(readers.map(() => 1 / 150))
  const bytes = first?.frames.reduce((sum, { wire }) => sum + wire.length, 0)
  expect(bytes).toBeLessThan(6_100)
})

test('T10 for who had more than her share of the time nothing is made: she is sent what is kept for newcomers', async () => {
  const { stored, ask } = await catchingUp({ now: 'landed' })
  const eve = ask(5_000, { hasHadHerShare: true })
  await eventually(() => expect(eve.frames).toEqual(stored.allFrames()))
  expect(eve.tookMs).toBe(0)
})
