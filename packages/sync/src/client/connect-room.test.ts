import 'fake-indexeddb/auto'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { MemoryUpdateLog } from '../testing/memory-update-log.ts'
import { eventually } from '../testing/room-harness.ts'
import {
  NodeWebSocket,
  type RoomServer,
  startRoomServer,
  textOf,
  textUpdate,
} from '../testing/room-server.ts'
import { connectRoom } from './connect-room.ts'
import { copyName } from './copy-database.ts'
import { forgetAllOffline, forgetOffline, hasUnsavedOffline } from './forget-offline.ts'
import { type ConnectRoomOptions, type RoomClientState, RoomClosed } from './room-client.ts'

const undo: (() => unknown)[] = []
let roomCount = 0
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

async function serve(options: Parameters<typeof startRoomServer>[0] = {}): Promise<RoomServer> {
  const server = await startRoomServer(options)
  undo.push(() => server.close())
  return server
}

/** IndexedDB is shared by the tests of this file, so each has rooms of its own. */
function roomName(): string {
  roomCount += 1
  return `room${roomCount}`
}

function connect(
  server: { url: string },
  room: string,
  options: Partial<ConnectRoomOptions> & { as?: string } = {},
) {
  const { as = 'anna', ...rest } = options
  const doc = rest.doc ?? new Y.Doc()
  const client = connectRoom({
    url: server.url,
    room,
    offline: false,
    WebSocketPolyfill: NodeWebSocket,
    ...rest,
    doc,
    params: { as, ...rest.params },
  })
  undo.push(() => client.destroy())
  const states: RoomClientState[] = []
  client.subscribe((state) => states.push(state))
  return { client, doc, text: doc.getText('t'), states }
}

async function synced(...clients: ReturnType<typeof connect>[]) {
  for (const { client } of clients) {
    await eventually(() => expect(client.state()).toMatchObject({ connection: 'online', synced: true }))
  }
}

test('P1 an edit is pending until the server has it on disk, then saved', async () => {
  const server = await serve()
  const room = roomName()
  await server.rooms.create(room, textUpdate(''))
  const anna = connect(server, room)
  await synced(anna)
  expect(anna.client.state().saved).toBe('saved')
  const release = server.log.holdAppends()
  anna.text.insert(0, 'hello')
  expect(anna.client.state().saved).toBe('pending')
  let flushed = false
  const flushing = anna.client.flushed().then(() => {
    flushed = true
  })
  await eventually(() => expect(server.rooms.counts.hydrated).toBe(1))
  expect(flushed).toBe(false)
  expect(anna.client.exportUnsaved()).not.toBeNull()
  release()
  await flushing
  expect(anna.client.state().saved).toBe('saved')
  expect(anna.client.exportUnsaved()).toBeNull()
  expect(textOf(await server.rooms.read(room))).toBe('hello')
})

test('P2 a deletion alone is acknowledged as well', async () => {
  const server = await serve()
  const room = roomName()
  await server.rooms.create(room, textUpdate('hello'))
  const anna = connect(server, room)
  await synced(anna)
  anna.text.delete(0, 4)
  expect(anna.client.state().saved).toBe('pending')
  await anna.client.flushed()
  expect(textOf(await server.rooms.read(room))).toBe('o')
})

test('P3 storage trouble shows as failed and ends by itself', async () => {
  const server = await serve({ limits: { retryMinMs: 10, retryMaxMs: 20 } })
  const room = roomName()
  await server.rooms.create(room, textUpdate(''))
  const anna = connect(server, room)
  const notices: unknown[] = []
  anna.client.onNotice((notice) => notices.push(notice))
  await synced(anna)
  server.log.failWith(new Error('disk full'))
  anna.text.insert(0, 'a')
  await eventually(() => expect(anna.client.state().saved).toBe('failed'))
  server.log.failWith(null)
  await anna.client.flushed()
  expect(anna.client.state().saved).toBe('saved')
  await eventually(() =>
    expect(notices).toEqual([
      { kind: 'storage', ok: false },
      { kind: 'storage', ok: true },
    ]),
  )
})

