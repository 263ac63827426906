import { sql } from 'kysely'
import { expect, type TestContext, test } from 'vitest'
import { type DatabaseLine, openDatabaseLine } from '../testing/database-line.ts'
import { DATABASES } from '../testing/databases.ts'
import { type OpenDatabase, openDatabase } from './open-database.ts'

/** A database that is near, and the same at the end of a line that can break. Each test has its own: two wait at once. */
async function openBoth({ onTestFinished }: Pick<TestContext, 'onTestFinished'>): Promise<{
  near: OpenDatabase
  far: OpenDatabase
  line: DatabaseLine
}> {
  const postgres = DATABASES.find(({ name }) => name === 'postgres')
  if (!postgres) throw new Error('PostgreSQL is always there')
  const storage = await postgres.open()
  const line = await openDatabaseLine(storage)
  const near = openDatabase(storage)
  const far = openDatabase(line.storage)
  onTestFinished(async () => {
    line.comeBack()
    await far.db.destroy()
    await near.db.destroy()
    await line.close()
    await storage.remove()
  })
  return { near, far, line }
}

test('a connection that the database ends in a transaction costs that transaction, not the process', async (context) => {
  const { near, far } = await openBoth(context)
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

test.concurrent('a database that went silent is told as such in time, and no connection of that time is used again', async (context) => {
  const { far, line } = await openBoth(context)
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

test.concurrent('a transaction in which the line goes silent ends, and so does the pool', async (context) => {
  const { far, line } = await openBoth(context)
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
})
