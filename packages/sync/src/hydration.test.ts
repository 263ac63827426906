import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { CLOSE_CODES } from './close-codes.ts'
import { SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE, syncMessage } from './protocol.ts'
import type { RoomRules } from './room-rules.ts'
import { encodeClocks } from './stored-state.ts'
import { MemoryUpdateLog } from './testing/memory-update-log.ts'
import { acks, changeOf, eventually, join, mapUpdate, raw, serve, synced } from './testing/room-harness.ts'
import { docOf, textOf, textUpdate } from './testing/room-server.ts'
import { TimeSlices } from './time-slices.ts'

const NO_RULES: RoomRules<unknown> = { review: () => [], repair: () => 0 }

/** Rules that are made when the test says so. */
function heldRules() {
  let made: (rules: RoomRules<unknown>) => void = () => undefined
  let asked = 0
  return {
    get asked() {
      return asked
    },
    createRules: () => {
      asked += 1
      return new Promise<RoomRules<unknown>>((resolve) => {
        made = resolve
      })
    },
    make: () => made(NO_RULES),
  }
}

/** A map of so many texts: one part for every thousand operations. */
function largeUpdate(entries: number): Uint8Array {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (let count = 0; count < entries; count++)
      doc.getMap('m').set(`k${count}`, new Y.Text(`text ${count}`))
  })
  return Y.encodeStateAsUpdate(doc)
}

test('H1 a large document comes to life in slices, between which the process does other work', async () => {
  const server = await serve()
  await server.rooms.create('room', largeUpdate(15_000))
  const parts = (await server.rooms.read('room')).length
  expect(parts).toBeGreaterThan(20)
  const anna = await raw(server, 'as=anna&v=1')
  await eventually(() => expect(server.rooms.counts.peers).toBe(1))
  // however fast or busy the machine is: each part uses up its slice
  const spent = vi.spyOn(TimeSlices.prototype, 'spent', 'get').mockReturnValue(true)
  onTestFinished(() => spent.mockRestore())
  let turns = 0
  let counting = true
  const count = () => {
    turns += 1
    if (counting) setImmediate(count)
  }
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('new')))
  count()
  await eventually(() => expect(server.rooms.counts.hydrated).toBe(1))
  counting = false
  expect(turns).toBeGreaterThanOrEqual(parts)
  await eventually(() => expect(acks(anna.received)).toEqual([1]))
  expect(docOf(await server.rooms.read('room')).getMap('m').size).toBe(15_001)
})

test('H1 a slice is spent after five milliseconds', async () => {
  const slices = new TimeSlices()
  const now = vi.spyOn(performance, 'now').mockReturnValue(100)
  onTestFinished(() => now.mockRestore())
  await slices.turn()
  now.mockReturnValue(104.9)
  expect(slices.spent).toBe(false)
  now.mockReturnValue(105)
  expect(slices.spent).toBe(true)
  await slices.turn()
  expect(slices.spent).toBe(false)
})

test('H2 while it opens updates wait, cursors flow and nobody is refused', async () => {
  const rules = heldRules()
  const server = await serve({ createRules: rules.createRules })
  await server.rooms.create('room', textUpdate('seed '))
  const anna = join(server, 'anna')
  const bob = join(server, 'bob')
  await synced(anna, bob)
  anna.text.insert(0, 'a')
  await eventually(() => expect(rules.asked).toBe(1))
  bob.text.insert(5, 'b')
  anna.provider.awareness.setLocalStateField('cursor', { x: 7 })
  await eventually(() =>
    expect(bob.provider.awareness.getStates().get(anna.doc.clientID)).toMatchObject({ cursor: { x: 7 } }),
  )
  const late = join(server, 'late')
  await synced(late)
  expect(late.text.toString()).toBe('seed ')
  expect(server.rooms.counts.hydrated).toBe(0)
  rules.make()
  await eventually(() => expect(late.text.toString()).toBe('aseed b'))
  expect(rules.asked).toBe(1)
  expect(server.logged.filter(({ level }) => level !== 'info')).toEqual([])
})

test('R13 who asks again before she is answered is answered once', async () => {
  const rules = heldRules()
  const server = await serve({ createRules: rules.createRules })
  const seed = new Y.Doc()
  seed.getText('t').insert(0, 'seed '.repeat(40_000))
  await server.rooms.create('room', Y.encodeStateAsUpdate(seed))
  // Somebody who has one letter of it.
  const question = syncMessage(SYNC_STEP_1, encodeClocks(new Map([[seed.clientID, 1]])))
  const bob = await raw(server, 'as=bob')
  for (let times = 0; times < 10; times++) bob.socket.send(question)
  await eventually(() => expect(rules.asked).toBe(1))
  rules.make()
  const heard = (kind: number) => bob.received.filter((message) => message[0] === 0 && message[1] === kind)
  await eventually(() => expect(heard(SYNC_STEP_2).length).toBeGreaterThan(0))
  const anna = await raw(server, 'as=anna&v=1')
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('later')))
  await eventually(() => expect(heard(SYNC_UPDATE)).toHaveLength(1))
  expect(heard(SYNC_STEP_2)).toHaveLength(1)
})

