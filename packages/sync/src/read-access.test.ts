import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { CLOSE_CODES } from './close-codes.ts'
import { SYNC_STEP_2, SYNC_UPDATE, syncMessage } from './protocol.ts'
import { changeOf, eventually, join, raw, serve, synced } from './testing/room-harness.ts'
import { textOf, textUpdate } from './testing/room-server.ts'

test('A1 a reader follows, has a cursor, and her empty handshake is no offence', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate('x'))
  const reader = join(server, 'rita', { access: 'read' })
  const anna = join(server, 'anna')
  await synced(reader, anna)
  anna.text.insert(1, 'y')
  await eventually(() => expect(reader.text.toString()).toBe('xy'))
  reader.provider.awareness.setLocalStateField('cursor', { x: 1 })
  await eventually(() =>
    expect(anna.provider.awareness.getStates().get(reader.doc.clientID)).toMatchObject({
      cursor: { x: 1 },
    }),
  )
  expect(reader.provider.wsconnected).toBe(true)
})

test('A2 a reader whose copy knows of deletions may come back', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate('abc'))
  const anna = join(server, 'anna')
  await synced(anna)
  anna.text.delete(0, 1)
  await eventually(() => expect(server.log.appends).toBe(1))
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(anna.doc))
  const reader = join(server, 'rita', { access: 'read' }, copy)
  await synced(reader)
  anna.text.insert(0, 'z')
  await eventually(() => expect(reader.text.toString()).toBe('zbc'))
  expect(reader.provider.wsUnsuccessfulReconnects).toBe(0)
})

test.each([
  ['an update', SYNC_UPDATE],
  ['a handshake', SYNC_STEP_2],
] as const)('A3 a reader who writes by %s is closed and nothing changes', async (_name, kind) => {
  const server = await serve()
  await server.rooms.create('room', textUpdate('kept'))
  const reader = await raw(server, 'as=rita&access=read')
  reader.socket.send(syncMessage(kind, textUpdate('no')))
  expect(await reader.closed).toBe(CLOSE_CODES.read_only.code)
  expect(textOf(await server.rooms.read('room'))).toBe('kept')
})

test('A3 a reader cannot delete', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate('kept'))
  const deletion = changeOf(await server.rooms.read('room'), (doc) => doc.getText('t').delete(0, 2))
  const reader = await raw(server, 'as=rita&access=read')
  reader.socket.send(syncMessage(SYNC_UPDATE, deletion))
  expect(await reader.closed).toBe(CLOSE_CODES.read_only.code)
  expect(textOf(await server.rooms.read('room'))).toBe('kept')
})
