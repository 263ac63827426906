import 'fake-indexeddb/auto'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { eventually, serve } from '../testing/room-harness.ts'
import { NodeWebSocket, type RoomServer, textOf, textUpdate } from '../testing/room-server.ts'
import { connectRoom } from './connect-room.ts'
import { OfflineCopy } from './offline-copy.ts'

interface Told {
  update: Uint8Array
  origin: unknown
}

/** A person with an offline copy, and all that the document's listeners are told. */
function connect(server: RoomServer, as: string, room: string) {
  const doc = new Y.Doc()
  const told: Told[] = []
  doc.on('update', (update: Uint8Array, origin: unknown) => told.push({ update, origin }))
  const client = connectRoom({
    url: server.url,
    room,
    doc,
    offlineOwner: as,
    WebSocketPolyfill: NodeWebSocket,
    params: { as },
  })
  onTestFinished(() => client.destroy())
  const synced = () =>
    eventually(() => expect(client.state()).toMatchObject({ synced: true, saved: 'saved' }))
  return { client, doc, text: doc.getText('t'), told, synced }
}

/** A document of these updates alone. */
function madeOf(told: readonly Told[]): string {
  return textOf(told.map(({ update }) => update))
}

test('P17 what listeners are told of is the whole document, and what was known already is not told again', async () => {
  const server = await serve()
  await server.rooms.create('told', textUpdate('from the server'))
  const anna = connect(server, 'anna', 'told')
  const bob = connect(server, 'bob', 'told')
  await Promise.all([anna.synced(), bob.synced()])
  bob.text.insert(0, '1 ')
  bob.text.delete(7, 4)
  await eventually(() => expect(anna.text.toString()).toBe('1 from server'))
  anna.text.insert(0, '2 ')
  await eventually(() => expect(bob.text.toString()).toBe('2 1 from server'))
  expect(madeOf(anna.told)).toBe('2 1 from server')
  expect(madeOf(bob.told)).toBe('2 1 from server')
  const before = anna.told.length
  for (const socket of server.socketsOf('anna')) socket.terminate()
  await eventually(() => expect(anna.client.state().connection).not.toBe('online'))
  await anna.synced()
  expect(anna.told).toHaveLength(before)
})

test('P17 what somebody writes while the server’s update is applied reaches the server', async () => {
  const server = await serve()
  await server.rooms.create('answer', textUpdate('question'))
  const anna = connect(server, 'anna', 'answer')
  // as a binding does that repairs what it sees
  let isAnswered = false
  anna.doc.on('afterTransaction', ({ local }: Y.Transaction) => {
    if (local || isAnswered || anna.text.length === 0) return
    isAnswered = true
    anna.text.insert(0, 'answer to ')
  })
  await anna.synced()
  await eventually(async () => expect(textOf(await server.rooms.read('answer'))).toBe('answer to question'))
  expect(madeOf(anna.told)).toBe('answer to question')
})

test('P17 the offline copy holds what came from the server, and nobody is told of what comes out of it', async () => {
  const server = await serve()
  await server.rooms.create('kept', textUpdate('kept here'))
  const anna = connect(server, 'anna', 'kept')
  await anna.synced()
  anna.client.destroy()
  const again = connect(server, 'anna', 'kept')
  await eventually(() => expect(again.text.toString()).toBe('kept here'))
  expect(again.told.filter(({ origin }) => origin instanceof OfflineCopy)).toEqual([])
  again.text.insert(0, 'still ')
  await again.client.flushed()
  expect(textOf(await server.rooms.read('kept'))).toBe('still kept here')
})
