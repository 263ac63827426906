import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import { CLOSE_CODES } from './close-codes.ts'
import { awarenessMessage, SYNC_UPDATE, syncMessage } from './protocol.ts'
import { acks, eventually, join, mapUpdate, raw, serve, synced } from './testing/room-harness.ts'
import { textUpdate } from './testing/room-server.ts'

test('C1 names and colours are the server’s, whatever a client says', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  const eve = join(server, 'eve')
  await synced(anna, eve)
  eve.provider.awareness.setLocalState({ user: { id: 'anna', name: 'ANNA', color: '#000' }, x: 1 })
  await eventually(() =>
    expect(anna.provider.awareness.getStates().get(eve.doc.clientID)).toEqual({
      user: { id: 'eve', name: 'EVE', color: '#123456' },
      x: 1,
    }),
  )
})

test('C2 nobody moves or removes another’s cursor', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  const bob = join(server, 'bob')
  await synced(anna, bob)
  anna.provider.awareness.setLocalState({ x: 1 })
  const annaAtBob = () => bob.provider.awareness.getStates().get(anna.doc.clientID)
  await eventually(() => expect(annaAtBob()).toMatchObject({ x: 1 }))
  const eve = await raw(server, 'as=eve')
  eve.socket.send(awarenessMessage(cursorUpdate(77, 1, '{"x":0}')))
  eve.socket.send(awarenessMessage(cursorUpdate(anna.doc.clientID, 99, '{"x":666}')))
  eve.socket.send(awarenessMessage(cursorUpdate(anna.doc.clientID, 100, 'null')))
  // Her second invented id is ignored as well: one connection, one cursor.
  eve.socket.send(awarenessMessage(cursorUpdate(78, 1, '{"x":0}')))
  eve.socket.send(awarenessMessage(cursorUpdate(77, 2, '{"x":2}')))
  await eventually(() => expect(bob.provider.awareness.getStates().get(77)).toMatchObject({ x: 2 }))
  expect(annaAtBob()).toMatchObject({ x: 1 })
  expect(bob.provider.awareness.getStates().has(78)).toBe(false)
})

test('C3 a cursor disappears with its connection and is there for somebody who comes', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  await synced(anna)
  anna.provider.awareness.setLocalState({ x: 1 })
  const bob = join(server, 'bob')
  await eventually(() =>
    expect(bob.provider.awareness.getStates().get(anna.doc.clientID)).toMatchObject({ x: 1 }),
  )
  anna.provider.ws?.close()
  await eventually(() => expect(bob.provider.awareness.getStates().has(anna.doc.clientID)).toBe(false))
})

test('C4 a cursor above the limit, or one that is no object, closes its sender', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  for (const state of [JSON.stringify({ x: 'y'.repeat(5_000) }), '[1]', '{broken']) {
    const eve = await raw(server, 'as=eve')
    eve.socket.send(awarenessMessage(cursorUpdate(5, 1, state)))
    expect(await eve.closed).toBe(CLOSE_CODES.malformed.code)
  }
})

test('C4 so does a later one, when it would be relayed; nobody else ever gets it', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  await synced(anna)
  const eve = await raw(server, 'as=eve')
  eve.socket.send(awarenessMessage(cursorUpdate(5, 1, '{"x":1}')))
  await eventually(() => expect(anna.provider.awareness.getStates().get(5)).toMatchObject({ x: 1 }))
  eve.socket.send(awarenessMessage(cursorUpdate(5, 2, '{broken')))
  expect(await eve.closed).toBe(CLOSE_CODES.malformed.code)
  await eventually(() => expect(anna.provider.awareness.getStates().has(5)).toBe(false))
  expect(anna.provider.wsconnected).toBe(true)
})

test('C5 many cursors within one tick are one frame to each', async () => {
  const server = await serve({ limits: { cursorTickMs: 60 } })
  await server.rooms.create('room', textUpdate(''))
  const watcher = await raw(server, 'as=watcher')
  const movers = await Promise.all(Array.from({ length: 8 }, (_, index) => raw(server, `as=p${index}`)))
  await eventually(() => expect(server.rooms.counts.peers).toBe(9))
  const before = watcher.received.length
  movers.forEach(({ socket }, index) => {
    socket.send(awarenessMessage(cursorUpdate(100 + index, 1, '{"x":1}')))
  })
  const cursors = () => watcher.received.slice(before).flatMap(clientsOf)
  await eventually(() => expect(cursors().sort()).toEqual([100, 101, 102, 103, 104, 105, 106, 107]))
  expect(watcher.received.length - before).toBeLessThanOrEqual(3)
})

test('T10 reading cursors takes of one’s time, and whoever has had her share shows none until it has passed', async () => {
  const clock = { nowMs: 0, stepMs: 0 }
  const server = await serve({
    clock: () => {
      clock.nowMs += clock.stepMs
      return clock.nowMs
    },
    limits: { personTimePercent: 1 },
  })
  await server.rooms.create('room', textUpdate(''))
  const eve = await raw(server, 'as=eve&v=1')
  const anna = await raw(server, 'as=anna&v=1')
  await eventually(() => expect(server.rooms.counts.peers).toBe(2))
  const show = (at: number) => eve.socket.send(awarenessMessage(cursorUpdate(77, at, `{"x":${at}}`)))
  const heard = () =>
    new Promise<void>((resolve) => {
      eve.socket.once('pong', () => resolve())
      eve.socket.ping()
    })
  let written = 0
  /** Anna writes, and has what came before: cursors leave with their room's updates. */
  const annaWrites = async () => {
    await heard()
    written += 1
    anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate(`a${written}`)))
    await eventually(() => expect(acks(anna.received).at(-1)).toBe(written))
  }
  const seen = () => anna.received.some((message) => Buffer.from(message).includes('"x":11'))
  // every look at the clock takes 100 ms
  clock.stepMs = 100
  for (let at = 1; at <= 10; at++) show(at)
  await heard()
  clock.stepMs = 0
  clock.nowMs += 1_000
  show(11)
  eve.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('hers')))
  await annaWrites()
  expect([seen(), acks(eve.received)]).toEqual([false, []])
  clock.nowMs += 300_000
  show(11)
  await annaWrites()
  await eventually(() => expect([seen(), acks(eve.received)]).toEqual([true, [1]]))
})

function cursorUpdate(client: number, clock: number, state: string): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
  })
}

function clientsOf(message: Uint8Array): number[] {
  const outer = decoding.createDecoder(message)
  if (decoding.readVarUint(outer) !== 1) return []
  const decoder = decoding.createDecoder(decoding.readVarUint8Array(outer))
  return Array.from({ length: decoding.readVarUint(decoder) }, () => {
    const client = decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    decoding.readVarString(decoder)
    return client
  })
}
