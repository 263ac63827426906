import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { Attendance, type AttendanceReport, type AttendingPeer } from './attendance.ts'
import { connectRoom, type RoomClient } from './client/index.ts'
import { makeSeed } from './make-seed.ts'
import { MESSAGE_SYNC, SYNC_STEP_1, standingMessage, syncMessage } from './protocol.ts'
import { eventually, join, raw, serve, synced } from './testing/room-harness.ts'
import { NodeWebSocket, type RoomServer, textUpdate } from './testing/room-server.ts'

/** A sync message that is no question. */
function isAnswer([type, kind]: Uint8Array): boolean {
  return type === MESSAGE_SYNC && kind !== SYNC_STEP_1
}

function connect(server: RoomServer, as: string, params: Record<string, string> = {}) {
  const doc = new Y.Doc()
  const client = connectRoom({
    url: server.url,
    room: 'room',
    offline: false,
    WebSocketPolyfill: NodeWebSocket,
    doc,
    params: { as, ...params },
  })
  onTestFinished(() => client.destroy())
  const reports: AttendanceReport[] = []
  client.onNotice((notice) => {
    if (notice.kind === 'attendance') reports.push(notice.report)
  })
  return { client, text: doc.getText('t'), reports }
}

async function online(...clients: { client: RoomClient }[]) {
  for (const { client } of clients) await eventually(() => expect(client.state().synced).toBe(true))
}

/** Who is how, in the last report. */
const statesOf = ({ reports }: { reports: readonly AttendanceReport[] }) =>
  Object.fromEntries((reports.at(-1)?.people ?? []).map(({ id, state }) => [id, state]))

test('C9 who watches is told who is here and whose words are on their way, and nobody else is', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const lea = connect(server, 'lea', { watches: '1' })
  const anna = connect(server, 'anna')
  await online(lea, anna)
  await eventually(() => expect(statesOf(lea)).toEqual({ anna: 'here', lea: 'here' }))
  expect(lea.reports.at(-1)?.people.map(({ id, watches }) => [id, watches])).toEqual([
    ['anna', false],
    ['lea', true],
  ])
  const release = server.log.holdAppends()
  anna.text.insert(0, 'words')
  await eventually(() => expect(server.rooms.late('room')).toBe(1))
  await eventually(() => expect(statesOf(lea)).toEqual({ anna: 'behind', lea: 'here' }))
  expect(lea.reports.at(-1)?.behind).toBe(1)
  release()
  await eventually(() => expect(statesOf(lea)).toEqual({ anna: 'here', lea: 'here' }))
  expect(server.rooms.late('room')).toBe(0)
  expect(anna.reports).toEqual([])
})

test('C9 words that go beside the document count as on their way at once, until they have arrived', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const lea = connect(server, 'lea', { watches: '1' })
  const anna = connect(server, 'anna')
  await online(lea, anna)
  anna.client.tellBeside(true)
  await eventually(() => expect(server.rooms.late('room')).toBe(1))
  await eventually(() => expect(statesOf(lea)).toEqual({ anna: 'behind', lea: 'here' }))
  // an edit that arrives meanwhile says nothing of them
  anna.text.insert(0, 'words')
  await anna.client.flushed()
  expect(server.rooms.late('room')).toBe(1)
  anna.client.tellBeside(false)
  await eventually(() => expect(server.rooms.late('room')).toBe(0))
  await eventually(() => expect(statesOf(lea)).toEqual({ anna: 'here', lea: 'here' }))
})

test('C9 whose connection breaks is lost until she is back; who leaves is gone', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const lea = connect(server, 'lea', { watches: '1' })
  await raw(server, 'as=anna')
  const bob = connect(server, 'bob')
  await online(lea, bob)
  await eventually(() => expect(statesOf(lea)).toEqual({ anna: 'here', bob: 'here', lea: 'here' }))
  for (const socket of server.socketsOf('anna')) socket.terminate()
  bob.client.destroy()
  await eventually(() =>
    expect(lea.reports.map((report) => statesOf({ reports: [report] })['anna'])).toContain('lost'),
  )
  connect(server, 'anna')
  await eventually(() => expect(statesOf(lea)).toEqual({ anna: 'here', lea: 'here' }))
  expect(lea.reports.map((report) => statesOf({ reports: [report] })['bob'])).not.toContain('lost')
})