test('H3 a reader whose deletions must be judged waits for the document', async () => {
  const rules = heldRules()
  const server = await serve({ createRules: rules.createRules })
  const doc = new Y.Doc()
  doc.getText('t').insert(0, 'abc')
  doc.getText('t').delete(0, 1)
  await server.rooms.create('room', Y.encodeStateAsUpdate(doc))
  const known = await raw(server, 'as=rita&access=read&v=1')
  const forged = await raw(server, 'as=rob&access=read&v=1')
  const state = await server.rooms.read('room')
  known.socket.send(syncMessage(SYNC_STEP_2, Y.encodeStateAsUpdate(docOf(state), Y.encodeStateVector(doc))))
  forged.socket.send(
    syncMessage(
      SYNC_STEP_2,
      changeOf(state, (copy) => copy.getText('t').delete(0, 1)),
    ),
  )
  await eventually(() => expect(rules.asked).toBe(1))
  expect(acks(known.received)).toEqual([])
  rules.make()
  await eventually(() => expect(acks(known.received)).toEqual([1]))
  expect(await forged.closed).toBe(CLOSE_CODES.read_only.code)
  expect(textOf(await server.rooms.read('room'))).toBe('bc')
})

test('H4 a document that nobody writes to is let go, and comes back with the next write', async () => {
  const server = await serve({ limits: { liveCheckMs: 10, liveIdleMs: 20 } })
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  const bob = join(server, 'bob')
  await synced(anna, bob)
  for (const word of ['once ', 'twice ']) {
    anna.text.insert(0, word)
    await eventually(() => expect(bob.text.toString()).toContain(word))
    await eventually(() => expect(server.rooms.counts).toEqual({ rooms: 1, hydrated: 0, peers: 2 }))
  }
  expect(textOf(await server.rooms.read('room'))).toBe('twice once ')
})

test('H4 a document with updates that wait for storage stays', async () => {
  const server = await serve({
    limits: { keepaliveMs: 5, liveCheckMs: 5, liveIdleMs: 5, retryMinMs: 10, retryMaxMs: 20 },
  })
  await server.rooms.create('room', textUpdate(''))
  const anna = await raw(server, 'as=anna&v=1')
  await eventually(() => expect(server.rooms.counts.peers).toBe(1))
  server.log.failWith(new Error('disk full'))
  anna.socket.send(syncMessage(SYNC_UPDATE, textUpdate('kept')))
  const heard = () => anna.received.length
  await eventually(() => expect(server.rooms.counts.hydrated).toBe(1))
  const before = heard()
  await eventually(() => expect(heard()).toBeGreaterThan(before + 4)) // so many keepalives later
  expect(server.rooms.counts.hydrated).toBe(1)
  server.log.failWith(null)
  await eventually(() => expect(acks(anna.received)).toEqual([1]))
})

test('H5 a room whose document cannot come to life is let go, loses nothing, and opens again', async () => {
  let broken = true
  const server = await serve({
    createRules: async () => {
      if (broken) throw new Error('no rules today')
      return NO_RULES
    },
  })
  await server.rooms.create('room', textUpdate('kept'))
  const anna = await raw(server, 'as=anna&v=1')
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('a')))
  expect(await anna.closed).toBe(CLOSE_CODES.internal.code)
  expect(server.rooms.counts).toEqual({ rooms: 0, hydrated: 0, peers: 0 })
  broken = false
  const again = await raw(server, 'as=anna&v=1')
  again.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('a')))
  await eventually(() => expect(acks(again.received)).toEqual([1]))
  expect(textOf(await server.rooms.read('room'))).toBe('kept')
})

test('H5 a log with a hole brings no document to life, and its author is not blamed', async () => {
  const log = new MemoryUpdateLog()
  const server = await serve({ log })
  await server.rooms.create('room', textUpdate(''))
  const first = new Y.Doc()
  first.getText('t').insert(0, 'a')
  const second = changeOf([Y.encodeStateAsUpdate(first)], (doc) => doc.getText('t').insert(1, 'b'))
  await log.append([{ room: 'room', seq: 1, update: second, claims: [], fence: 0 }])
  const anna = await raw(server, 'as=anna&v=1')
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('a')))
  expect(await anna.closed).toBe(CLOSE_CODES.internal.code)
  expect((await log.load('room'))?.tail).toHaveLength(1)
})

