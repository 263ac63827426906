import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { CLOSE_CODES } from './close-codes.ts'
import { RoomExists, RoomMissing } from './errors.ts'
import { awarenessMessage, SYNC_UPDATE, syncMessage } from './protocol.ts'
import { MemoryUpdateLog } from './testing/memory-update-log.ts'
import { eventually, join, mapUpdate, raw, serve, synced } from './testing/room-harness.ts'
import { docOf, textOf, textUpdate } from './testing/room-server.ts'

test('R1 stock y-websocket clients converge, also one that comes later', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate('seed '))
  const anna = join(server, 'anna')
  const bob = join(server, 'bob')
  await synced(anna, bob)
  anna.text.insert(5, 'a')
  bob.text.insert(0, 'b')
  await eventually(() => expect(anna.text.toString()).toBe('bseed a'))
  await eventually(() => expect(bob.text.toString()).toBe('bseed a'))
  const late = join(server, 'late')
  await synced(late)
  expect(late.text.toString()).toBe('bseed a')
})

test('R2 a room that was never created takes nobody', async () => {
  const server = await serve()
  const peer = await raw(server, 'as=anna')
  expect(await peer.closed).toBe(CLOSE_CODES.room_missing.code)
  await expect(server.rooms.read('room')).rejects.toThrow(RoomMissing)
})

test('R2 a room is created once', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate('one'))
  await expect(server.rooms.create('room', textUpdate('two'))).rejects.toThrow(RoomExists)
  expect(textOf(await server.rooms.read('room'))).toBe('one')
})

test('R3 a room that could not be read closes its visitors, keeps its content and opens when it can', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate('kept'))
  server.log.failWith(new Error('database down'))
  const early = await raw(server, 'as=anna')
  expect(await early.closed).toBe(CLOSE_CODES.storage_down.code)
  server.log.failWith(null)
  const anna = join(server, 'anna')
  await synced(anna)
  expect(anna.text.toString()).toBe('kept')
})

test('R4 reading gives what was written before the call, durable', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  await synced(anna)
  anna.text.insert(0, 'now')
  await eventually(async () => expect(textOf(await server.rooms.read('room'))).toBe('now'))
})

test('R5 an empty room is let go, compacted, and opens again with everything, without a live document', async () => {
  const server = await serve({ limits: { roomIdleMs: 20, idleTailUpdates: 1 } })
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  await synced(anna)
  anna.text.insert(0, 'stays')
  await eventually(() => expect(server.log.appends).toBe(1))
  anna.provider.destroy()
  await eventually(() => expect(server.rooms.counts.rooms).toBe(0))
  expect((await server.log.load('room'))?.tail).toEqual([])
  const bob = join(server, 'bob')
  await synced(bob)
  expect(bob.text.toString()).toBe('stays')
  expect(server.rooms.counts).toEqual({ rooms: 1, hydrated: 0, peers: 1 })
})

test('R5 a room with updates that wait for storage is not let go', async () => {
  const server = await serve({ limits: { roomIdleMs: 5, retryMinMs: 10, retryMaxMs: 20 } })
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  await synced(anna)
  server.log.failWith(new Error('disk full'))
  anna.text.insert(0, 'late')
  await eventually(() => expect(server.logged.some(({ level }) => level === 'error')).toBe(true))
  anna.provider.destroy()
  await eventually(() => expect(server.rooms.counts.peers).toBe(0))
  server.log.failWith(null)
  await eventually(() => expect(server.rooms.counts.rooms).toBe(0))
  expect(textOf(await server.rooms.read('room'))).toBe('late')
})

test.each([
  { what: 'so many', limits: { idleRooms: 2 } },
  { what: 'so many bytes of them', limits: { idleBytes: 250_000 } },
])(
  'R5 of the rooms that nobody is in $what are kept, those left last; the others open again with everything',
  async ({ limits }) => {
    const server = await serve({ limits })
    const names = ['first', 'second', 'third', 'fourth']
    for (const name of names) await server.rooms.create(name, textUpdate(`${name} ${'x'.repeat(100_000)}`))
    const staying = join(server, 'anna', {}, undefined, 'second')
    await synced(staying)
    for (const name of names) {
      const visitor = join(server, 'bob', {}, undefined, name)
      await synced(visitor)
      visitor.text.insert(0, 'written in ')
      await eventually(async () => expect(textOf(await server.rooms.read(name))).toMatch(/^written in/))
      visitor.provider.destroy()
      const left = name === 'second' ? 1 : 0
      await eventually(() => expect(server.rooms.peopleIn(name)).toHaveLength(left))
    }
    await eventually(() =>
      expect(names.map((name) => server.rooms.isOpen(name))).toEqual([false, true, true, true]),
    )
    staying.provider.destroy()
    await eventually(() =>
      expect(names.map((name) => server.rooms.isOpen(name))).toEqual([false, true, false, true]),
    )
    const again = join(server, 'bob', {}, undefined, 'first')
    await synced(again)
    expect(again.text.toString()).toMatch(/^written in first/)
  },
)

