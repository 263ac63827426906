import { updateLogContract } from '@tablee/sync/testing'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { migrate } from '../db/migrate.ts'
import { openDatabase } from '../db/open-database.ts'
import { DATABASES } from '../testing/databases.ts'
import { SqlUpdateLog } from './sql-update-log.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

for (const { name, open } of DATABASES) {
  updateLogContract(name, async () => {
    const storage = await open()
    undo.push(() => storage.remove())
    const { db, dialect } = openDatabase(storage)
    undo.push(() => db.destroy())
    await migrate(db, dialect)
    return { log: new SqlUpdateLog(db, dialect), reopen: () => new SqlUpdateLog(db, dialect) }
  })
}

test('on SQLite a commit is on the disk before it is answered', async () => {
  const sqlite = DATABASES.find(({ name }) => name === 'sqlite')
  const storage = await sqlite?.open()
  if (storage === undefined) throw new Error('SQLite is always there')
  undo.push(() => storage.remove())
  const { db } = openDatabase(storage)
  undo.push(() => db.destroy())
  const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(db)
  expect(rows).toEqual([{ synchronous: 2 }]) // FULL
})
