import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { CLOSE_CODES } from './close-codes.ts'
import { SYNC_STEP_2, SYNC_UPDATE, syncMessage } from './protocol.ts'
import { acks, eventually, join, mapUpdate, notices, raw, serve, synced } from './testing/room-harness.ts'
import { docOf, textUpdate } from './testing/room-server.ts'

test('T1 each author is judged on her own changes, and what is refused nobody else ever sees', async () => {
  const reviewed: [string, string[]][] = []
  const server = await serve({
    createRules: (doc) => ({
      review(changed, author) {
        const root: unknown = doc.getMap('m')
        const keys = [...changed].flatMap(([type, names]) => (type === root ? [...names].map(String) : []))
        reviewed.push([author.name, keys])
        if (author.name !== 'eve') return []
        for (const key of keys) doc.getMap('m').delete(key)
        return keys.map((recordId) => ({ recordId, code: 'furniture' }))
      },
      repair: () => 0,
    }),
  })
  await server.rooms.create('room', textUpdate(''))
  const anna = await raw(server, 'as=anna&v=1')
  const eve = await raw(server, 'as=eve&v=1')
  const bob = join(server, 'bob')
  await synced(bob)
  const seen = new Set<string>()
  bob.doc.getMap('m').observe((event) => {
    for (const key of event.keysChanged) if (bob.doc.getMap('m').has(key)) seen.add(key)
  })
  const release = server.log.holdAppends()
  // The first tick holds the loop, so that the next two authors share the second one.
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('first')))
  await eventually(() => expect(reviewed).toHaveLength(1))
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('hers')))
  eve.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('forged')))
  eve.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('forged2')))
  await new Promise<void>((resolve) => {
    eve.socket.once('pong', () => resolve())
    eve.socket.ping()
  })
  release()
  await eventually(() => expect(seen).toEqual(new Set(['first', 'hers'])))
  await eventually(() => expect(acks(eve.received).at(-1)).toBe(2))
  expect(reviewed).toContainEqual(['anna', ['hers']])
  expect(reviewed).toContainEqual(['eve', ['forged', 'forged2']])
  expect(notices(eve.received)).toContainEqual({
    kind: 'refused',
    refusals: [
      { recordId: 'forged', code: 'furniture' },
      { recordId: 'forged2', code: 'furniture' },
    ],
  })
  expect(notices(anna.received).some(({ kind }) => kind === 'refused')).toBe(false)
  const stored = docOf(await server.rooms.read('room'))
  expect(Object.keys(stored.getMap('m').toJSON()).sort()).toEqual(['first', 'hers'])
})

test('T2 what the rules write is the server’s, under one client id for the whole life of the room', async () => {
  const server = await serve({
    limits: { roomIdleMs: 5, idleTailUpdates: 0 },
    createRules: (doc) => ({
      review: () => {
        doc.getMap('seen').set('count', Number(doc.getMap('seen').get('count') ?? 0) + 1)
        return []
      },
      repair: () => 0,
    }),
  })
  await server.rooms.create('room', textUpdate(''))
  for (let visit = 1; visit <= 2; visit++) {
    const anna = join(server, 'anna')
    await synced(anna)
    anna.text.insert(0, 'x')
    await eventually(() => expect(anna.doc.getMap('seen').get('count')).toBe(visit))
    anna.provider.destroy()
    await eventually(() => expect(server.rooms.counts.rooms).toBe(0))
  }
  const clocks = docOf(await server.rooms.read('room')).store.clients
  expect(clocks.size).toBe(3)
})

test('T3 rules that fail on one author cost her the connection and the others nothing', async () => {
  const server = await serve({
    createRules: () => ({
      review: (_changed, author) => {
        if (author.name === 'eve') throw new Error('cannot judge this')
        return []
      },
      repair: () => 0,
    }),
  })
  await server.rooms.create('room', textUpdate(''))
  const anna = await raw(server, 'as=anna&v=1')
  const eve = await raw(server, 'as=eve&v=1')
  await eventually(() => expect(server.rooms.counts.peers).toBe(2))
  const release = server.log.holdAppends()
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('first')))
  await eventually(() => expect(server.rooms.counts.hydrated).toBe(1))
  eve.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('bad')))
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('good')))
  release()
  expect(await eve.closed).toBe(CLOSE_CODES.internal.code)
  await eventually(() => expect(acks(anna.received).at(-1)).toBe(2))
  const stored = docOf(await server.rooms.read('room'))
  expect(stored.getMap('m').toJSON()).toEqual({ first: 1, good: 1 })
})

