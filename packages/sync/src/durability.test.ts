import { expect, test } from 'vitest'
import { CLOSE_CODES } from './close-codes.ts'
import { SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE, syncMessage } from './protocol.ts'
import { MemoryUpdateLog } from './testing/memory-update-log.ts'
import { acks, changeOf, eventually, join, notices, raw, serve, synced } from './testing/room-harness.ts'
import { textOf, textUpdate } from './testing/room-server.ts'
import type { RoomBatch } from './update-log.ts'

test('D1 nothing is relayed, served or acknowledged before it is durable', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate(''))
  const anna = await raw(server, 'as=anna&v=1')
  const bob = join(server, 'bob')
  await synced(bob)
  const release = server.log.holdAppends()
  anna.socket.send(syncMessage(SYNC_UPDATE, textUpdate('secret')))
  await eventually(() => expect(server.rooms.counts.hydrated).toBe(1))
  const late = join(server, 'late')
  await synced(late)
  expect(late.text.toString()).toBe('')
  expect(bob.text.toString()).toBe('')
  expect(acks(anna.received)).toEqual([])
  release()
  await eventually(() => expect(bob.text.toString()).toBe('secret'))
  await eventually(() => expect(late.text.toString()).toBe('secret'))
  await eventually(() => expect(acks(anna.received)).toEqual([1]))
})

test('D2 a failed commit is told once, retried, then relayed and acknowledged', async () => {
  const server = await serve({ limits: { retryMinMs: 10, retryMaxMs: 20 } })
  await server.rooms.create('room', textUpdate(''))
  const anna = await raw(server, 'as=anna&v=1')
  const bob = join(server, 'bob')
  await synced(bob)
  server.log.failWith(new Error('disk full'))
  anna.socket.send(syncMessage(SYNC_UPDATE, textUpdate('kept')))
  await eventually(() => expect(notices(anna.received)).toContainEqual({ kind: 'storage', ok: false }))
  expect(acks(anna.received)).toEqual([])
  const late = await raw(server, 'as=late&v=1')
  await eventually(() => expect(notices(late.received)).toContainEqual({ kind: 'storage', ok: false }))
  server.log.failWith(null)
  await eventually(() => expect(notices(late.received)).toContainEqual({ kind: 'storage', ok: true }))
  await eventually(() => expect(bob.text.toString()).toBe('kept'))
  await eventually(() => expect(acks(anna.received)).toEqual([1]))
  const storage = notices(anna.received).filter(({ kind }) => kind === 'storage')
  expect(storage).toEqual([
    { kind: 'storage', ok: false },
    { kind: 'storage', ok: true },
  ])
})

test('D3 a room that another process writes is let go, and does not hold up the others', async () => {
  const log = new MemoryUpdateLog()
  const server = await serve({ log, limits: { retryMinMs: 10, retryMaxMs: 20 } })
  await server.rooms.create('room', textUpdate(''))
  await server.rooms.create('other', textUpdate(''))
  const anna = await raw(server, 'as=anna&v=1')
  await eventually(() => expect(server.rooms.counts.peers).toBe(1))
  // Somebody else wrote this place in the log: only this room is in trouble, and it is let go.
  await log.append([{ room: 'room', seq: 1, update: textUpdate('foreign'), claims: [], fence: 0 }])
  anna.socket.send(syncMessage(SYNC_UPDATE, textUpdate('mine')))
  expect(await anna.closed).toBe(CLOSE_CODES.room_moved.code)
  const bob = join(server, 'bob', {}, undefined, 'other')
  await eventually(() => expect(bob.provider.synced).toBe(true))
  bob.text.insert(0, 'fine')
  await eventually(async () => expect((await log.load('other'))?.tail).toHaveLength(1))
  // The next visitor gets what is really stored.
  expect(textOf(await server.rooms.read('room'))).toBe('foreign')
})

/** A log whose appends end when the test says so. */
class SteppedLog extends MemoryUpdateLog {
  readonly pending: { places: string[]; pass(): void; fail(): void }[] = []

  override append(batches: readonly RoomBatch[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const places = batches.map(({ room, seq }) => `${room}:${seq}`)
      const end = (ended: () => void) => () => {
        this.pending.splice(this.pending.indexOf(step), 1)
        ended()
      }
      const step = {
        places,
        pass: end(() => void super.append(batches).then(resolve, reject)),
        fail: end(() => reject(new Error('storage is away'))),
      }
      this.pending.push(step)
    })
  }

  /** The append that is under way alone, once there is one. */
  async next(...places: string[]) {
    await eventually(() => expect(this.pending.map((step) => step.places)).toEqual([places]))
    const [step] = this.pending
    if (step === undefined) throw new Error('there is one')
    return step
  }
}