test('R5 while storage is away rooms with words to store are kept, however many', async () => {
  const server = await serve({ limits: { idleRooms: 1, retryMinMs: 10, retryMaxMs: 20 } })
  const names = ['first', 'second', 'third']
  for (const name of names) await server.rooms.create(name, textUpdate(''))
  const visitors = names.map((name) => join(server, 'anna', {}, undefined, name))
  await synced(...visitors)
  server.log.failWith(new Error('disk full'))
  for (const { text } of visitors) text.insert(0, 'late')
  await eventually(() => expect(server.rooms.counts.hydrated).toBe(3))
  for (const { provider } of visitors) provider.destroy()
  await eventually(() => expect(server.rooms.counts).toMatchObject({ rooms: 3, peers: 0 }))
  server.log.failWith(null)
  for (const name of names)
    await eventually(async () => expect(textOf(await server.rooms.read(name))).toBe('late'))
})

test('R6 a long tail is folded while people work, and nobody notices', async () => {
  const server = await serve({ limits: { tailUpdates: 5, tickMs: 0 } })
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  const bob = join(server, 'bob')
  await synced(anna, bob)
  for (let count = 1; count <= 12; count++) {
    anna.text.insert(0, 'x')
    await eventually(() => expect(bob.text.length).toBe(count))
  }
  await eventually(async () => expect((await server.log.load('room'))?.snapshotSeq).toBeGreaterThan(0))
  expect(textOf(await server.rooms.read('room'))).toBe('x'.repeat(12))
  const late = join(server, 'late')
  await synced(late)
  expect(late.text.length).toBe(12)
})

test('R7 a client that was away during a deletion and a compaction learns of the deletion', async () => {
  const server = await serve({ limits: { roomIdleMs: 10, idleTailUpdates: 1 } })
  await server.rooms.create('room', textUpdate('gone'))
  const anna = join(server, 'anna')
  await synced(anna)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(anna.doc))
  anna.text.delete(0, 4)
  await eventually(() => expect(server.log.appends).toBe(1))
  anna.provider.destroy()
  await eventually(() => expect(server.rooms.counts.rooms).toBe(0))
  const back = join(server, 'bob', {}, copy)
  await synced(back)
  expect(back.text.toString()).toBe('')
})

test('R8 peers of one room, or of all, can be closed; the others stay', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const anna = await raw(server, 'as=anna')
  const bob = await raw(server, 'as=bob')
  await eventually(() => expect(server.rooms.counts.peers).toBe(2))
  server.rooms.closePeers({ room: 'room', authorId: 'anna' }, 'rights_changed')
  expect(await anna.closed).toBe(CLOSE_CODES.rights_changed.code)
  expect(server.rooms.counts.peers).toBe(1)
  server.rooms.closePeers({}, 'sent_out')
  expect(await bob.closed).toBe(CLOSE_CODES.sent_out.code)
})

test('R9 a stop stores what waits, then closes with 1012', async () => {
  const log = new MemoryUpdateLog()
  const server = await serve({ log })
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  await synced(anna)
  const watcher = await raw(server, 'as=bob')
  await eventually(() => expect(server.rooms.counts.peers).toBe(2))
  const release = log.holdAppends()
  anna.text.insert(0, 'last words')
  await eventually(() => expect(server.rooms.counts.hydrated).toBe(1))
  const stopped = server.rooms.stop()
  release()
  await stopped
  expect(await watcher.closed).toBe(1012)
  const stored = await log.load('room')
  expect(stored?.tail).toHaveLength(1)
})

test('R10 a removed room closes its peers and is gone', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate('x'))
  const anna = await raw(server, 'as=anna')
  await eventually(() => expect(server.rooms.counts.peers).toBe(1))
  await server.rooms.remove('room')
  expect(await anna.closed).toBe(CLOSE_CODES.room_missing.code)
  await expect(server.rooms.read('room')).rejects.toThrow(RoomMissing)
})

test('R11 a copy of another epoch is turned away before anything is merged', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate('x'))
  const stale = await raw(server, 'as=anna&epoch=before')
  expect(await stale.closed).toBe(CLOSE_CODES.epoch_mismatch.code)
  expect(stale.received).toEqual([])
})

test('R12 a quiet connection hears something within the keepalive time', async () => {
  const server = await serve({ limits: { keepaliveMs: 30 } })
  await server.rooms.create('room', textUpdate('x'))
  const quiet = await raw(server, 'as=anna')
  await eventually(() => expect(quiet.received.length).toBeGreaterThan(2))
  expect(quiet.received.at(-1)).toEqual(awarenessMessage(new Uint8Array([0])))
})

test.each([
  ['as=anna', 'its bytes are counted'],
  ['as=anna&unwatched', 'only its messages and pongs are told'],
])('R12 a connection that only answers pings is not silent (%s: %s)', async (query) => {
  const server = await serve({ limits: { keepaliveMs: 30 } })
  await server.rooms.create('room', textUpdate('x'))
  const quiet = await raw(server, query)
  await eventually(() => expect(quiet.received.length).toBeGreaterThan(6))
})

test('R8 nothing is looked at that comes after the server has closed a socket', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate('x'))
  const eve = await raw(server, 'as=eve&v=1')
  const anna = await raw(server, 'as=anna&v=1')
  await eventually(() => expect(server.rooms.counts.peers).toBe(2))
  eve.socket.send('a text frame')
  for (let late = 0; late < 20; late++) eve.socket.send(syncMessage(SYNC_UPDATE, mapUpdate(`late ${late}`)))
  expect(await eve.closed).toBe(CLOSE_CODES.malformed.code)
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('hers')))
  await eventually(async () => expect((await server.log.load('room'))?.tail).toHaveLength(1))
  const read = docOf(await server.rooms.read('room'))
  expect(Object.keys(read.getMap('m').toJSON())).toEqual(['hers'])
})
