import type { PeerMatch } from '@tablee/sync'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ListenDeaf } from '../db/listen.ts'
import { type OpenDatabase, openDatabase } from '../db/open-database.ts'
import { openDatabaseLine } from '../testing/database-line.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { type Kicks, ownKicks } from './kicks.ts'
import { postgresKicks } from './postgres-kicks.ts'

const EVENT_MS = 10_000

/** What one process was told to close. */
interface Heard {
  readonly kicks: Kicks
  readonly heard: { who: PeerMatch; code: string }[]
  missed: number
}

/** What all kicks must do; `open` gives the processes there are. */
function kicksContract(name: string, open: () => Promise<Heard[]>): void {
  describe(`kicks: ${name}`, () => {
    let all: Heard[]
    beforeEach(async () => {
      all = await open()
    })

    test('reach the own sockets before the call returns', () => {
      all[0]?.kicks.send({ authorId: 'ada' }, 'rights_changed')
      expect(all[0]?.heard).toEqual([{ who: { authorId: 'ada' }, code: 'rights_changed' }])
    })

    test('reach every process', async () => {
      const sent = [
        { who: { authorId: 'ada' }, code: 'rights_changed' },
        { who: { room: 'b1' }, code: 'room_missing' },
        { who: {}, code: 'rights_changed' },
      ] as const
      for (const { who, code } of sent) all[0]?.kicks.send(who, code)
      await all[0]?.kicks.close()
      // told again when the database was slow to answer, and in any order: each stands for itself
      const told = ({ heard }: Heard) => new Set(heard.map((kick) => JSON.stringify(kick)))
      const expected = new Set(sent.map((kick) => JSON.stringify(kick)))
      for (const one of all) await vi.waitFor(() => expect(told(one)).toEqual(expected), EVENT_MS)
      expect(all.map(({ missed }) => missed)).toEqual(all.map(() => 0))
    })
  })
}

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

kicksContract('a process alone', async () => {
  const heard: Heard['heard'] = []
  return [{ heard, missed: 0, kicks: ownKicks({ kick: (who, code) => heard.push({ who, code }) }) }]
})

async function openPostgres(): Promise<TestStorage & { url: string }> {
  const storage = await DATABASES.find(({ name }) => name === 'postgres')?.open()
  if (!storage?.databaseUrl) throw new Error('PostgreSQL is always there')
  undo.push(() => storage.remove())
  return { ...storage, url: storage.databaseUrl }
}

async function process(
  storage: TestStorage & { url: string },
): Promise<Heard & { database: OpenDatabase; troubles: number }> {
  const database = openDatabase(storage)
  undo.push(() => database.db.destroy())
  const heard: Heard['heard'] = []
  const logger = {
    warn() {
      one.troubles += 1
    },
  }
  const kicks = await postgresKicks(
    { databaseUrl: storage.url, db: database.db, logger },
    {
      kick: (who, code) => heard.push({ who, code }),
      missed: () => {
        one.missed += 1
      },
    },
  )
  undo.push(() => kicks.close())
  const one = { kicks, heard, missed: 0, troubles: 0, database }
  return one
}

kicksContract('PostgreSQL', async () => {
  const storage = await openPostgres()
  return [await process(storage), await process(storage), await process(storage)]
})

test('a process whose connection broke lets everybody come back, and hears again', async () => {
  const storage = await openPostgres()
  const [deaf, other] = [await process(storage), await process(storage)]
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tablee-listen' and datname = current_database()`.execute(
    other.database.db,
  )
  await vi.waitFor(() => expect([deaf.missed, other.missed]).toEqual([1, 1]), EVENT_MS)
  other.kicks.send({ authorId: 'ada' }, 'rights_changed')
  await vi.waitFor(() => expect(deaf.heard).toHaveLength(1), EVENT_MS)
})

test('a connection that went silent is noticed, and counts as missed when it is back', async () => {
  const storage = await openPostgres()
  const line = await openDatabaseLine(storage)
  undo.push(() => line.close())
  const [deaf, other] = [await process({ ...storage, url: line.storage.databaseUrl }), await process(storage)]
  line.goSilent()
  line.forget()
  other.kicks.send({ authorId: 'ada' }, 'rights_changed')
  await vi.waitFor(() => expect(deaf.troubles).toBe(1), 20_000)
  line.comeBack()
  await vi.waitFor(() => expect(deaf.missed).toBe(1), EVENT_MS)
  other.kicks.send({ authorId: 'bo' }, 'rights_changed')
  await vi.waitFor(() => expect(deaf.heard).toHaveLength(1), EVENT_MS)
})

test('a connection over which nothing is heard is refused at the start', async () => {
  const storage = await openPostgres()
  // as a pooler does that gives each transaction another connection: the statement is answered, and forgotten
  const forgetful = (bytes: Buffer) =>
    Buffer.from(bytes.toString('latin1').replace(/listen "([^"]*)"/g, "select '$1'"), 'latin1')
  const line = await openDatabaseLine(storage, forgetful)
  undo.push(() => line.close())
  await expect(process({ ...storage, url: line.storage.databaseUrl })).rejects.toBeInstanceOf(ListenDeaf)
})

test('what it cannot read counts as missed', async () => {
  const one = await process(await openPostgres())
  await sql`select pg_notify('tablee_kick', '{"code":"not one of ours"}')`.execute(one.database.db)
  await vi.waitFor(() => expect(one.missed).toBe(1), EVENT_MS)
})