test('T3 what fails after everybody’s updates were applied costs its author the connection, and nobody else', async () => {
  const server = await serve({
    createRules: (doc) => {
      doc.getMap('m').observe((event) => {
        if (event.keysChanged.has('bad')) throw new Error('an observer fails')
      })
      return { review: () => [], repair: () => 0 }
    },
  })
  await server.rooms.create('room', textUpdate(''))
  const anna = await raw(server, 'as=anna&v=1')
  const bob = await raw(server, 'as=bob&v=1')
  const eve = await raw(server, 'as=eve&v=1')
  await eventually(() => expect(server.rooms.counts.peers).toBe(3))
  const release = server.log.holdAppends()
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('first')))
  await eventually(() => expect(server.rooms.counts.hydrated).toBe(1))
  const sent = [
    { socket: bob.socket, key: 'his' },
    { socket: eve.socket, key: 'bad' },
    { socket: anna.socket, key: 'hers' },
  ]
  for (const { socket, key } of sent) {
    socket.send(syncMessage(SYNC_UPDATE, mapUpdate(key)))
    await new Promise<void>((resolve) => {
      socket.once('pong', () => resolve())
      socket.ping()
    })
  }
  release()
  expect(await eve.closed).toBe(CLOSE_CODES.internal.code)
  await eventually(() => expect([acks(anna.received).at(-1), acks(bob.received).at(-1)]).toEqual([2, 1]))
  const stored = docOf(await server.rooms.read('room'))
  expect(stored.getMap('m').toJSON()).toEqual({ first: 1, his: 1, hers: 1 })
  expect(server.rooms.counts.peers).toBe(2)
})

test('T4 repair runs once per tick, after everybody, and its work is relayed with theirs', async () => {
  let repairs = 0
  const server = await serve({
    createRules: (doc) => ({
      review: () => [],
      repair: () => {
        repairs += 1
        doc.getMap('m').set('repaired', doc.getMap('m').size)
        return 1
      },
    }),
  })
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  await synced(anna)
  expect(repairs).toBe(0)
  anna.doc.getMap('m').set('a', 1)
  await eventually(() => expect(anna.doc.getMap('m').get('repaired')).toBe(1))
  expect(repairs).toBe(1)
})

test('T5 an author who is refused again and again is closed', async () => {
  const server = await serve({
    limits: { refusalBurst: 2, refusalsPerSecond: 0 },
    createRules: () => ({ review: () => [{ recordId: 'r', code: 'schema' }], repair: () => 0 }),
  })
  await server.rooms.create('room', textUpdate(''))
  const eve = await raw(server, 'as=eve&v=1')
  for (const key of ['a', 'b', 'c']) {
    const before = notices(eve.received).length
    eve.socket.send(syncMessage(SYNC_UPDATE, mapUpdate(key)))
    await eventually(() => expect(notices(eve.received).length).toBeGreaterThan(before))
  }
  expect(await eve.closed).toBe(CLOSE_CODES.too_many_refusals.code)
})

test('T5 what is refused because of what others did closes nobody', async () => {
  const server = await serve({
    limits: { refusalBurst: 2, refusalsPerSecond: 0 },
    createRules: () => ({
      review: () => [{ recordId: 'r', code: 'too_many_records', blameless: true }],
      repair: () => 0,
    }),
  })
  await server.rooms.create('room', textUpdate(''))
  const anna = await raw(server, 'as=anna&v=1')
  const refused = () => notices(anna.received).filter(({ kind }) => kind === 'refused')
  for (const [at, key] of ['a', 'b', 'c', 'd'].entries()) {
    anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate(key)))
    await eventually(() => expect(refused()).toHaveLength(at + 1))
  }
  expect(refused()[3]).toEqual({
    kind: 'refused',
    refusals: [{ recordId: 'r', code: 'too_many_records' }],
  })
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('e')))
  await eventually(() => expect(acks(anna.received).at(-1)).toBe(5))
})