test('P4 refusals reach the person whose change it was', async () => {
  const server = await serve({
    createRules: () => ({ review: () => [{ recordId: 'shape:1', code: 'furniture' }], repair: () => 0 }),
  })
  const room = roomName()
  await server.rooms.create(room, textUpdate(''))
  const anna = connect(server, room)
  const notices: unknown[] = []
  anna.client.onNotice((notice) => notices.push(notice))
  await synced(anna)
  anna.text.insert(0, 'a')
  await eventually(() =>
    expect(notices).toEqual([{ kind: 'refused', refusals: [{ recordId: 'shape:1', code: 'furniture' }] }]),
  )
  await anna.client.flushed()
})

test('P5 edits made while the server is away arrive when it is back', async () => {
  const log = new MemoryUpdateLog()
  const first = await serve({ log })
  const room = roomName()
  await first.rooms.create(room, textUpdate(''))
  const anna = connect(first, room)
  await synced(anna)
  await first.close()
  await eventually(() => expect(anna.client.state().connection).toBe('offline'))
  anna.text.insert(0, 'offline')
  expect(anna.client.state()).toMatchObject({ saved: 'pending', synced: false })
  const second = await serve({ log, port: Number(new URL(first.url).port) })
  await eventually(() => expect(anna.client.state().connection).toBe('online'))
  await anna.client.flushed()
  expect(textOf(await second.rooms.read(room))).toBe('offline')
})

test('P6 a closed laptop loses nothing: offline edits survive the page and are sent by the next one', async () => {
  const server = await serve()
  const room = roomName()
  await server.rooms.create(room, textUpdate('board'))
  const before = connect(server, room, { offline: true, offlineOwner: 'anna' })
  await synced(before)
  await server.close()
  await eventually(() => expect(before.client.state().connection).toBe('offline'))
  before.text.insert(0, 'my ')
  before.client.destroy()

  const offline = connect(server, room, { offline: true, offlineOwner: 'anna' })
  await eventually(() => expect(offline.text.toString()).toBe('my board'))
  await eventually(() =>
    expect(offline.client.state()).toMatchObject({ connection: 'offline', saved: 'pending' }),
  )
  offline.client.destroy()

  const back = await serve({ log: server.log })
  const after = connect(back, room, { offline: true, offlineOwner: 'anna' })
  await synced(after)
  await after.client.flushed()
  expect(textOf(await back.rooms.read(room))).toBe('my board')
})

test('P7 on a shared computer one person’s offline edits are not another’s', async () => {
  const server = await serve()
  const room = roomName()
  await server.rooms.create(room, textUpdate('board'))
  const anna = connect(server, room, { offline: true, offlineOwner: 'anna' })
  await synced(anna)
  anna.client.destroy()
  anna.text.insert(0, 'x')
  const bob = connect({ url: 'ws://127.0.0.1:1' }, room, { offline: true, offlineOwner: 'bob', as: 'bob' })
  await eventually(() => expect(bob.client.state().connection).toBe('offline'))
  expect(bob.text.toString()).toBe('')
})

test('P8 at sign-out the copies of every room are forgotten, and nothing else of the site', async () => {
  const server = await serve()
  const room = roomName()
  await server.rooms.create(room, textUpdate('board'))
  await synced(connect(server, room, { offline: true, offlineOwner: 'anna' }))
  await new Promise((resolve) => {
    indexedDB.open('settings').addEventListener('success', resolve)
  })
  await forgetAllOffline()
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['settings'])
})

test('P8 before copies are forgotten, it is known whether one holds edits that the server never got', async () => {
  await forgetAllOffline()
  const server = await serve()
  const room = roomName()
  await server.rooms.create(room, textUpdate('board'))
  const anna = connect(server, room, { offline: true, offlineOwner: 'anna' })
  await synced(anna)
  anna.text.insert(0, 'x')
  await anna.client.flushed()
  await eventually(async () => expect(await hasUnsavedOffline()).toBe(false))
  await server.close()
  await eventually(() => expect(anna.client.state().connection).toBe('offline'))
  anna.text.insert(0, 'my ')
  await eventually(async () => expect(await hasUnsavedOffline()).toBe(true))
  anna.client.destroy()
  expect(await hasUnsavedOffline()).toBe(true)
})

