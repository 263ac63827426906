import { expect, test } from 'vitest'
import { eventually, join, serve, synced } from './testing/room-harness.ts'
import { textOf, textUpdate } from './testing/room-server.ts'

test('R16 what is prepared is there before anybody enters, and prepared once', async () => {
  let prepared = 0
  const server = await serve({
    prepare: async (_, edit) => {
      prepared += 1
      await edit((doc) => doc.getText('t').insert(0, 'prepared '))
    },
  })
  await server.rooms.create('room', textUpdate('seed'))
  const [anna, bob] = [join(server, 'anna'), join(server, 'bob')]
  await synced(anna, bob)
  for (const { text } of [anna, bob]) expect(text.toString()).toBe('prepared seed')
  expect(prepared).toBe(1)
})

test('R16 a room that could not be prepared takes nobody, and the next visitor tries again', async () => {
  let tries = 0
  const server = await serve({
    prepare: async () => {
      tries += 1
      if (tries === 1) throw new Error('database down')
    },
  })
  await server.rooms.create('room', textUpdate('seed'))
  const write = () => server.rooms.edit('room', (doc) => doc.getText('t').insert(0, 'x'))
  await expect(write()).rejects.toThrow('database down')
  expect(server.rooms.counts.rooms).toBe(0)
  const anna = join(server, 'anna')
  await synced(anna)
  expect(anna.text.toString()).toBe('seed')
})

test('R16 an edit that opens a room finds it prepared', async () => {
  const server = await serve({
    prepare: (_, edit) => edit((doc) => doc.getText('t').insert(0, 'prepared ')),
  })
  await server.rooms.create('room', textUpdate('seed'))
  const read = await server.rooms.edit('room', (doc) => doc.getText('t').toString())
  expect(read).toBe('prepared seed')
  await eventually(async () => expect(textOf(await server.rooms.read('room'))).toBe('prepared seed'))
})