test('T5 what was written back is charged to the person: a new connection does not help her', async () => {
  const refusals = Array.from({ length: 30 }, (_, index) => ({ recordId: `r${index}`, code: 'schema' }))
  const server = await serve({
    limits: {
      refusalBurst: 2,
      personOperationBurst: 1_000,
      personOperationsPerSecond: 0,
      refusedOperations: 40,
    },
    createRules: () => ({
      review: (_changed, author) => (author.name === 'eve' ? refusals : []),
      repair: () => 0,
    }),
  })
  await server.rooms.create('room', textUpdate(''))
  const codes: number[] = []
  for (const key of ['a', 'b']) {
    const eve = await raw(server, 'as=eve&v=1')
    eve.socket.send(syncMessage(SYNC_UPDATE, mapUpdate(key)))
    codes.push(await eve.closed)
  }
  expect(codes).toEqual([CLOSE_CODES.too_many_refusals.code, CLOSE_CODES.rate_limited.code])
  const anna = await raw(server, 'as=anna&v=1')
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('c')))
  await eventually(() => expect(acks(anna.received)).toEqual([1]))
})

test('T12 rules hear that what they judged is on disk, not before, and not at all when it never is', async () => {
  const heard: string[] = []
  const server = await serve({
    limits: { retryMinMs: 60_000, retryMaxMs: 60_000 },
    createRules: () => {
      const judged: string[] = []
      return {
        review: (_changed, author) => {
          judged.push(author.name)
          return []
        },
        repair: () => 0,
        stored: () => heard.push(...judged.splice(0)),
      }
    },
  })
  await server.rooms.create('room', textUpdate(''))
  const anna = await raw(server, 'as=anna&v=1')
  await eventually(() => expect(server.rooms.counts.peers).toBe(1))
  const release = server.log.holdAppends()
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('first')))
  await eventually(() => expect(server.log.heldAppends).toBe(1))
  expect(heard).toEqual([])
  release()
  await eventually(() => expect(acks(anna.received)).toEqual([1]))
  expect(heard).toEqual(['anna'])
  server.log.raiseFence('room')
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('late')))
  expect(await anna.closed).toBe(CLOSE_CODES.room_moved.code)
  expect(heard).toEqual(['anna'])
})

test('T12 what a spoilt tick had judged is heard of once, from the tick that was stored', async () => {
  const heard: string[] = []
  const server = await serve({
    createRules: () => {
      const judged: string[] = []
      return {
        review: (_changed, author) => {
          if (author.name === 'eve') throw new Error('cannot judge this')
          judged.push(author.name)
          return []
        },
        repair: () => 0,
        stored: () => heard.push(...judged.splice(0)),
      }
    },
  })
  await server.rooms.create('room', textUpdate(''))
  const anna = await raw(server, 'as=anna&v=1')
  const eve = await raw(server, 'as=eve')
  await eventually(() => expect(server.rooms.counts.peers).toBe(2))
  const release = server.log.holdAppends()
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('first')))
  await eventually(() => expect(server.log.heldAppends).toBe(1))
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('second')))
  await new Promise<void>((resolve) => {
    anna.socket.once('pong', () => resolve())
    anna.socket.ping()
  })
  eve.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('bad')))
  await new Promise<void>((resolve) => {
    eve.socket.once('pong', () => resolve())
    eve.socket.ping()
  })
  release()
  await eventually(() => expect(acks(anna.received).at(-1)).toBe(2))
  expect(heard).toEqual(['anna', 'anna'])
})

test('T7 what the rules write is stored also when only a reader made the document come to life', async () => {
  const server = await serve({
    createRules: (doc) => {
      doc.getMap('m').set('prepared', true)
      return { review: () => [], repair: () => 0 }
    },
  })
  const doc = new Y.Doc()
  doc.getText('t').insert(0, 'abc')
  doc.getText('t').delete(0, 1)
  await server.rooms.create('room', Y.encodeStateAsUpdate(doc))
  const reader = await raw(server, 'as=rita&access=read')
  reader.socket.send(syncMessage(SYNC_STEP_2, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc))))
  await eventually(() => expect(server.log.appends).toBe(1))
  expect(
    docOf(await server.rooms.read('room'))
      .getMap('m')
      .get('prepared'),
  ).toBe(true)
})

test('T7 what the rules write while they are being made is stored and relayed like the rest', async () => {
  const server = await serve({
    createRules: (doc) => {
      doc.getMap('m').set('prepared', true)
      return { review: () => [], repair: () => 0 }
    },
  })
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  await synced(anna)
  anna.text.insert(0, 'x')
  await eventually(() => expect(anna.doc.getMap('m').get('prepared')).toBe(true))
  const stored = docOf(await server.rooms.read('room'))
  expect(stored.getMap('m').get('prepared')).toBe(true)
})
