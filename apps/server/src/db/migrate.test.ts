import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { insertNode } from '../nodes/store.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { makeNewer } from '../testing/make-newer.ts'
import { DatabaseNewer } from './database-newer.ts'
import { migrate, missingSteps, OlderServersRun } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { type OpenDatabase, openDatabase } from './open-database.ts'
import { isUniqueViolation } from './unique-violation.ts'

describe.each(DATABASES)('migrations on $name', ({ openEmpty }) => {
  let storage: TestStorage
  let opened: OpenDatabase
  beforeEach(async () => {
    storage = await openEmpty()
    opened = openDatabase(storage)
  })
  afterEach(async () => {
    await opened.db.destroy()
    await storage.remove()
  })

  test('run once, in order, on an empty database', async () => {
    expect(await missingSteps(opened.db)).toEqual(Object.keys(MIGRATIONS))
    expect(await migrate(opened.db, opened.dialect)).toEqual(Object.keys(MIGRATIONS))
    expect(await migrate(opened.db, opened.dialect)).toEqual([])
    expect(await missingSteps(opened.db)).toEqual([])
  })

  test('several processes that start at once migrate once', async () => {
    const both = [openDatabase(storage, 'starting'), openDatabase(storage, 'starting')]
    const steps = await Promise.all(both.map(({ db, dialect }) => migrate(db, dialect)))
    for (const { db } of both) await db.destroy()
    expect(steps.flat()).toEqual(Object.keys(MIGRATIONS))
  })

  test('a newer database is refused and left as it is', async () => {
    await migrate(opened.db, opened.dialect)
    await sql`insert into kysely_migration (name, timestamp) values ('999-from-the-future', '2031')`.execute(
      opened.db,
    )
    const refused = migrate(opened.db, opened.dialect)
    await expect(refused).rejects.toBeInstanceOf(DatabaseNewer)
    await expect(refused).rejects.toThrow('999-from-the-future')
    const { rows } = await sql`select name from kysely_migration`.execute(opened.db)
    expect(rows).toHaveLength(Object.keys(MIGRATIONS).length + 1)
  })

  test('a step that fails takes the earlier ones back with it', async () => {
    await sql`create table board (id text)`.execute(opened.db)
    await expect(migrate(opened.db, opened.dialect)).rejects.toThrow('already exists')
    await sql`drop table board`.execute(opened.db)
    expect(await migrate(opened.db, opened.dialect)).toEqual(Object.keys(MIGRATIONS))
  })

  test('a unique key that is taken is told from other failures', async () => {
    await migrate(opened.db, opened.dialect)
    const insert = (id: string) =>
      opened.db
        .insertInto('programme')
        .values({ id, name: 'N', name_key: 'n', created_at: '2031' })
        .execute()
        .then(
          () => null,
          (error: unknown) => error,
        )
    expect(await insert('one')).toBeNull()
    expect(isUniqueViolation(await insert('one'))).toBe(true)
    expect(isUniqueViolation(await insert('two'))).toBe(true)
    const other = await sql`select * from nothing_of_that_name`
      .execute(opened.db)
      .catch((error: unknown) => error)
    expect(other).toBeInstanceOf(Error)
    expect(isUniqueViolation(other)).toBe(false)
  })
})

test('on PostgreSQL a database that servers of an older version use is not changed under them', async () => {
  const postgres = DATABASES.find(({ name }) => name === 'postgres')
  const storage = await postgres?.open()
  if (storage === undefined) throw new Error('PostgreSQL is always there')
  const { db, dialect } = openDatabase(storage)
  await migrate(db, dialect)
  // as an older program leaves it
  await sql`delete from kysely_migration where name = '007-sync-parts'`.execute(db)
  const older = { address: null, schema: '006-cases', keyCheck: 'k', lifeMs: 60_000 }
  await insertNode(db, dialect, { ...older, id: 'one' })
  await insertNode(db, dialect, { ...older, id: 'two' })
  await insertNode(db, dialect, { ...older, id: 'gone', lifeMs: 0 })
  const refused = migrate(db, dialect)
  await expect(refused).rejects.toBeInstanceOf(OlderServersRun)
  await expect(refused).rejects.toThrow('2 servers of an older version run on this database')
  expect(await missingSteps(db)).toEqual(['007-sync-parts'])
  await db.destroy()
  await storage.remove()
})

test('on PostgreSQL a server that slept through an upgrade cannot write after it', async () => {
  const postgres = DATABASES.find(({ name }) => name === 'postgres')
  const storage = await postgres?.open()
  if (storage === undefined) throw new Error('PostgreSQL is always there')
  const asleep = openDatabase(storage)
  const upgrading = openDatabase(storage, 'starting')
  await migrate(upgrading.db, 'postgres')
  // as a program before the newest step left it
  await upgrading.db.schema.dropTable('erasure_case').execute()
  await upgrading.db.schema.dropIndex('case_publication_public_key').execute()
  await upgrading.db.schema.alterTable('case_publication').dropColumn('public_key').execute()
  await sql`delete from kysely_migration where name = '042-narrowed-erased'`.execute(upgrading.db)
  const programme = (id: string) => ({ id, name: id, name_key: id, created_at: '2031' })
  const write = asleep.db.transaction().execute(async (on) => {
    await on.insertInto('programme').values(programme('before')).execute()
    expect(await migrate(upgrading.db, 'postgres')).toEqual(['042-narrowed-erased'])
  })
  await expect(write).rejects.toThrow(/terminat|connection/i)
  expect(await upgrading.db.selectFrom('programme').select('id').execute()).toEqual([])
  // its program knows all steps still: it may go on
  await asleep.db.insertInto('programme').values(programme('after')).execute()

  await makeNewer(storage, '999-from-the-future')
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
    upgrading.db,
  )
  await vi.waitFor(async () => {
    const late = asleep.db.insertInto('programme').values(programme('too late')).execute()
    await expect(late).rejects.toBeInstanceOf(DatabaseNewer)
  }, 10_000)
  await asleep.db.destroy()
  await upgrading.db.destroy()
  await storage.remove()
})
