import { LogConflict, type RoomBatch, RoomFenced, type RoomSeed } from '@tablee/sync'
import { updateLogContract } from '@tablee/sync/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate } from '../db/migrate.ts'
import { type OpenDatabase, openDatabase } from '../db/open-database.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { SqlUpdateLog } from './sql-update-log.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

for (const { name, open } of DATABASES) {
  updateLogContract(name, async () => {
    const storage = await open()
    undo.push(() => storage.remove())
    const database = openDatabase(storage)
    undo.push(() => database.db.destroy())
    await migrate(database.db, database.dialect)
    return {
      log: new SqlUpdateLog(database),
      reopen: () => new SqlUpdateLog(database),
      raiseFence: (room) => raiseFence(database, room),
    }
  })
}

describe.each(DATABASES)('the log on $name', ({ name, open }) => {
  let storage: TestStorage
  let database: OpenDatabase
  let log: SqlUpdateLog
  beforeEach(async () => {
    storage = await open()
    database = openDatabase(storage)
    await migrate(database.db, database.dialect)
    log = new SqlUpdateLog(database)
  })
  afterEach(async () => {
    await database.db.destroy()
    await storage.remove()
  })

  const parts = async () =>
    (await sql<{ generation: number }>`select generation from sync_part`.execute(database.db)).rows.length
  const tail = async () =>
    (await sql<{ seq: number }>`select seq from sync_update order by seq`.execute(database.db)).rows.length

  test('a thousand rooms are one append', async () => {
    const rooms = Array.from({ length: 1_000 }, (_, index) => `room-${index}`)
    for (const room of rooms) await log.create(room, seed())
    await log.append(rooms.map((room) => batch(room, 1)))
    await log.append(
      rooms.map((room, index) => ({ ...batch(room, 2), claims: [{ client: index, authorId: 'p' }] })),
    )
    expect((await log.load('room-999'))?.tail.map(({ seq }) => seq)).toEqual([1, 2])
    expect((await log.load('room-7'))?.claims).toEqual([{ client: 7, authorId: 'p' }])
    await expect(
      log.append([...rooms.map((room) => batch(room, 3)), { ...batch('room-0', 4), fence: 1 }]),
    ).rejects.toThrow(RoomFenced)
    expect(await tail()).toBe(2_000)
  })

  test('a batch that is there already is accepted beside one that is new', async () => {
    for (const room of ['a', 'b']) await log.create(room, seed())
    await log.append([batch('a', 1)])
    await log.append([batch('a', 1), batch('b', 1), batch('a', 2)])
    expect((await log.load('a'))?.tail.map(({ seq }) => seq)).toEqual([1, 2])
    expect((await log.load('b'))?.tail.map(({ seq }) => seq)).toEqual([1])
  })

  test('a large update comes back byte for byte', async () => {
    await log.create('a', seed())
    const update = new Uint8Array(3 * 1024 * 1024).map((_, index) => index % 251)
    await log.append([{ ...batch('a', 1), update: update.subarray(7) }])
    expect(
      Buffer.compare((await log.load('a'))?.tail[0]?.update ?? Buffer.alloc(0), update.subarray(7)),
    ).toBe(0)
  })

  test('a crash before the switch leaves the former snapshot, and the next compaction cleans up', async () => {
    await log.create('a', seed(bytes(1)))
    await log.append([batch('a', 1), batch('a', 2)])
    // what a compaction has written when the process is killed between two parts
    await sql`insert into sync_part (room_id, generation, part, body) values ('a', 77, 0, ${bytes(9)})`.execute(
      database.db,
    )
    const before = await log.load('a')
    expect(before?.parts.map((part) => [...part])).toEqual([[...bytes(1)]])
    expect(before?.tail).toHaveLength(2)
    await log.compact('a', { fence: 0, upToSeq: 2, snapshot: snapshot(bytes(2), bytes(3)) })
    expect((await log.load('a'))?.parts.map((part) => [...part])).toEqual([[...bytes(2)], [...bytes(3)]])
    expect(await parts()).toBe(2)
  })

  test('a crash after the switch leaves the new snapshot, and what is folded is not read again', async () => {
    await log.create('a', seed(bytes(1)))
    await log.append([1, 2, 3].map((seq) => batch('a', seq)))
    await log.compact('a', { fence: 0, upToSeq: 2, snapshot: snapshot(bytes(2)) })
    // as if the process was killed before the rows of the former state were removed
    await sql`insert into sync_part (room_id, generation, part, body) values ('a', 0, 0, ${bytes(1)})`.execute(
      database.db,
    )
    await sql`insert into sync_update (room_id, seq, body) values ('a', 1, ${bytes(1)})`.execute(database.db)
    const stored = await log.load('a')
    expect(stored?.parts.map((part) => [...part])).toEqual([[...bytes(2)]])
    expect(stored?.tail.map(({ seq }) => seq)).toEqual([3])
    await log.compact('a', { fence: 0, upToSeq: 3, snapshot: snapshot(bytes(3)) })
    expect(await parts()).toBe(1)
    expect(await tail()).toBe(0)
  })

  test('a long tail and a large snapshot are replaced in steps, while others are served', async () => {
    await log.create('a', seed())
    await log.append(Array.from({ length: 1_700 }, (_, index) => batch('a', index + 1)))
    const large = Array.from({ length: 12 }, (_, index) => new Uint8Array(256 * 1024).fill(index))
    let turns = 0
    const turn = () => {
      turns += 1
      pending = setImmediate(turn)
    }
    let pending = setImmediate(turn)
    await log.compact('a', { fence: 0, upToSeq: 1_650, snapshot: snapshot(...large) })
    clearImmediate(pending)
    expect(turns).toBeGreaterThan(6)
    const stored = await log.load('a')
    expect(stored?.parts.map((part) => part[0])).toEqual(large.map((part) => part[0]))
    expect(stored?.tail).toHaveLength(50)
    expect(await tail()).toBe(50)
  })

  test('two compactions of one room at once never mix: the room has the snapshot of one of them', async () => {
    await log.create('a', seed())
    await log.append([batch('a', 1), batch('a', 2)])
    const many = (value: number) => Array.from({ length: 9 }, () => new Uint8Array(512 * 1024).fill(value))
    const ends = await Promise.allSettled([
      log.compact('a', { fence: 0, upToSeq: 1, snapshot: snapshot(...many(1)) }),
      log.compact('a', { fence: 0, upToSeq: 2, snapshot: snapshot(...many(2)) }),
    ])
    for (const end of ends) if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(LogConflict)
    const stored = await log.load('a')
    const values = new Set(stored?.parts.map((part) => part[0]))
    expect(values.size).toBe(1)
    const upToSeq = stored?.snapshotSeq ?? -1
    expect(stored?.tail.map(({ seq }) => seq)).toEqual([1, 2].filter((seq) => seq > upToSeq))
    if (upToSeq > 0) expect([...values]).toEqual([upToSeq])
  })

  test('a holder that lost the room between two parts can not switch to its snapshot', async () => {
    await log.create('a', seed(bytes(1)))
    await log.append([batch('a', 1)])
    const large = Array.from({ length: 6 }, () => new Uint8Array(1024 * 1024))
    const compaction = log.compact('a', { fence: 0, upToSeq: 1, snapshot: snapshot(...large) })
    const outcome = compaction.then(
      () => null,
      (err: unknown) => err,
    )
    while ((await parts()) < 3) await new Promise((resolve) => setImmediate(resolve))
    await raiseFence(database, 'a')
    expect(await outcome).toBeInstanceOf(RoomFenced)
    expect((await log.load('a'))?.parts.map((part) => [...part])).toEqual([[...bytes(1)]])
    await log.compact('a', { fence: 1, upToSeq: 1, snapshot: snapshot(bytes(2)) })
    expect(await parts()).toBe(1)
  })

  if (name === 'sqlite') {
    test('an append waits for a transaction that is open on the same connection, and is not part of it', async () => {
      await log.create('a', seed())
      let append: Promise<void> = Promise.resolve()
      const taken = database.db.transaction().execute(async (on) => {
        await on.updateTable('sync_room').set({ epoch: 'other' }).execute()
        append = log.append([batch('a', 1)])
        await new Promise((resolve) => setImmediate(resolve))
        throw new Error('taken back')
      })
      await expect(taken).rejects.toThrow('taken back')
      await append
      const stored = await log.load('a')
      expect(stored?.epoch).toBe('e')
      expect(stored?.tail).toHaveLength(1)
    })
  } else {
    test('a commit is on the disk before it is answered, whatever the database is set to', async () => {
      await sql`do $$ begin
        execute format('alter database %I set synchronous_commit = off', current_database());
      end $$`.execute(database.db)
      const later = openDatabase(storage)
      const { rows } = await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(later.db)
      await later.db.destroy()
      expect(rows).toEqual([{ synchronous_commit: 'on' }])
    })

    test('a takeover waits for an append that is under way', async () => {
      await log.create('a', seed())
      await log.create('b', seed())
      const other = openDatabase(storage)
      // room b is taken over and not committed yet: the append holds a, and waits at b
      const hold = withResolvers()
      const held = withResolvers()
      const first = other.db.transaction().execute(async (on) => {
        await sql`update sync_room set epoch = 'held' where id = 'b'`.execute(on)
        held.resolve()
        await hold.promise
      })
      await held.promise
      const append = log.append([batch('a', 1), batch('b', 1)])
      await waitingForLocks(other, 1)
      const takeover = raiseFence(other, 'a')
      await waitingForLocks(other, 2)
      hold.resolve()
      await Promise.all([first, append, takeover])
      await expect(log.append([batch('a', 2)])).rejects.toThrow(RoomFenced)
      expect((await log.load('a'))?.tail).toHaveLength(1)
      await other.db.destroy()
    })

    test('an append that waits for a takeover is refused by it', async () => {
      await log.create('a', seed())
      await log.create('b', seed())
      const other = openDatabase(storage)
      const hold = withResolvers()
      const taken = withResolvers()
      const takeover = other.db.transaction().execute(async (on) => {
        await sql`update sync_room set fence = fence + 1 where id = 'a'`.execute(on)
        taken.resolve()
        await hold.promise
      })
      await taken.promise
      const append = log.append([batch('a', 1), batch('b', 1)]).then(
        () => null,
        (err: unknown) => err,
      )
      await waitingForLocks(other, 1)
      hold.resolve()
      await takeover
      expect(await append).toBeInstanceOf(RoomFenced)
      expect((await log.load('a'))?.tail).toEqual([])
      expect((await log.load('b'))?.tail).toEqual([])
      await other.db.destroy()
    })
  }
})