test('D3 while one room is tried again, the trouble of another starts no second attempt', async () => {
  const log = new SteppedLog()
  const server = await serve({ log, limits: { retryMinMs: 1, retryMaxMs: 2 } })
  for (const room of ['a', 'b']) await server.rooms.create(room, textUpdate(''))
  const anna = await raw(server, 'as=anna&v=1', 'a')
  const bob = await raw(server, 'as=bob&v=1', 'b')
  anna.socket.send(syncMessage(SYNC_UPDATE, textUpdate('1')))
  const first = await log.next('a:1')
  first.fail()
  const again = await log.next('a:1')
  bob.socket.send(syncMessage(SYNC_UPDATE, textUpdate('x')))
  await eventually(() => expect(log.pending).toHaveLength(2))
  log.pending.find((step) => step !== again)?.fail()
  await eventually(() => expect(notices(bob.received)).toContainEqual({ kind: 'storage', ok: false }))
  // many times the pause between attempts
  for (let visit = 0; visit < 10; visit++) await raw(server, 'as=visitor', 'b')
  expect(log.pending.map((step) => step.places)).toEqual([['a:1']])
  again.pass()
  const other = await log.next('b:1')
  expect(acks(anna.received)).toEqual([1])
  other.pass()
  await eventually(() => expect(acks(bob.received)).toEqual([1]))
})

test('D4 deletions and updates that change nothing are acknowledged too', async () => {
  const server = await serve()
  await server.rooms.create('room', textUpdate('abc'))
  const anna = await raw(server, 'as=anna&v=1')
  const deletion = changeOf(await server.rooms.read('room'), (doc) => doc.getText('t').delete(0, 1))
  for (let count = 1; count <= 2; count++) {
    anna.socket.send(syncMessage(SYNC_UPDATE, deletion))
    await eventually(() => expect(acks(anna.received).at(-1)).toBe(count))
  }
  anna.socket.send(syncMessage(SYNC_STEP_2, new Uint8Array([0, 0])))
  await eventually(() => expect(acks(anna.received).at(-1)).toBe(3))
  expect(server.log.appends).toBe(1)
})

test('D5 one tick over several rooms is one append', async () => {
  const log = new SteppedLog()
  const server = await serve({ log })
  for (const room of ['a', 'b', 'c']) await server.rooms.create(room, textUpdate(''))
  const anna = await raw(server, 'as=anna&v=1', 'a')
  const bob = await raw(server, 'as=bob&v=1', 'b')
  const carl = await raw(server, 'as=carl&v=1', 'c')
  for (const [room, peer] of [['a', anna] as const, ['b', bob] as const]) {
    peer.socket.send(syncMessage(SYNC_UPDATE, textUpdate('1')))
    const opened = await log.next(`${room}:1`)
    opened.pass()
    await eventually(() => expect(acks(peer.received)).toEqual([1]))
  }
  carl.socket.send(syncMessage(SYNC_UPDATE, textUpdate('1')))
  const earlier = await log.next('c:1')
  for (const peer of [anna, bob]) {
    const before = peer.received.length
    peer.socket.send(syncMessage(SYNC_UPDATE, textUpdate('2')))
    // its answer says that the update before it is there
    peer.socket.send(syncMessage(SYNC_STEP_1, new Uint8Array([0])))
    await eventually(() => expect(peer.received.length).toBeGreaterThan(before))
  }
  earlier.pass()
  const both = await log.next('a:2', 'b:2')
  both.pass()
  for (const peer of [anna, bob]) await eventually(() => expect(acks(peer.received).at(-1)).toBe(2))
})

test('D6 what waits for storage is bounded: above it writers are asked to come back', async () => {
  const server = await serve({ limits: { retryMinMs: 10, retryMaxMs: 20, pendingBytes: 3_000 } })
  await server.rooms.create('room', textUpdate(''))
  const anna = await raw(server, 'as=anna&v=1')
  server.log.failWith(new Error('disk full'))
  anna.socket.send(syncMessage(SYNC_UPDATE, textUpdate('first')))
  await eventually(() => expect(notices(anna.received)).toContainEqual({ kind: 'storage', ok: false }))
  for (let count = 0; count < 3; count++) {
    anna.socket.send(syncMessage(SYNC_UPDATE, textUpdate('x'.repeat(1_400))))
  }
  expect(await anna.closed).toBe(CLOSE_CODES.overloaded.code)
  server.log.failWith(null)
  await eventually(async () => expect(textOf(await server.rooms.read('room')).length).toBe(2_805))
})