test('H6 a room that is let go while its document opens leaves nothing behind', async () => {
  const rules = heldRules()
  const server = await serve({ createRules: rules.createRules })
  await server.rooms.create('room', textUpdate(''))
  const anna = await raw(server, 'as=anna&v=1')
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('a')))
  await eventually(() => expect(rules.asked).toBe(1))
  server.rooms.letGo('room', 'room_moved')
  expect(await anna.closed).toBe(CLOSE_CODES.room_moved.code)
  rules.make()
  const bob = await raw(server, 'as=bob&v=1')
  bob.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('b')))
  await eventually(() => expect(rules.asked).toBe(2))
  rules.make()
  await eventually(() => expect(acks(bob.received)).toEqual([1]))
  expect(
    docOf(await server.rooms.read('room'))
      .getMap('m')
      .toJSON(),
  ).toEqual({ b: 1 })
})

test('R9 a stop waits for a document that is being opened, and stores what waited for it', async () => {
  const rules = heldRules()
  const server = await serve({ createRules: rules.createRules })
  await server.rooms.create('room', textUpdate(''))
  const anna = await raw(server, 'as=anna&v=1')
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('last')))
  await eventually(() => expect(rules.asked).toBe(1))
  const stopped = server.rooms.stop()
  rules.make()
  await stopped
  expect(await anna.closed).toBe(CLOSE_CODES.restarting.code)
  expect(acks(anna.received)).toEqual([1])
  expect((await server.log.load('room'))?.tail).toHaveLength(1)
})

test('R1 somebody who comes while the document opens gets what is durable, and asks in vain for nothing', async () => {
  const rules = heldRules()
  const server = await serve({ createRules: rules.createRules })
  await server.rooms.create('room', largeUpdate(3_000))
  const anna = await raw(server, 'as=anna')
  anna.socket.send(syncMessage(SYNC_STEP_1, new Uint8Array([0])))
  await eventually(() => expect(anna.received.length).toBeGreaterThan(6))
  expect(server.rooms.counts.hydrated).toBe(0)
  expect(rules.asked).toBe(0)
})

/** A document that fails whoever reads it first, as a mistake of ours would. */
function failOnce(doc: Y.Doc): void {
  const { clients } = doc.store
  let fails = true
  Object.defineProperty(doc.store, 'clients', {
    configurable: true,
    get() {
      if (!fails) return clients
      fails = false
      throw new Error('a fault of ours')
    },
  })
}

/** Asks for the rest after the first operation of whoever wrote the seed. */
function partialQuestion(state: readonly Uint8Array[]): Uint8Array {
  const clocks = [...Y.decodeStateVector(Y.encodeStateVector(docOf(state))).keys()].map((client) => [
    client,
    1,
  ])
  return syncMessage(SYNC_STEP_1, Y.encodeStateVector(new Map(clocks as [number, number][])))
}

test('H7 a fault while one reader is served closes her with `internal`, and who waits beside her is served', async () => {
  let doc: Y.Doc | null = null
  const server = await serve({
    createRules: (opened) => {
      doc = opened
      return NO_RULES
    },
  })
  await server.rooms.create('room', textUpdate('seed'))
  const question = partialQuestion(await server.rooms.read('room'))
  const anna = await raw(server, 'as=anna&v=1')
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('hers')))
  await eventually(() => expect(acks(anna.received)).toEqual([1]))
  const release = server.log.holdAppends()
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('her next')))
  await eventually(() => expect(server.log.heldAppends).toBe(1))
  const rita = await raw(server, 'as=rita')
  const rob = await raw(server, 'as=rob')
  for (const { socket } of [rita, rob]) {
    socket.send(question)
    await new Promise<void>((resolve) => {
      socket.once('pong', () => resolve())
      socket.ping()
    })
  }
  if (doc !== null) failOnce(doc)
  release()
  expect(await rita.closed).toBe(CLOSE_CODES.internal.code)
  const isStep2 = (bytes: Uint8Array) => bytes[0] === 0 && bytes[1] === SYNC_STEP_2
  await eventually(() => expect(rob.received.some(isStep2)).toBe(true))
  await eventually(() => expect(acks(anna.received)).toEqual([1, 2]))
  // The same while nothing is on its way: nothing of it is the reader’s fault.
  if (doc !== null) failOnce(doc)
  const late = await raw(server, 'as=late')
  late.socket.send(question)
  expect(await late.closed).toBe(CLOSE_CODES.internal.code)
})