test('P14 a copy that does not open keeps nobody from the room', async () => {
  const server = await serve()
  const room = roomName()
  await server.rooms.create(room, textUpdate('board'))
  await new Promise((resolve) => {
    const request = indexedDB.open(copyName(room, 'anna'))
    request.addEventListener('upgradeneeded', () =>
      request.result.createObjectStore('updates', { autoIncrement: true }),
    )
    request.addEventListener('success', () => {
      request.result.close()
      resolve(null)
    })
  })
  const anna = connect(server, room, { offline: true, offlineOwner: 'anna' })
  await synced(anna)
  expect(anna.text.toString()).toBe('board')
})

test('P8 a forgotten copy is gone', async () => {
  const server = await serve()
  const room = roomName()
  await server.rooms.create(room, textUpdate('board'))
  const anna = connect(server, room, { offline: true, offlineOwner: 'anna' })
  await synced(anna)
  anna.text.insert(0, 'x')
  await anna.client.flushed()
  anna.client.destroy()
  await forgetOffline(room, 'anna')
  const again = connect({ url: 'ws://127.0.0.1:1' }, room, { offline: true, offlineOwner: 'anna' })
  await eventually(() => expect(again.client.state().connection).toBe('offline'))
  expect(again.text.toString()).toBe('')
})

test('P9 a close that coming back cannot help is final, says why and leaves the edits to be exported', async () => {
  const server = await serve()
  const room = roomName()
  await server.rooms.create(room, textUpdate(''))
  const rita = connect(server, room, { as: 'rita', params: { access: 'read' } })
  await synced(rita)
  rita.text.insert(0, 'not mine to write')
  await eventually(() =>
    expect(rita.client.state()).toEqual({
      connection: 'closed',
      synced: false,
      saved: 'failed',
      kept: false,
      closed: 'read_only',
    }),
  )
  await expect(rita.client.flushed()).rejects.toThrow(RoomClosed)
  expect(textOf([rita.client.exportUnsaved() ?? new Uint8Array([0, 0])])).toBe('not mine to write')
  expect(textOf(await server.rooms.read(room))).toBe('')
})

test('P9 the reason reaches a client that is closed in the middle of a day’s work', async () => {
  const server = await serve()
  const room = roomName()
  await server.rooms.create(room, textUpdate(''))
  const doc = new Y.Doc()
  for (let note = 0; note < 400; note++) doc.getMap('m').set(`note${note}`, 'x'.repeat(10_000))
  const rita = connect(server, room, { as: 'rita', doc, params: { access: 'read' } })
  await eventually(() =>
    expect(rita.client.state()).toMatchObject({ connection: 'closed', closed: 'read_only' }),
  )
  expect(server.logged.filter(({ message }) => message === 'peer closed')).toHaveLength(1)
})

test('P9 a client that was built for another form keeps its unsaved edits, to be exported and for a newer page', async () => {
  const server = await serve({ limits: { retryMinMs: 60_000, retryMaxMs: 60_000 } })
  const room = roomName()
  await server.rooms.create(room, textUpdate(''))
  const old = connect(server, room, { as: 'anna', offline: true, offlineOwner: 'anna' })
  await synced(old)
  const release = server.log.holdAppends()
  old.text.insert(0, 'not saved yet')
  await eventually(() => expect(server.log.heldAppends).toBe(1))
  server.rooms.closePeers({}, 'schema_mismatch')
  await eventually(() =>
    expect(old.client.state()).toMatchObject({
      connection: 'closed',
      closed: 'schema_mismatch',
      saved: 'failed',
    }),
  )
  expect(textOf([old.client.exportUnsaved() ?? new Uint8Array([0, 0])])).toBe('not saved yet')
  expect(old.text.toString()).toBe('not saved yet')
  old.client.destroy()
  release()
  await server.close()
  // Nothing of it reaches a server that has lost what it had not stored: it comes from the copy on the device.
  const fresh = await serve()
  await fresh.rooms.create(room, textUpdate(''))
  const newer = connect({ url: 'ws://127.0.0.1:1' }, room, { offline: true, offlineOwner: 'anna' })
  await eventually(() => expect(newer.text.toString()).toBe('not saved yet'))
  expect(textOf([newer.client.exportUnsaved() ?? new Uint8Array([0, 0])])).toBe('not saved yet')
})

