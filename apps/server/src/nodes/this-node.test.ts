import { foldUpdates } from '@tablee/sync'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { migrate } from '../db/migrate.ts'
import { type OpenDatabase, openDatabase } from '../db/open-database.ts'
import { SqlRoomLeases } from '../sync/sql-room-leases.ts'
import { SqlUpdateLog } from '../sync/sql-update-log.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { AddressTaken } from './only-one-at.ts'
import { findLiveNodes } from './store.ts'
import { OtherSecretKey, ThisNode } from './this-node.ts'

const EVENT_MS = 10_000

describe.each(DATABASES)('a process among others on $name', ({ name, open }) => {
  let storage: TestStorage
  let database: OpenDatabase
  let nodes: ThisNode[]
  let gone: string[]
  let live: ReadonlySet<string>
  let clockAheadMs: number
  let warned: [string, object][]
  beforeEach(async () => {
    clockAheadMs = 0
    warned = []
    storage = await open()
    database = openDatabase(storage)
    await migrate(database.db, database.dialect)
    nodes = []
    gone = []
    live = new Set()
  })
  afterEach(async () => {
    for (const node of nodes) await node.stop()
    await database.db.destroy()
    await storage.remove()
  })

  async function startNode(label: string, secretKey = 'the key of all'): Promise<ThisNode> {
    const node = new ThisNode({
      ...database,
      schema: '008-nodes',
      secretKey,
      now: () => Date.now() + clockAheadMs,
      logger: { info: () => undefined, warn: (facts, message) => warned.push([message, facts]) },
      onDeclaredGone: () => gone.push(label),
      onCutOff: () => gone.push(`${label} cut off`),
      onLiveAddresses: (addresses) => {
        live = addresses
      },
    })
    await node.start()
    nodes.push(node)
    return node
  }

  /** As by kill -9: its life is renewed no more, and its row stays. */
  async function forget(node: ThisNode): Promise<void> {
    const row = await database.db
      .selectFrom('node')
      .selectAll()
      .where('id', '=', node.id)
      .executeTakeFirstOrThrow()
    await node.stop()
    nodes = nodes.filter((other) => other !== node)
    await database.db.insertInto('node').values(row).execute()
  }

  const addresses = async () =>
    (await findLiveNodes(database.db, database.dialect)).map(({ address }) => address)

  test('is alive from its start to its stop, and is found where it listens', async () => {
    const node = await startNode('one')
    expect(await addresses()).toEqual([null])
    await node.announce('http://10.0.0.1:3000')
    expect(await addresses()).toEqual(['http://10.0.0.1:3000'])
    await node.stop()
    expect(await addresses()).toEqual([])
  })

  test('after a crash the next one at the same address takes its rooms when that life is over', async () => {
    const crashed = await startNode('crashed')
    await crashed.announce('http://10.0.0.1:3000')
    const room = await makeRoom(database)
    await new SqlRoomLeases(database.db, database.dialect, crashed).acquire(room)
    await forget(crashed)
    const next = await startNode('next')
    await next.announce('http://10.0.0.1:3000')
    expect(await new SqlRoomLeases(database.db, database.dialect, next).acquire(room)).toMatchObject({
      held: true,
    })
  })

  test('a clock that differs from the database’s by more than 5 s is told once, by how much and which way', async () => {
    for (const [ahead, clock] of [
      [3_000, null],
      [20_000, 'ahead'],
      [-20_000, 'behind'],
    ] as const) {
      warned = []
      clockAheadMs = ahead
      const node = await startNode(String(ahead))
      expect(warned.map(([, facts]) => facts)).toEqual(
        clock === null ? [] : [{ clock, differenceMs: expect.any(Number) }],
      )
      await node.stop()
    }
  })

  if (name === 'sqlite') return

  test('goes on under another name when it was declared gone, and its rooms are not its own any more', async () => {
    const node = await startNode('one')
    await node.announce('http://10.0.0.1:3000')
    const former = node.id
    const room = await makeRoom(database)
    const lease = await new SqlRoomLeases(database.db, database.dialect, node).acquire(room)
    await database.db.deleteFrom('node').where('id', '=', former).execute()
    await vi.waitFor(() => expect(gone).toEqual(['one']), EVENT_MS)
    expect(node.id).not.toBe(former)
    await vi.waitFor(async () => expect(await addresses()).toEqual(['http://10.0.0.1:3000']), EVENT_MS)
    const again = await new SqlRoomLeases(database.db, database.dialect, node).acquire(room)
    expect(again.held && lease.held && again.fence > lease.fence).toBe(true)
  })

  test('a life that ran out is prolonged as long as nobody has declared it gone', async () => {
    const node = await startNode('one')
    await database.db.updateTable('node').set({ expires_at: 1 }).execute()
    expect(await addresses()).toEqual([])
    await vi.waitFor(async () => expect(await addresses()).toEqual([null]), EVENT_MS)
    expect(gone).toEqual([])
    expect(node.mayJudge()).toBe(true)
  })

  test('two at one address: whoever comes second is refused with the name of the variable, and the first serves on', async () => {
    const first = await startNode('first')
    await first.announce('http://127.0.0.1:3000')
    const room = await makeRoom(database)
    const leases = new SqlRoomLeases(database.db, database.dialect, first)
    const lease = await leases.acquire(room)
    const second = await startNode('second')
    const refused = second.announce('http://127.0.0.1:3000')
    await expect(refused).rejects.toBeInstanceOf(AddressTaken)
    await expect(refused).rejects.toThrow(/^NODE_URL: .*127\.0\.0\.1:3000/)
    expect(await addresses()).toEqual(['http://127.0.0.1:3000'])
    expect(await leases.acquire(room)).toEqual(lease)
    expect(gone).toEqual([])
  })

  test('of two that come to one address at the same moment one stays', async () => {
    const both = [await startNode('one'), await startNode('two')]
    const told = await Promise.allSettled(both.map((node) => node.announce('http://127.0.0.1:3000')))
    expect(told.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await addresses()).toEqual(['http://127.0.0.1:3000'])
  })

  test('hears who is alive', async () => {
    await (await startNode('one')).announce('http://10.0.0.1:3000')
    await (await startNode('two')).announce('http://10.0.0.2:3000')
    await vi.waitFor(
      () => expect(live).toEqual(new Set(['http://10.0.0.1:3000', 'http://10.0.0.2:3000'])),
      EVENT_MS,
    )
  })

  test('is refused beside one with another secret key', async () => {
    await startNode('one')
    await expect(startNode('two', 'another key')).rejects.toBeInstanceOf(OtherSecretKey)
    expect(await addresses()).toHaveLength(1)
  })
})

async function makeRoom(database: OpenDatabase): Promise<string> {
  const log = new SqlUpdateLog(database)
  await log.create('room', { ...foldUpdates([]), epoch: 'e', serverClient: 1, claims: [] })
  return 'room'
}
