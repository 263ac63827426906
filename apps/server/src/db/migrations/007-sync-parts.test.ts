import { type Migration, Migrator, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SqlUpdateLog } from '../../sync/sql-update-log.ts'
import { DATABASES, type TestStorage } from '../../testing/databases.ts'
import { migrate } from '../migrate.ts'
import { type OpenDatabase, openDatabase } from '../open-database.ts'
import { MIGRATIONS } from './index.ts'

describe.each(DATABASES)('a database of before snapshots had parts, on $name', ({ openEmpty }) => {
  let storage: TestStorage
  let database: OpenDatabase
  beforeEach(async () => {
    storage = await openEmpty()
    database = openDatabase(storage)
    await migrateTo('006-cases', database)
  })
  afterEach(async () => {
    await database.db.destroy()
    await storage.remove()
  })

  test('keeps every room with its snapshot, its tail and its claims', async () => {
    const { db, dialect } = database
    const large = Buffer.alloc(2 * 1024 * 1024, 7)
    for (const [id, snapshot, seq] of [
      ['a', bytes(1), 2],
      ['b', large, 0],
    ] as const) {
      await sql`insert into sync_room (id, epoch, server_client, snapshot, state_vector, snapshot_seq)
        values (${id}, ${`epoch-${id}`}, ${4_294_967_295}, ${snapshot}, ${bytes(5)}, ${seq})`.execute(db)
    }
    await sql`insert into sync_update (room_id, seq, body) values ('a', 3, ${bytes(3)})`.execute(db)
    await sql`insert into sync_claim (room_id, client, author_id) values ('a', 9, 'anna')`.execute(db)

    expect((await migrate(db, dialect))[0]).toBe('007-sync-parts')

    const log = new SqlUpdateLog(database)
    expect(await log.load('a')).toEqual({
      epoch: 'epoch-a',
      serverClient: 4_294_967_295,
      parts: [bytes(1)],
      stateVector: bytes(5),
      snapshotSeq: 2,
      tail: [{ seq: 3, update: bytes(3) }],
      claims: [{ client: 9, authorId: 'anna' }],
    })
    expect(large.equals((await log.load('b'))?.parts[0] ?? bytes(0))).toBe(true)
    await log.append([{ room: 'b', seq: 1, update: bytes(1), claims: [], fence: 0 }])
    await log.compact('a', {
      fence: 0,
      upToSeq: 3,
      snapshot: { parts: [bytes(6)], stateVector: bytes(5) },
    })
    expect(await log.load('a')).toMatchObject({ parts: [bytes(6)], snapshotSeq: 3, tail: [] })
    await log.remove('a')
    expect((await sql`select * from sync_part where room_id = 'a'`.execute(db)).rows).toEqual([])
  })
})

async function migrateTo(last: string, { db, dialect }: OpenDatabase): Promise<void> {
  const migrations: Record<string, Migration> = {}
  for (const [name, step] of Object.entries(MIGRATIONS)) migrations[name] = { up: (on) => step(on, dialect) }
  const getMigrations = async () => migrations
  const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateTo(last)
  if (error) throw error
}

/** Bytes that a text column would spoil. */
function bytes(value: number): Buffer {
  return Buffer.from([0, 255, value, 0, 128, 39])
}
