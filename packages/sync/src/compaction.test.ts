import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { CLOSE_CODES } from './close-codes.ts'
import { RoomMissing } from './errors.ts'
import { foldUpdates } from './fold-updates.ts'
import { SYNC_UPDATE, syncMessage } from './protocol.ts'
import { MemoryUpdateLog } from './testing/memory-update-log.ts'
import { acks, changeOf, eventually, join, raw, serve, synced } from './testing/room-harness.ts'
import { textOf, textUpdate } from './testing/room-server.ts'
import type { FoldUpdates, StoredSnapshot } from './update-log.ts'

/** Folding that takes until the test says so. */
function heldFold() {
  const jobs: { updates: readonly Uint8Array[]; done: (snapshot: StoredSnapshot) => void }[] = []
  const fold: FoldUpdates = (updates) => new Promise((done) => jobs.push({ updates, done }))
  const finish = () => {
    const job = jobs.at(-1)
    job?.done(foldUpdates(job.updates))
  }
  return { fold, finish, jobs }
}

test('R6 what comes while a log is folded stays, and only one fold runs at a time', async () => {
  const { fold, finish, jobs } = heldFold()
  const server = await serve({ fold, limits: { tailUpdates: 2, tickMs: 0 } })
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  const bob = join(server, 'bob')
  await synced(anna, bob)
  for (let count = 1; count <= 8; count++) {
    anna.text.insert(0, 'x')
    await eventually(() => expect(bob.text.length).toBe(count))
  }
  expect(jobs).toHaveLength(1)
  expect(jobs[0]?.updates).toHaveLength(3 + ((await server.log.load('room'))?.parts.length ?? 0))
  finish()
  await eventually(async () => expect((await server.log.load('room'))?.snapshotSeq).toBe(3))
  const stored = await server.log.load('room')
  expect(stored?.tail.map(({ seq }) => seq)).toEqual([4, 5, 6, 7, 8])
  expect(textOf(await server.rooms.read('room'))).toBe('x'.repeat(8))
  const late = join(server, 'late')
  await synced(late)
  expect(late.text.length).toBe(8)
  anna.text.insert(0, 'y')
  await eventually(() => expect(jobs).toHaveLength(2))
})

test('R18 a full room takes nothing more, and deletions and readers as before', async () => {
  const server = await serve({ limits: { roomBytes: 1_000 } })
  const seed = new Y.Doc()
  seed.getText('t').insert(0, 'x'.repeat(1_000))
  await server.rooms.create('room', Y.encodeStateAsUpdate(seed))
  const anna = join(server, 'anna')
  const bob = await raw(server, 'as=bob&v=1')
  await synced(anna)
  anna.text.delete(0, 900)
  await eventually(async () => expect(textOf(await server.rooms.read('room'))).toBe('x'.repeat(100)))
  bob.socket.send(syncMessage(SYNC_UPDATE, textUpdate('more')))
  expect(await bob.closed).toBe(CLOSE_CODES.room_full.code)
  expect(CLOSE_CODES.room_full.retry).toBe(false)
  expect(textOf(await server.rooms.read('room'))).toBe('x'.repeat(100))
})

test('R18 a room whose tail is not folded is full for a while only', async () => {
  const { fold, finish, jobs } = heldFold()
  const server = await serve({ fold, limits: { roomBytes: 4_000, tailBytes: 0, keepaliveMs: 1_000 } })
  await server.rooms.create('room', textUpdate(''))
  const word = (at: number) => changeOf([], (doc) => doc.getMap('m').set(`k${at}`, `${at}`.repeat(2_000)))
  const anna = await raw(server, 'as=anna&v=1')
  for (const at of [1, 2, 3, 4]) {
    anna.socket.send(syncMessage(SYNC_UPDATE, word(at)))
    if (at < 4) await eventually(() => expect(acks(anna.received).at(-1)).toBe(at))
  }
  expect(await anna.closed).toBe(CLOSE_CODES.overloaded.code)
  expect(jobs).toHaveLength(1)
  finish()
  await eventually(async () => expect((await server.log.load('room'))?.snapshotSeq).toBeGreaterThan(0))
  await eventually(() => expect(jobs).toHaveLength(2))
})

test('R18 what waits to be stored counts, and a room whose tail cannot be folded is full for good', async () => {
  const fold: FoldUpdates = async () => {
    throw new Error('it does not fit into the memory of the thread')
  }
  const limits = { roomBytes: 4_000, tailBytes: 0, keepaliveMs: 100, compactRetryMs: 1 }
  const server = await serve({ fold, limits })
  await server.rooms.create('room', textUpdate(''))
  const word = (at: number) => changeOf([], (doc) => doc.getMap('m').set(`k${at}`, `${at}`.repeat(2_000)))
  const release = server.log.holdAppends()
  const bob = await raw(server, 'as=bob&v=1')
  for (const at of [1, 2, 3, 4]) bob.socket.send(syncMessage(SYNC_UPDATE, word(at)))
  expect(await bob.closed).toBe(CLOSE_CODES.overloaded.code)
  release()
  const failures = () => server.logged.filter(({ message }) => message.startsWith('compaction failed'))
  await eventually(() => expect(failures().length).toBeGreaterThan(1))
  const anna = await raw(server, 'as=anna&v=1')
  anna.socket.send(syncMessage(SYNC_UPDATE, word(5)))
  expect(await anna.closed).toBe(CLOSE_CODES.room_full.code)
})

