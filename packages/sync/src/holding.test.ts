import { expect, test } from 'vitest'
import { CLOSE_CODES } from './close-codes.ts'
import { SYNC_UPDATE, syncMessage } from './protocol.ts'
import type { HeldRoom, RoomLeases } from './room-leases.ts'
import { MemoryHolders } from './testing/memory-room-leases.ts'
import { MemoryUpdateLog } from './testing/memory-update-log.ts'
import { acks, eventually, join, mapUpdate, raw, serve, synced } from './testing/room-harness.ts'
import { docOf, textUpdate } from './testing/room-server.ts'

/** Two processes over one storage, and a room. */
async function twoServers(limits: Parameters<typeof serve>[0] = {}) {
  const log = new MemoryUpdateLog()
  const holders = new MemoryHolders(log)
  const leases = [holders.join('http://one'), holders.join('http://two')] as const
  const one = await serve({ ...limits, log, leases: leases[0] })
  const two = await serve({ ...limits, log, leases: leases[1] })
  await one.rooms.create('room', textUpdate(''))
  return { log, one, two, leases }
}

test('F1 a process that does not hold a room sends its visitors away, and they may come back', async () => {
  const { one, two } = await twoServers()
  const anna = join(one, 'anna')
  await synced(anna)
  const bob = await raw(two, 'as=bob')
  expect(await bob.closed).toBe(CLOSE_CODES.room_moved.code)
  expect(two.rooms.held).toEqual([])
  expect(one.rooms.held).toEqual([{ room: 'room', fence: 1 }])
})

test('F2 a room that is let go can be taken by another process at once', async () => {
  const { one, two } = await twoServers({ limits: { roomIdleMs: 5 } })
  const anna = join(one, 'anna')
  await synced(anna)
  anna.text.insert(0, 'hers')
  await eventually(() => expect(one.log.appends).toBe(1))
  anna.provider.destroy()
  await eventually(() => expect(one.rooms.counts.rooms).toBe(0))
  const bob = join(two, 'bob')
  await synced(bob)
  expect(bob.text.toString()).toBe('hers')
  expect(two.rooms.held).toEqual([{ room: 'room', fence: 2 }])
})

test('F2 somebody who comes while a room is given up finds it held', async () => {
  const { one, leases } = await twoServers()
  await one.close()
  const given: (readonly HeldRoom[])[] = []
  let giveUp: () => void = () => undefined
  const mayGiveUp = new Promise<void>((resolve) => {
    giveUp = resolve
  })
  const slow: RoomLeases = {
    acquire: (room) => leases[1].acquire(room),
    release: async (rooms) => {
      given.push(rooms)
      await mayGiveUp
      await leases[1].release(rooms)
    },
  }
  const { log } = one
  const two = await serve({ log, leases: slow, limits: { roomIdleMs: 5 } })
  const anna = await raw(two, 'as=anna')
  await eventually(() => expect(two.rooms.counts.peers).toBe(1))
  anna.socket.terminate()
  await eventually(() => expect(given).toHaveLength(1))
  const back = await raw(two, 'as=anna&v=1')
  giveUp()
  await eventually(() => expect(two.rooms.counts.peers).toBe(1))
  back.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('a')))
  await eventually(() => expect(acks(back.received)).toEqual([1]))
  expect(await leases[0].acquire('room')).toEqual({ held: false, node: 'http://two' })
})

test('F3 a process whose room was taken over stores nothing more in it and sends its people away', async () => {
  const { log, one, two, leases } = await twoServers()
  const anna = await raw(one, 'as=anna&v=1')
  await eventually(() => expect(one.rooms.counts.peers).toBe(1))
  leases[0].die()
  const bob = join(two, 'bob')
  await synced(bob)
  bob.text.insert(0, 'new holder')
  await eventually(() => expect(log.appends).toBe(1))
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('late')))
  expect(await anna.closed).toBe(CLOSE_CODES.room_moved.code)
  expect(acks(anna.received)).toEqual([])
  expect(one.rooms.held).toEqual([])
  expect(docOf(await two.rooms.read('room')).getMap('m').size).toBe(0)
})

test('F3 a room that was taken over does not hold up the others of its tick', async () => {
  const { log, one } = await twoServers({ limits: { retryMinMs: 60_000, retryMaxMs: 60_000 } })
  await one.rooms.create('other', textUpdate(''))
  const anna = await raw(one, 'as=anna&v=1')
  const bob = await raw(one, 'as=bob&v=1', 'other')
  const carl = await raw(one, 'as=carl&v=1', 'other')
  await eventually(() => expect(one.rooms.counts.peers).toBe(3))
  log.raiseFence('room')
  const release = log.holdAppends()
  // The first tick holds the loop, so that both rooms are in the second.
  carl.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('first')))
  await eventually(() => expect(one.rooms.counts.hydrated).toBe(1))
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('a')))
  bob.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('b')))
  release()
  expect(await anna.closed).toBe(CLOSE_CODES.room_moved.code)
  await eventually(() => expect(acks(bob.received)).toEqual([1]))
})

test('F4 a process that lost everything closes everybody, and holds nothing', async () => {
  const { one } = await twoServers()
  const anna = await raw(one, 'as=anna')
  await eventually(() => expect(one.rooms.counts.peers).toBe(1))
  one.rooms.letGoAll('room_moved')
  expect(await anna.closed).toBe(CLOSE_CODES.room_moved.code)
  expect(one.rooms.held).toEqual([])
  expect(one.rooms.counts).toEqual({ rooms: 0, hydrated: 0, peers: 0 })
})

test('F4 a room that is lost while it is being read is not opened', async () => {
  const { log, leases, one } = await twoServers()
  await one.close()
  const load = log.holdLoads()
  const two = await serve({ log, leases: leases[1] })
  const anna = await raw(two, 'as=anna')
  await eventually(() => expect(two.rooms.held).toEqual([{ room: 'room', fence: 1 }]))
  two.rooms.letGoAll('room_moved')
  load()
  expect(await anna.closed).toBe(CLOSE_CODES.room_moved.code)
  expect(two.rooms.counts.rooms).toBe(0)
})

test('F5 a planned stop stores, gives the rooms up, then closes; nobody is taken any more', async () => {
  const { log, one, two } = await twoServers()
  const anna = await raw(one, 'as=anna&v=1')
  await eventually(() => expect(one.rooms.counts.peers).toBe(1))
  const release = log.holdAppends()
  anna.socket.send(syncMessage(SYNC_UPDATE, mapUpdate('last')))
  await eventually(() => expect(one.rooms.counts.hydrated).toBe(1))
  const drained = one.rooms.drain()
  const late = await raw(one, 'as=late')
  release()
  expect(await late.closed).toBe(CLOSE_CODES.restarting.code)
  expect(await anna.closed).toBe(CLOSE_CODES.restarting.code)
  await drained
  expect(acks(anna.received)).toEqual([1])
  const back = join(two, 'anna')
  await synced(back)
  expect(back.doc.getMap('m').get('last')).toBe(1)
})

test('F5 rooms that cannot be given up do not keep a process from ending', async () => {
  const log = new MemoryUpdateLog()
  const leases: RoomLeases = {
    acquire: async () => ({ held: true, fence: 0 }),
    release: async () => {
      throw new Error('database down')
    },
  }
  const server = await serve({ log, leases })
  await server.rooms.create('room', textUpdate(''))
  const anna = await raw(server, 'as=anna')
  await eventually(() => expect(server.rooms.counts.peers).toBe(1))
  await server.rooms.stop()
  expect(await anna.closed).toBe(CLOSE_CODES.restarting.code)
})
