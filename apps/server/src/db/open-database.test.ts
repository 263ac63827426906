import { statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RawBuilder, sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type OpenDatabase, openDatabase } from './open-database.ts'
import { WalOnDisk } from './wal-on-disk.ts'

let dataDir: string
let opened: OpenDatabase
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tablee-open-'))
  opened = openDatabase({ databaseUrl: null, dataDir })
})
afterEach(async () => {
  await opened.db.destroy()
  await rm(dataDir, { recursive: true, force: true })
})

const first = async (query: RawBuilder<Record<string, unknown>>) =>
  Object.values((await query.execute(opened.db)).rows[0] ?? {})[0]

test('SQLite keeps foreign keys, and a log that only checkpoints and the dialect bring to the disk', async () => {
  expect(await first(sql`pragma journal_mode`)).toBe('wal')
  expect(await first(sql`pragma synchronous`)).toBe(1) // NORMAL
  expect(await first(sql`pragma foreign_keys`)).toBe(1)
})

test('a commit waits for the disk to have the log, reading does not', async () => {
  await sql`create table pile (id integer primary key)`.execute(opened.db)
  const flush = vi.spyOn(WalOnDisk.prototype, 'flush')
  await sql`insert into pile (id) values (1)`.execute(opened.db)
  expect(flush).toHaveBeenCalledTimes(1)
  await sql`select id from pile`.execute(opened.db)
  expect(flush).toHaveBeenCalledTimes(1)
  flush.mockRestore()
})

test('the write-ahead log does not grow with what is written', async () => {
  await sql`create table pile (id integer primary key, body blob)`.execute(opened.db)
  let largest = 0
  for (let round = 0; round < 120; round++) {
    await sql`insert or replace into pile (id, body) values (${round % 4}, zeroblob(1048576))`.execute(
      opened.db,
    )
    largest = Math.max(largest, statSync(join(dataDir, 'tablee.db-wal')).size)
  }
  expect(largest).toBeGreaterThan(1024 * 1024)
  expect(largest).toBeLessThan(32 * 1024 * 1024)
})