test('R6 folding that failed changes nothing, and is tried again later', async () => {
  let attempts = 0
  const fold: FoldUpdates = async (updates) => {
    attempts += 1
    if (attempts < 3) throw new Error('the thread broke')
    return foldUpdates(updates)
  }
  const server = await serve({ fold, limits: { tailUpdates: 1, keepaliveMs: 10, compactRetryMs: 30 } })
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  await synced(anna)
  for (const [index, word] of ['a', 'b', 'c'].entries()) {
    anna.text.insert(0, word)
    await eventually(() => expect(server.log.appends).toBe(index + 1))
  }
  await eventually(async () => expect((await server.log.load('room'))?.tail).toEqual([]))
  expect(attempts).toBe(3)
  expect(textOf(await server.rooms.read('room'))).toBe('cba')
  expect(anna.provider.wsconnected).toBe(true)
})

test('R6 what was overwritten is folded away while people pause, and not while they write', async () => {
  const { fold, finish, jobs } = heldFold()
  let nowMs = 0
  const limits = { restFoldBytes: 0, restFoldMs: 1_000, liveCheckMs: 5 }
  const server = await serve({ fold, limits, clock: () => nowMs })
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  const bob = join(server, 'bob')
  await synced(anna, bob)
  for (let count = 1; count <= 20; count++) {
    anna.text.insert(0, 'x')
    await eventually(() => expect(bob.text.length).toBe(count))
  }
  const stored = await server.log.load('room')
  nowMs = 1_000
  await eventually(() => expect(jobs).toHaveLength(1))
  expect(jobs[0]?.updates).toHaveLength((stored?.parts.length ?? 0) + 20)
  finish()
  await eventually(async () => expect((await server.log.load('room'))?.tail).toEqual([]))
  anna.text.insert(0, 'y')
  await eventually(() => expect(bob.text.length).toBe(21))
})

test('R6 a room that is removed while its log is folded stays removed', async () => {
  const { fold, finish, jobs } = heldFold()
  const server = await serve({ fold, limits: { tailUpdates: 0 } })
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  await synced(anna)
  anna.text.insert(0, 'x')
  await eventually(() => expect(jobs).toHaveLength(1))
  const removed = server.rooms.remove('room')
  finish()
  await removed
  await expect(server.rooms.read('room')).rejects.toThrow(RoomMissing)
  expect(server.logged.filter(({ level }) => level === 'error')).toEqual([])
})

test('R9 a stop does not wait for a fold, and what it makes is thrown away', async () => {
  const { fold, finish, jobs } = heldFold()
  const server = await serve({ fold, limits: { tailUpdates: 0 } })
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  await synced(anna)
  anna.text.insert(0, 'x')
  await eventually(() => expect(jobs).toHaveLength(1))
  await server.rooms.stop()
  finish()
  const stored = await server.log.load('room')
  expect(stored?.snapshotSeq).toBe(0)
  expect(stored?.tail).toHaveLength(1)
})

test('F3 a snapshot that was folded by a former holder is not stored', async () => {
  const { fold, finish, jobs } = heldFold()
  const server = await serve({ fold, limits: { tailUpdates: 0 } })
  await server.rooms.create('room', textUpdate(''))
  const anna = await raw(server, 'as=anna')
  const bob = join(server, 'bob')
  await synced(bob)
  bob.text.insert(0, 'x')
  await eventually(() => expect(jobs).toHaveLength(1))
  server.log.raiseFence('room')
  finish()
  expect(await anna.closed).toBe(CLOSE_CODES.room_moved.code)
  expect((await server.log.load('room'))?.snapshotSeq).toBe(0)
})

test('R14 a snapshot from before snapshots were cut is cut when somebody comes', async () => {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (let count = 0; count < 20_000; count++)
      doc.getMap('m').set(`k${count}`, `a value of some length ${count}`)
  })
  const log = new MemoryUpdateLog()
  const whole = { parts: [Y.encodeStateAsUpdate(doc)], stateVector: Y.encodeStateVector(doc) }
  await log.create('room', { ...whole, epoch: 'e', serverClient: 1, claims: [] })
  const server = await serve({ log, limits: { keepaliveMs: 10 } })
  const anna = await raw(server, 'as=anna')
  await eventually(async () => expect((await log.load('room'))?.parts.length).toBeGreaterThan(10))
  expect(anna.socket.readyState).toBe(1)
  const bob = join(server, 'bob')
  await synced(bob)
  expect(bob.doc.getMap('m').size).toBe(20_000)
})
