import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { insertNode } from '../nodes/store.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { DatabaseNewer, migrate, missingSteps, OlderServersRun } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { type OpenDatabase, openDatabase } from './open-database.ts'
import { isUniqueViolation } from './unique-violation.ts'

describe.each(DATABASES)('migrations on $name', ({ open }) => {
  let storage: TestStorage
  let opened: OpenDatabase
  beforeEach(async () => {
    storage = await open()
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
    const other = openDatabase(storage)
    const steps = await Promise.all([migrate(opened.db, opened.dialect), migrate(other.db, other.dialect)])
    await other.db.destroy()
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
