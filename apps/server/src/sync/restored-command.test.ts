import { foldUpdates } from '@tablee/sync'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DataFolderInUse, holdDataFolder } from '../db/hold-data-folder.ts'
import { type OpenDatabase, openDatabase } from '../db/open-database.ts'
import { insertNode } from '../nodes/store.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { testConfig } from '../testing/open-test-app.ts'
import { restored, ServersStillRun } from './restored-command.ts'
import { SqlRoomLeases } from './sql-room-leases.ts'
import { SqlUpdateLog } from './sql-update-log.ts'

describe.each(DATABASES)('after a backup was put back on $name', ({ name, open }) => {
  let storage: TestStorage
  let database: OpenDatabase
  let said: string[]
  beforeEach(async () => {
    storage = await open()
    database = openDatabase(storage)
    said = []
  })
  afterEach(async () => {
    await database.db.destroy()
    await storage.remove()
  })
  const run = () => restored(testConfig(storage), (line) => said.push(line))

  test('each board has an epoch of its own that no copy knows, and a fence that no process of before can have', async () => {
    const log = new SqlUpdateLog(database)
    const seed = foldUpdates([new Uint8Array([0, 0])])
    for (const room of ['a', 'b'])
      await log.create(room, { ...seed, epoch: 'e', serverClient: 1, claims: [] })
    await insertNode(database.db, name, { id: 'n', address: null, schema: '', keyCheck: '', lifeMs: 60_000 })
    const leases = new SqlRoomLeases(database.db, name, { id: 'n', alive: true, mayJudge: () => true })
    expect(await leases.acquire('a')).toEqual({ held: true, fence: 1 })
    await database.db.deleteFrom('node').execute()
    await run()
    const epochs = [(await log.load('a'))?.epoch, (await log.load('b'))?.epoch]
    expect(new Set([...epochs, 'e', undefined]).size).toBe(4)
    const late = { room: 'a', seq: 1, update: new Uint8Array([0, 0]), claims: [], fence: 1 }
    await expect(log.append([late])).rejects.toMatchObject({ room: 'a' })
    expect(said).toEqual(['2 boards take no copy of before any more. Start the server.'])
  })

  test('a database without boards is asked about', async () => {
    await run()
    expect(said.join()).toContain('DATA_DIR')
  })

  test('nothing is changed while a server runs', async () => {
    const log = new SqlUpdateLog(database)
    const seed = foldUpdates([new Uint8Array([0, 0])])
    await log.create('a', { ...seed, epoch: 'e', serverClient: 1, claims: [] })
    const free = holdDataFolder(storage)
    await insertNode(database.db, name, { id: 'n', address: null, schema: '', keyCheck: '', lifeMs: 60_000 })
    await expect(run()).rejects.toBeInstanceOf(name === 'sqlite' ? DataFolderInUse : ServersStillRun)
    free()
    expect((await log.load('a'))?.epoch).toBe('e')
    expect(said).toEqual([])
  })
})