test('C9 where nobody may be named, those who watch are told how many', async () => {
  const server = await serve({ mannersOf: () => ({ hidesCursors: true, hidesWho: true }) })
  await server.rooms.create('room', textUpdate(''))
  const lea = connect(server, 'lea', { watches: '1' })
  const anna = connect(server, 'anna')
  await online(lea, anna)
  const release = server.log.holdAppends()
  anna.text.insert(0, 'words')
  await eventually(() => expect(lea.reports.at(-1)).toMatchObject({ behind: 1, named: false }))
  expect(statesOf(lea)).toEqual({ anna: 'here', lea: 'here' })
  release()
  await eventually(() => expect(lea.reports.at(-1)?.behind).toBe(0))
})

test('C9 nobody waits for who only reads, whatever she says of her words', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const reader = await raw(server, 'as=eve&access=read')
  const writer = await raw(server, 'as=anna')
  reader.socket.send(standingMessage('behind'))
  // questions are answered in the order in which they came
  reader.socket.send(syncMessage(0, Y.encodeStateVector(new Y.Doc())))
  await eventually(() => expect(reader.received.some(isAnswer)).toBe(true))
  expect(server.rooms.late('room')).toBe(0)
  writer.socket.send(standingMessage('behind'))
  await eventually(() => expect(server.rooms.late('room')).toBe(1))
})

test('C9 who was waited for in vain is late, and not waited for again until a connection of hers says anew how it stands', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const lateAndAwaited = () => [server.rooms.late('room'), server.rooms.awaited('room')]
  const one = await raw(server, 'as=anna')
  one.socket.send(standingMessage('behind'))
  await eventually(() => expect(lateAndAwaited()).toEqual([1, 1]))
  server.rooms.giveUpLate('room')
  expect(lateAndAwaited()).toEqual([1, 0])
  // another tab of hers, and somebody else
  const other = await raw(server, 'as=anna')
  const bob = await raw(server, 'as=bob')
  bob.socket.send(standingMessage('behind'))
  await eventually(() => expect(lateAndAwaited()).toEqual([2, 1]))
  other.socket.send(standingMessage('behind'))
  await eventually(() => expect(lateAndAwaited()).toEqual([2, 2]))
  other.socket.terminate()
  await eventually(() => expect(lateAndAwaited()).toEqual([2, 1]))
  one.socket.send(standingMessage('saved'))
  await eventually(() => expect(lateAndAwaited()).toEqual([1, 1]))
  one.socket.send(standingMessage('behind'))
  await eventually(() => expect(lateAndAwaited()).toEqual([2, 2]))
})

test('C8 while the document hides cursors, nothing of them reaches anybody, late comers included; then they are back', async () => {
  const server = await serve({
    mannersOf: (doc) => ({ hidesCursors: doc.getMap('meta').get('hides') === true, hidesWho: false }),
  })
  await server.rooms.create('room', textUpdate(''))
  const anna = join(server, 'anna')
  const bob = join(server, 'bob')
  await synced(anna, bob)
  const annaAt = (peer: typeof bob) => peer.provider.awareness.getStates().get(anna.doc.clientID)
  anna.provider.awareness.setLocalState({ x: 1 })
  await eventually(() => expect(annaAt(bob)).toMatchObject({ x: 1 }))
  await server.rooms.edit('room', (doc) => void doc.getMap('meta').set('hides', true))
  const seen: unknown[] = []
  bob.provider.awareness.on('update', () => seen.push(annaAt(bob)))
  anna.provider.awareness.setLocalState({ x: 2, secret: 'elsewhere' })
  await eventually(() =>
    expect(annaAt(bob)).toEqual({ user: { id: 'anna', name: 'ANNA', color: '#123456' } }),
  )
  for (let x = 3; x < 20; x++) anna.provider.awareness.setLocalState({ x, secret: 'elsewhere' })
  const carl = join(server, 'carl')
  await synced(carl)
  await eventually(() => expect(annaAt(carl)).toBeDefined())
  expect(annaAt(carl)).toEqual({ user: { id: 'anna', name: 'ANNA', color: '#123456' } })
  expect(JSON.stringify(seen)).not.toContain('elsewhere')
  // how often she moves is not told either
  expect(bob.provider.awareness.meta.get(anna.doc.clientID)?.clock).toBeLessThan(
    anna.provider.awareness.meta.get(anna.doc.clientID)?.clock ?? 0,
  )
  expect(anna.provider.awareness.getLocalState()).toMatchObject({ x: 19 })
  await server.rooms.edit('room', (doc) => void doc.getMap('meta').set('hides', false))
  await eventually(() => expect(annaAt(bob)).toMatchObject({ x: 19 }))
  await eventually(() => expect(annaAt(carl)).toMatchObject({ x: 19 }))
  anna.provider.awareness.setLocalState({ x: 20 })
  await eventually(() => expect(annaAt(bob)).toMatchObject({ x: 20 }))
})