async function raiseFence({ db }: Pick<OpenDatabase, 'db'>, room: string): Promise<number> {
  const { fence } = await db
    .updateTable('sync_room')
    .set((row) => ({ fence: sql<number>`${row.ref('fence')} + 1` }))
    .where('id', '=', room)
    .returning('fence')
    .executeTakeFirstOrThrow()
  return fence
}

/** Resolves when so many statements of this database wait for another's lock. */
async function waitingForLocks({ db }: OpenDatabase, count: number): Promise<void> {
  const waiting = sql<{ n: number }>`
    select count(*)::integer as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  while ((await waiting.execute(db)).rows[0]?.n !== count)
    await new Promise((resolve) => setImmediate(resolve))
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

function seed(...parts: Uint8Array[]): RoomSeed {
  return { ...snapshot(...parts), epoch: 'e', serverClient: 1, claims: [] }
}

function snapshot(...parts: Uint8Array[]) {
  return { parts, stateVector: new Uint8Array([0]) }
}

/** Bytes that a text column would spoil. */
function bytes(value: number): Uint8Array {
  return new Uint8Array([0, 255, value, 0, 128, 39])
}

function batch(room: string, seq: number): RoomBatch {
  return { room, seq, update: bytes(seq), claims: [], fence: 0 }
}