test('P10 a copy of a room that was replaced meanwhile is not merged into the new one', async () => {
  const server = await serve()
  const room = roomName()
  await server.rooms.create(room, textUpdate('old'))
  const before = connect(server, room, { offline: true })
  await synced(before)
  before.client.destroy()
  await server.rooms.remove(room)
  await server.rooms.create(room, textUpdate('new'))
  const after = connect(server, room, { offline: true })
  await eventually(() =>
    expect(after.client.state()).toMatchObject({ connection: 'closed', closed: 'epoch_mismatch' }),
  )
  expect(textOf(await server.rooms.read(room))).toBe('new')
})

test('P11 after a change of rights the client says so and comes back by itself', async () => {
  const server = await serve()
  const room = roomName()
  await server.rooms.create(room, textUpdate(''))
  const anna = connect(server, room)
  await synced(anna)
  server.rooms.closePeers({ room }, 'rights_changed')
  await eventually(() =>
    expect(anna.client.state()).toMatchObject({ connection: 'offline', interrupted: 'rights_changed' }),
  )
  await synced(anna)
  expect(anna.client.state()).not.toHaveProperty('interrupted')
  anna.text.insert(0, 'again')
  await anna.client.flushed()
})

test('P11 who finds no place in a room is told so for as long as it lasts, asks slowly and comes in by herself', async () => {
  const server = await serve({ limits: { roomPeers: 1 } })
  const room = roomName()
  await server.rooms.create(room, textUpdate('hello'))
  const bob = connect(server, room, { as: 'bob' })
  await synced(bob)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  undo.push(() => vi.useRealTimers())
  const anna = connect(server, room)
  const turnedAway = () => server.logged.filter(({ facts }) => facts['reason'] === 'room_crowded').length
  await eventually(() => expect(anna.client.state().interrupted).toBe('room_crowded'))
  expect(anna.client.state().connection).toBe('offline')
  expect(turnedAway()).toBe(1)
  // an ordinary loss is tried again within 1.2 s
  await vi.advanceTimersByTimeAsync(2_000)
  expect(turnedAway()).toBe(1)
  await vi.advanceTimersByTimeAsync(10_000)
  await eventually(() => expect(turnedAway()).toBe(2))
  await eventually(() => expect(server.socketsOf('anna').every((each) => each.readyState > 1)).toBe(true))
  const refusedAt = anna.states.findIndex(({ interrupted }) => interrupted === 'room_crowded')
  const since = anna.states.slice(refusedAt)
  expect(new Set(since.map(({ connection }) => connection))).toEqual(new Set(['offline']))
  bob.client.destroy()
  await eventually(() => expect(server.rooms.counts.peers).toBe(0))
  await vi.advanceTimersByTimeAsync(12_000)
  await synced(anna)
  expect(anna.client.state().interrupted).toBeUndefined()
  expect(anna.text.toString()).toBe('hello')
})

test('P12 a client sends its own cursor and never repeats another’s', async () => {
  const server = await serve()
  const room = roomName()
  await server.rooms.create(room, textUpdate(''))
  const anna = connect(server, room)
  const bob = connect(server, room, { as: 'bob' })
  await synced(anna, bob)
  let framesFromBob = 0
  for (const socket of server.socketsOf('bob')) {
    socket.on('message', () => {
      framesFromBob += 1
    })
  }
  for (let step = 1; step <= 5; step++) {
    anna.client.awareness.setLocalStateField('x', step)
    await eventually(() =>
      expect(bob.client.awareness.getStates().get(anna.doc.clientID)).toMatchObject({ x: step }),
    )
  }
  expect(framesFromBob).toBe(0)
  expect(bob.client.awareness.getStates().get(anna.doc.clientID)?.['user']).toEqual({
    id: 'anna',
    name: 'ANNA',
    color: '#123456',
  })
})

test('P13 a cursor is seen again after a reconnection, without moving', async () => {
  const server = await serve()
  const room = roomName()
  await server.rooms.create(room, textUpdate(''))
  const anna = connect(server, room)
  const bob = connect(server, room, { as: 'bob' })
  await synced(anna, bob)
  anna.client.awareness.setLocalStateField('x', 1)
  const annaAtBob = () => bob.client.awareness.getStates().get(anna.doc.clientID)
  await eventually(() => expect(annaAtBob()).toMatchObject({ x: 1 }))
  server.rooms.closePeers({ room, authorId: 'anna' }, 'rights_changed')
  await eventually(() => expect(annaAtBob()).toBeUndefined())
  await eventually(() => expect(annaAtBob()).toMatchObject({ x: 1 }))
})

