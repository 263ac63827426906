import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type DatabaseLine, openDatabaseLine } from '../testing/database-line.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { type OpenDatabase, openDatabase } from './open-database.ts'

let storage: TestStorage
let line: DatabaseLine
let near: OpenDatabase
let far: OpenDatabase
beforeEach(async () => {
  const postgres = DATABASES.find(({ name }) => name === 'postgres')
  if (!postgres) throw new Error('PostgreSQL is always there')
  storage = await postgres.open()
  line = await openDatabaseLine(storage)
  near = openDatabase(storage)
  far = openDatabase(line.storage)
})
afterEach(async () => {
  line.comeBack()
  await far.db.destroy()
  await near.db.destroy()
  await line.close()
  await storage.remove()
})

test('a connection that the database ends in a transaction costs that transaction, not the process', async () => {
  const caught: unknown[] = []
  const note = (error: unknown) => caught.push(error)
  process.prependListener('uncaughtException', note)
  for (let round = 0; round < 20; round++) {
    const failed = near.db.transaction().execute(async (on) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(on)
      await sql`select pg_terminate_backend(${rows[0]?.pid}, 1000)`.execute(far.db)
      // half of the time it is noticed only by the next statement
      if (round % 2 === 0) await new Promise(setImmediate)
      await sql`select 1`.execute(on)
    })
    await expect(failed).rejects.toThrow(/terminat|connection/i)
  }
  await sql`select 1`.execute(near.db)
  process.off('uncaughtException', note)
  expect(caught).toEqual([])
})

test('a database that went silent is told as such in time, and no connection of that time is used again', async () => {
  // more than the pool has: some wait for a connection, some for an answer
  const ask = () => Promise.allSettled(Array.from({ length: 15 }, () => sql`select 1`.execute(far.db)))
  await ask()
  line.goSilent()
  const began = performance.now()
  const told = await ask()
  expect(performance.now() - began).toBeLessThan(20_000)
  expect(told.map(({ status }) => status)).toEqual(told.map(() => 'rejected'))
  // what it did not answer then it never will: only a connection that is new can
  line.forget()
  line.comeBack()
  const answered = await ask()
  expect(answered.map(({ status }) => status)).toEqual(answered.map(() => 'fulfilled'))
})

test('a transaction in which the line goes silent ends, and so does the pool', async () => {
  const failed = far.db.transaction().execute(async (on) => {
    await sql`select 1`.execute(on)
    line.goSilent()
    await sql`select 1`.execute(on)
  })
  const began = performance.now()
  await expect(failed).rejects.toThrow()
  expect(performance.now() - began).toBeLessThan(20_000)
  line.forget()
  await far.db.destroy()
  far = openDatabase(line.storage)
})
