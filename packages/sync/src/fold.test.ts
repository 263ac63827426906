import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { RoomMissing } from './errors.ts'
import { eventually, join, serve, synced } from './testing/room-harness.ts'
import { textOf, textUpdate } from './testing/room-server.ts'

const SECRET = 'Nathalie Dubreucq'

test('R17 a fold that is asked for leaves no deleted letter in the log, and closes nobody', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  const bob = join(server, 'bob')
  await synced(anna, bob)
  anna.text.insert(0, SECRET)
  await eventually(() => expect(bob.text.toString()).toBe(SECRET))
  bob.text.delete(0, SECRET.length)
  bob.text.insert(0, 'rien')
  await eventually(() => expect(anna.text.toString()).toBe('rien'))
  const inLog = async () => {
    const stored = await server.log.load('room')
    const bytes = [...(stored?.parts ?? []), ...(stored?.tail.map(({ update }) => update) ?? [])]
    return Buffer.concat(bytes).includes(SECRET)
  }
  expect(await inLog()).toBe(true)

  await server.rooms.fold('room')

  expect(await inLog()).toBe(false)
  expect((await server.log.load('room'))?.tail).toEqual([])
  // both go on, on the same copy
  anna.text.insert(4, ' !')
  await eventually(() => expect(bob.text.toString()).toBe('rien !'))
  expect(textOf(await server.rooms.read('room'))).toBe('rien !')
  expect([anna, bob].map(({ provider }) => provider.wsconnected)).toEqual([true, true])
})

test('R17 a copy that was away does not bring back what was deleted and folded, and loses nothing of its own', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  const bob = join(server, 'bob')
  await synced(anna, bob)
  anna.text.insert(0, SECRET)
  await eventually(() => expect(bob.text.toString()).toBe(SECRET))
  bob.provider.disconnect()
  bob.text.insert(SECRET.length, ' écrit hors ligne')
  anna.text.delete(0, SECRET.length)
  await eventually(async () => expect(textOf(await server.rooms.read('room'))).toBe(''))
  await server.rooms.fold('room')
  bob.provider.connect()
  await eventually(() => expect(anna.text.toString()).toBe(' écrit hors ligne'))
  expect(bob.text.toString()).toBe(' écrit hors ligne')
  const state = Y.mergeUpdates([...(await server.rooms.read('room'))])
  expect(Buffer.from(state).includes(SECRET)).toBe(false)
})

test('R17 a fold that is asked for while another runs comes after it', async () => {
  const server = await serve({ limits: { tailUpdates: 1, tickMs: 0 } })
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  await synced(anna)
  for (const word of ['a', 'b', 'c', 'd']) {
    anna.text.insert(0, word)
    await eventually(async () => expect(textOf(await server.rooms.read('room'))).toContain(word))
  }
  await Promise.all([server.rooms.fold('room'), server.rooms.fold('room')])
  expect((await server.log.load('room'))?.tail).toEqual([])
  expect(textOf(await server.rooms.read('room'))).toBe('dcba')
  await expect(server.rooms.fold('nowhere')).rejects.toBeInstanceOf(RoomMissing)
})