test('P15 a long time offline arrives, though it is more than the server takes at once', async () => {
  const log = new MemoryUpdateLog()
  const first = await serve({ log })
  const room = roomName()
  await first.rooms.create(room, textUpdate(''))
  const anna = connect(first, room)
  await synced(anna)
  await first.close()
  const notes = anna.doc.getMap<number>('m')
  anna.doc.transact(() => {
    for (let step = 0; step < 50_000; step++) notes.set(`note${step % 7}`, step)
  })
  const second = await serve({
    log,
    port: Number(new URL(first.url).port),
    limits: { frameBytes: 200 * 1024 },
  })
  await anna.client.flushed()
  const stored = new Y.Doc()
  for (const update of await second.rooms.read(room)) Y.applyUpdate(stored, update)
  expect(stored.getMap('m').toJSON()).toEqual(notes.toJSON())
})

/** Somebody who writes under another's client id in a room that was let go since that was shown. */
async function takeClient(server: RoomServer, room: string, client: number): Promise<void> {
  const doc = new Y.Doc()
  doc.clientID = client
  const eve = connect(server, room, { as: 'eve', doc })
  await synced(eve)
  eve.doc.getMap('m').set('taken', true)
  await eve.client.flushed()
}

test('P16 a client whose id somebody took goes on under another, and everything she wrote arrives', async () => {
  const log = new MemoryUpdateLog()
  const server = await serve({ log })
  const room = roomName()
  await server.rooms.create(room, textUpdate('seed'))
  const anna = connect(server, room, { offline: true })
  await synced(anna)
  const before = anna.doc.clientID
  await server.close()
  anna.text.insert(4, ' and what she wrote offline')
  anna.text.delete(0, 1)
  anna.text.insert(0, 'S')
  anna.client.awareness.setLocalState({ x: 1 })
  const { port } = new URL(server.url)
  const again = await serve({ log })
  await takeClient(again, room, before)
  await again.close()
  const back = await serve({ log, port: Number(port) })
  const bob = connect(back, room, { as: 'bob' })
  await synced(bob)
  await eventually(() => expect(anna.doc.clientID).not.toBe(before))
  await anna.client.flushed()
  expect(anna.client.awareness.clientID).toBe(anna.doc.clientID)
  for (const { text, doc } of [anna, bob]) {
    await eventually(() => expect(text.toString()).toBe('Seed and what she wrote offline'))
    await eventually(() => expect(doc.getMap('m').get('taken')).toBe(true))
  }
  await eventually(() =>
    expect(bob.client.awareness.getStates().get(anna.doc.clientID)).toMatchObject({ x: 1 }),
  )
  anna.text.insert(0, '> ')
  bob.text.insert(bob.text.length, ' <')
  for (const { text } of [anna, bob])
    await eventually(() => expect(text.toString()).toBe('> Seed and what she wrote offline <'))
  expect(anna.states.some(({ connection }) => connection === 'closed')).toBe(false)
})

test('P16 so does what an earlier page left on this device', async () => {
  const log = new MemoryUpdateLog()
  const first = await serve({ log })
  const room = roomName()
  await first.rooms.create(room, textUpdate(''))
  const page = connect(first, room, { offline: true })
  await synced(page)
  await first.close()
  page.text.insert(0, 'yesterday')
  const before = page.doc.clientID
  page.client.destroy()
  const second = await serve({ log })
  await takeClient(second, room, before)
  const today = connect(second, room, { offline: true })
  await eventually(() => expect(today.text.toString()).toBe('yesterday'))
  await synced(today)
  await today.client.flushed()
  await eventually(async () => expect(textOf(await second.rooms.read(room))).toBe('yesterday'))
  expect(today.doc.getMap('m').get('taken')).toBe(true)
  today.client.destroy()
  // The copy was written anew, too.
  const tomorrow = connect(second, room, { offline: true })
  await synced(tomorrow)
  expect(tomorrow.text.toString()).toBe('yesterday')
  expect(tomorrow.states.some(({ connection }) => connection === 'closed')).toBe(false)
})

