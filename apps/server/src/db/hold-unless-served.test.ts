import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { DataFolderInUse, holdDataFolder } from './hold-data-folder.ts'
import { DatabaseServed, holdUnlessServed } from './hold-unless-served.ts'
import { migrate, missingSteps } from './migrate.ts'
import { openDatabase } from './open-database.ts'

describe.each(DATABASES)('a command beside a server on $name', ({ openEmpty }) => {
  let storage: TestStorage
  let free: () => void
  beforeEach(async () => {
    storage = await openEmpty()
    // as a server of a former version holds it, also one on PostgreSQL
    free = holdDataFolder({ ...storage, databaseUrl: null })
  })
  afterEach(async () => {
    free()
    await storage.remove()
  })

  test('is refused while the database would have to be migrated, and changes nothing', async () => {
    await expect(holdUnlessServed(storage)).rejects.toBeInstanceOf(DatabaseServed)
    const { db } = openDatabase(storage)
    expect(await missingSteps(db)).not.toEqual([])
    await db.destroy()
  })

  test('runs when the database is up to date', async () => {
    const { db, dialect } = openDatabase(storage)
    await migrate(db, dialect)
    await db.destroy()
    const freeNothing = await holdUnlessServed(storage)
    freeNothing()
    expect(() => holdDataFolder({ ...storage, databaseUrl: null })).toThrow(DataFolderInUse)
  })

  test('holds the folder itself when no server runs', async () => {
    free()
    free = await holdUnlessServed(storage)
    expect(() => holdDataFolder({ ...storage, databaseUrl: null })).toThrow(DataFolderInUse)
  })
})
