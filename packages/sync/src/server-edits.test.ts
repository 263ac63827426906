import { expect, test } from 'vitest'
import { RoomElsewhere, RoomMissing } from './errors.ts'
import { SYNC_UPDATE, syncMessage } from './protocol.ts'
import { MemoryUpdateLog } from './testing/memory-update-log.ts'
import { changeOf, eventually, join, raw, serve, synced } from './testing/room-harness.ts'
import { docOf, textOf, textUpdate } from './testing/room-server.ts'
import { SERVER_AUTHOR } from './update-log.ts'

test('W1 an edit reaches everybody in the room, under the server’s own client id', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate('before'))
  const anna = join(server, 'anna')
  await synced(anna)
  const length = await server.rooms.edit('room', (doc) => {
    doc.getText('t').insert(6, ' and after')
    return doc.getText('t').length
  })
  expect(length).toBe(16)
  await eventually(() => expect(anna.text.toString()).toBe('before and after'))
  const stored = await server.log.load('room')
  const clients = [...docOf((stored?.tail ?? []).map(({ update }) => update)).store.clients.keys()]
  const mine = stored?.claims.filter(({ authorId }) => authorId === SERVER_AUTHOR).map(({ client }) => client)
  expect(clients.every((client) => mine?.includes(client))).toBe(true)
})

test('W1 rules that would refuse an author do not see it', async () => {
  const reviewed: string[] = []
  const server = await serve({
    createRules: () => ({
      review: (_, author) => {
        reviewed.push(author.name)
        return []
      },
      repair: () => 0,
    }),
  })
  await server.rooms.create('room', textUpdate(''))
  await server.rooms.edit('room', (doc) => doc.getText('t').insert(0, 'server'))
  expect(reviewed).toEqual([])
})

test('W2 it is durable when its promise resolves, also in a room that nobody is in, which is let go again', async () => {
  const server = await serve({ limits: { roomIdleMs: 20 } })
  await server.rooms.create('room', textUpdate(''))
  const release = server.log.holdAppends()
  let done = false
  const edited = server.rooms
    .edit('room', (doc) => doc.getText('t').insert(0, 'kept'))
    .then(() => {
      done = true
    })
  await eventually(() => expect(server.log.heldAppends).toBe(1))
  expect(done).toBe(false)
  release()
  await edited
  expect(textOf(await server.rooms.read('room'))).toBe('kept')
  await eventually(() => expect(server.rooms.counts.rooms).toBe(0))
})

test('W2 an edit that changes nothing resolves and stores nothing', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate('as it is'))
  expect(await server.rooms.edit('room', (doc) => doc.getText('t').toString())).toBe('as it is')
  expect((await server.log.load('room'))?.tail).toEqual([])
})

test('W2 edits and people’s updates of one tick are all stored', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  await synced(anna)
  const edits = Array.from({ length: 20 }, (_, at) =>
    server.rooms.edit('room', (doc) => doc.getMap('server').set(`${at}`, at)),
  )
  for (let at = 0; at < 20; at += 1) anna.doc.getMap('anna').set(`${at}`, at)
  await Promise.all(edits)
  await eventually(async () => {
    const doc = docOf(await server.rooms.read('room'))
    expect([doc.getMap('server').size, doc.getMap('anna').size]).toEqual([20, 20])
  })
})

test('W3 it runs again when somebody’s update spoils the document in the same tick', async () => {
  let fails = true
  const server = await serve({
    createRules: () => ({
      review: (_, author) => {
        if (author.name === 'mallory' && fails) {
          fails = false
          throw new Error('rules fail')
        }
        return []
      },
      repair: () => 0,
    }),
  })
  await server.rooms.create('room', textUpdate(''))
  const mallory = await raw(server, 'as=mallory')
  await eventually(() => expect(server.rooms.counts.peers).toBe(1))
  const state = await server.rooms.read('room')
  let runs = 0
  mallory.socket.send(
    syncMessage(
      SYNC_UPDATE,
      changeOf(state, (doc) => doc.getText('t').insert(0, 'bad')),
    ),
  )
  await server.rooms.edit('room', (doc) => {
    runs += 1
    doc.getMap('server').set('kept', true)
  })
  await mallory.closed
  const doc = docOf(await server.rooms.read('room'))
  expect(doc.getMap('server').get('kept')).toBe(true)
  expect(doc.getText('t').toString()).toBe('')
  expect(runs).toBe(2)
})

test('W4 what an edit throws goes to its caller alone', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const failing = server.rooms.edit('room', () => {
    throw new Error('not on this board')
  })
  const other = server.rooms.edit('room', (doc) => doc.getText('t').insert(0, 'fine'))
  await expect(failing).rejects.toThrow('not on this board')
  await other
  expect(textOf(await server.rooms.read('room'))).toBe('fine')
})

test('W4 an unknown room is missing, and one that another process took answers so', async () => {
  const log = new MemoryUpdateLog()
  const server = await serve({ log, limits: { retryMinMs: 5, retryMaxMs: 10 } })
  await expect(server.rooms.edit('nothing', () => 1)).rejects.toBeInstanceOf(RoomMissing)
  await server.rooms.create('room', textUpdate(''))
  await server.rooms.edit('room', (doc) => doc.getText('t').insert(0, 'a'))
  log.raiseFence('room')
  await expect(server.rooms.edit('room', (doc) => doc.getText('t').insert(0, 'b'))).rejects.toBeInstanceOf(
    RoomElsewhere,
  )
})