test('P16 a room that forgot what it gave out, as one from a backup does, is a replaced one: nobody’s words change hands', async () => {
  const log = new MemoryUpdateLog()
  const first = await serve({ log })
  const room = roomName()
  await first.rooms.create(room, textUpdate('seed'))
  const bob = connect(first, room, { as: 'bob' })
  const anna = connect(first, room)
  await synced(bob, anna)
  bob.text.insert(4, ' kept')
  await bob.client.flushed()
  const backup = await log.load(room)
  bob.text.insert(9, ' forgotten')
  await eventually(() => expect(anna.text.toString()).toBe('seed kept forgotten'))
  bob.client.destroy()
  await first.close()
  await eventually(() => expect(anna.client.state().connection).toBe('offline'))
  anna.text.insert(0, 'offline ')
  const restored = new MemoryUpdateLog()
  if (backup === null) throw new Error('the room is stored')
  await restored.create(room, backup)
  await restored.append(backup.tail.map((entry) => ({ room, fence: 0, claims: [], ...entry })))
  const second = await serve({ log: restored, port: Number(new URL(first.url).port) })
  await eventually(() =>
    expect(anna.client.state()).toMatchObject({ connection: 'closed', closed: 'epoch_mismatch' }),
  )
  expect(anna.doc.store.clients.has(bob.doc.clientID)).toBe(true)
  expect(textOf([anna.client.exportUnsaved() ?? new Uint8Array([0, 0])])).toBe('offline seed kept forgotten')
  expect(textOf(await second.rooms.read(room))).toBe('seed kept')
})

test('P18 that words are kept on this device is said only where it keeps them', async () => {
  const server = await serve()
  const room = roomName()
  await server.rooms.create(room, textUpdate(''))
  const keeps = connect(server, room, { offline: true })
  await synced(keeps)
  expect(keeps.client.state().kept).toBe(true)
  keeps.text.insert(0, 'kept')
  expect(keeps.client.state().kept).toBe(true)
  vi.stubGlobal('indexedDB', undefined)
  onTestFinished(() => void vi.unstubAllGlobals())
  const cannot = connect(server, room, { as: 'bob', offline: true })
  await synced(cannot)
  expect(cannot.client.state().kept).toBe(false)
})

test('P19 what a page that was closed offline left is sent by another that is open', async () => {
  await forgetAllOffline()
  const log = new MemoryUpdateLog()
  const first = await serve({ log })
  const room = roomName()
  await first.rooms.create(room, textUpdate(''))
  const options = { offline: true, offlineOwner: 'anna' }
  const left = connect(first, room, options)
  const stays = connect(first, room, options)
  await synced(left, stays)
  await first.close()
  await eventually(() => expect(left.client.state().connection).toBe('offline'))
  left.text.insert(0, 'left behind')
  left.client.destroy()
  const second = await serve({ log, port: Number(new URL(first.url).port) })
  await eventually(async () => expect(textOf(await second.rooms.read(room))).toBe('left behind'))
  await stays.client.flushed()
  expect(stays.text.toString()).toBe('left behind')
  await eventually(async () => expect(await hasUnsavedOffline()).toBe(false))
})

test('P19 what another page left unsent is exported by one that is closed for good', async () => {
  const server = await serve()
  const room = roomName()
  await server.rooms.create(room, textUpdate(''))
  const options = { offline: true, offlineOwner: 'rita', as: 'rita' }
  const stays = connect(server, room, options)
  await synced(stays)
  const left = connect({ url: 'ws://127.0.0.1:1' }, room, options)
  await eventually(() => expect(left.client.state().kept).toBe(true))
  left.text.insert(0, 'left behind')
  left.client.destroy()
  server.rooms.closePeers({ room, authorId: 'rita' }, 'sent_out')
  await eventually(() =>
    expect(stays.client.state()).toMatchObject({ connection: 'closed', saved: 'failed' }),
  )
  expect(textOf([stays.client.exportUnsaved() ?? new Uint8Array([0, 0])])).toBe('left behind')
})
