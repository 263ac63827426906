import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { CLOSE_CODES } from './close-codes.ts'
import { SYNC_UPDATE, syncMessage } from './protocol.ts'
import { MemoryUpdateLog } from './testing/memory-update-log.ts'
import { acks, eventually, join, raw, serve, synced } from './testing/room-harness.ts'
import { textUpdate } from './testing/room-server.ts'

/** A server with a room that is read when `open` is called. */
async function serveClosed(limits: NonNullable<Parameters<typeof serve>[0]>['limits'] = {}) {
  const log = new MemoryUpdateLog()
  await log.create('room', await seed())
  const open = log.holdLoads()
  return { server: await serve({ log, limits }), open }
}

/** What a room is created with, as another server wrote it. */
async function seed() {
  const { rooms, log } = await serve()
  await rooms.create('room', textUpdate(''))
  const stored = await log.load('room')
  if (stored === null) throw new Error('it was created')
  return stored
}

/** A message that sets this text under a key, by a client of its own. */
function wordMessage(key: string, text: string): Uint8Array<ArrayBuffer> {
  const doc = new Y.Doc()
  doc.getMap('m').set(key, text)
  return syncMessage(SYNC_UPDATE, Y.encodeStateAsUpdate(doc))
}

test('U14 what is sent before a room is open is taken when it is', async () => {
  const { server, open } = await serveClosed()
  const anna = await raw(server, 'as=anna&v=1')
  for (const key of ['a', 'b', 'c']) anna.socket.send(wordMessage(key, 'word'))
  anna.socket.ping()
  await new Promise((resolve) => anna.socket.once('pong', resolve))
  expect(acks(anna.received)).toEqual([])
  open()
  await eventually(() => expect(acks(anna.received).at(-1)).toBe(3))
  const bob = join(server, 'bob')
  await synced(bob)
  expect(bob.doc.getMap('m').toJSON()).toEqual({ a: 'word', b: 'word', c: 'word' })
})

test('U14 what one person sends before rooms are open is bounded over all her connections, and nobody else pays', async () => {
  const { server, open } = await serveClosed({ personKeptBytes: 1_000_000 })
  const bob = await raw(server, 'as=bob&v=1')
  const eves = [
    await raw(server, 'as=eve&v=1'),
    await raw(server, 'as=eve&v=1'),
    await raw(server, 'as=eve&v=1'),
  ]
  bob.socket.send(wordMessage('bob', 'x'.repeat(400_000)))
  for (const { socket } of eves) socket.send(wordMessage('eve', 'x'.repeat(400_000)))
  expect(await Promise.race(eves.map(({ closed }) => closed))).toBe(CLOSE_CODES.rate_limited.code)
  const rest = eves.filter(({ socket }) => socket.readyState === WebSocket.OPEN)
  expect(rest).toHaveLength(2)
  open()
  await eventually(() => {
    for (const { received } of [bob, ...rest]) expect(acks(received)).toEqual([1])
  })
  // What waited counts no more.
  for (const { socket } of rest) socket.send(wordMessage('eve', 'x'.repeat(900_000)))
  await eventually(() => {
    for (const { received } of rest) expect(acks(received).at(-1)).toBe(2)
  })
})

test('U14 nobody sends more than 64 messages before a room is open', async () => {
  const { server, open } = await serveClosed()
  const eve = await raw(server, 'as=eve')
  for (let count = 0; count < 65; count++) eve.socket.send(syncMessage(SYNC_UPDATE, new Uint8Array([0, 0])))
  expect(await eve.closed).toBe(CLOSE_CODES.rate_limited.code)
  open()
})