test('C8 until the document was read nobody is told where the others point', async () => {
  const server = await serve({
    mannersOf: (doc) => ({ hidesCursors: doc.getMap('meta').get('hides') === true, hidesWho: false }),
  })
  const seed = new Y.Doc()
  seed.getMap('meta').set('hides', true)
  // of before: nothing is stored of how its people are shown
  await server.log.create('room', makeSeed(Y.encodeStateAsUpdate(seed)))
  const anna = join(server, 'anna')
  anna.provider.awareness.setLocalState({ secret: 'elsewhere' })
  const bob = join(server, 'bob')
  await synced(anna, bob)
  await eventually(() => expect(bob.provider.awareness.getStates().has(anna.doc.clientID)).toBe(true))
  await eventually(() => expect(server.rooms.counts.hydrated).toBe(1))
  expect(JSON.stringify([...bob.provider.awareness.getStates()])).not.toContain('elsewhere')
})

test('C8 whether cursors are hidden is stored with the document: a room that is opened again shows them, or not, without it', async () => {
  const server = await serve({
    limits: { roomIdleMs: 5, idleTailUpdates: 0 },
    mannersOf: (doc) => ({ hidesCursors: doc.getMap('meta').get('hides') === true, hidesWho: false }),
  })
  await server.rooms.create('room', textUpdate(''))
  for (const hides of [false, true]) {
    if (hides) await server.rooms.edit('room', (doc) => void doc.getMap('meta').set('hides', true))
    await eventually(() => expect(server.rooms.counts.rooms).toBe(0))
    const anna = join(server, 'anna')
    anna.provider.awareness.setLocalState({ x: 1 })
    const bob = join(server, 'bob')
    await synced(anna, bob)
    const user = { id: 'anna', name: 'ANNA', color: '#123456' }
    await eventually(() =>
      expect(bob.provider.awareness.getStates().get(anna.doc.clientID)).toEqual(
        hides ? { user } : { x: 1, user },
      ),
    )
    expect(server.rooms.counts).toEqual({ rooms: 1, hydrated: 0, peers: 2 })
    anna.provider.destroy()
    bob.provider.destroy()
  }
})

test('C9 of those whose connections broke the last 1,200 are expected back, for ten minutes, also when nobody watched', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const attendance = new Attendance<AttendingPeer>(() => Date.now())
  const reports: AttendanceReport[] = []
  const peer = (id: string, watches = false): AttendingPeer => ({
    authorId: id,
    identity: { id, name: id, color: '#123456' },
    visible: true,
    spendCursor: () => true,
    watches,
    isMissed: true,
    tellAttendance: (report) => reports.push(report),
  })
  for (let guest = 0; guest < 3_000; guest++) {
    const gone = peer(`guest ${guest}`)
    attendance.add(gone)
    attendance.remove(gone)
  }
  attendance.add(peer('lea', true))
  vi.advanceTimersByTime(1_000)
  expect(reports.at(-1)?.behind).toBe(1_200)
  const expected = new Set(reports.at(-1)?.people.map(({ id }) => id))
  expect(['lea', 'guest 0', 'guest 1799', 'guest 1800', 'guest 2999'].map((id) => expected.has(id))).toEqual([
    true,
    false,
    false,
    true,
    true,
  ])
  vi.advanceTimersByTime(11 * 60_000)
  expect(reports.at(-1)?.people.map(({ id }) => id)).toEqual(['lea'])
  attendance.close()
})
