import { once } from 'node:events'
import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { eventually, join, serve, synced } from './testing/room-harness.ts'
import { type RoomServer, textOf, textUpdate } from './testing/room-server.ts'

/** Resolves when the server has got the next message of this person. */
async function nextFrom(server: RoomServer, author: string): Promise<void> {
  const [socket] = server.socketsOf(author)
  if (socket === undefined) throw new Error(`${author} is not connected`)
  await once(socket, 'message')
}

/** Every tick counts as long, and one room as many. */
const CROWDED = { tickMs: 0, crowdedTickMs: -1, crowdedRooms: 0 }

test('T6 in a crowd a room rests after its tick, and a quiet one goes at once', async () => {
  const server = await serve({ limits: { ...CROWDED, crowdedRestMs: 2_000 } })
  await server.rooms.create('first', textUpdate(''))
  await server.rooms.create('second', textUpdate(''))
  const anna = join(server, 'anna', {}, undefined, 'first')
  const bob = join(server, 'bob', {}, undefined, 'first')
  const carl = join(server, 'carl', {}, undefined, 'second')
  const dora = join(server, 'dora', {}, undefined, 'second')
  await synced(anna, bob, carl, dora)
  anna.text.insert(0, 'a')
  await eventually(() => expect(bob.text.toString()).toBe('a'))
  const got = nextFrom(server, 'anna')
  anna.text.insert(1, 'b')
  await got
  carl.text.insert(0, 'c')
  await eventually(() => expect(dora.text.toString()).toBe('c'))
  expect(bob.text.toString()).toBe('a')
  await eventually(() => expect(bob.text.toString()).toBe('ab'))
})

test('T6 R9 at the end nobody rests: what waited is stored', async () => {
  const server = await serve({ limits: { ...CROWDED, crowdedRestMs: 60_000 } })
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  const bob = join(server, 'bob')
  await synced(anna, bob)
  anna.text.insert(0, 'a')
  await eventually(() => expect(bob.text.toString()).toBe('a'))
  const got = nextFrom(server, 'anna')
  anna.text.insert(1, 'b')
  await got
  await server.rooms.stop()
  const stored = await server.log.load('room')
  expect(textOf([...(stored?.parts ?? []), ...(stored?.tail.map(({ update }) => update) ?? [])])).toBe('ab')
})

test('T11 a room whose people cannot be told is let go, and the others of that tick are told', async () => {
  let isBroken = false
  const mannersOf = (doc: Y.Doc) => {
    if (isBroken && doc.getText('t').toString().includes('bad')) throw new Error('a mistake of ours')
    return { hidesCursors: false, hidesWho: false }
  }
  // one tick for both
  const server = await serve({ mannersOf, limits: { tickMs: 200, tickMaxMs: 200 } })
  await server.rooms.create('bad', textUpdate('bad'))
  await server.rooms.create('good', textUpdate('good'))
  const anna = join(server, 'anna', {}, undefined, 'bad')
  const carl = join(server, 'carl', {}, undefined, 'good')
  const dora = join(server, 'dora', {}, undefined, 'good')
  await synced(anna, carl, dora)
  anna.text.insert(0, '0 ')
  await eventually(() => expect(server.rooms.counts.hydrated).toBe(1))
  await eventually(() => expect(server.log.appends).toBe(1))
  isBroken = true
  anna.text.insert(0, '1 ')
  carl.text.insert(0, '1 ')
  await eventually(() => expect(dora.text.toString()).toBe('1 good'))
  await eventually(() =>
    expect(server.logged.some(({ message }) => message.includes('could not be told'))).toBe(true),
  )
  isBroken = false
  carl.text.insert(0, '2 ')
  await eventually(() => expect(dora.text.toString()).toBe('2 1 good'))
  // what was stored is there when she comes back
  await eventually(() => expect(anna.provider.synced).toBe(true))
  expect(textOf(await server.rooms.read('bad'))).toBe('1 0 bad')
})
