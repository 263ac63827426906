import { once } from 'node:events'
import { fdatasync, fstatSync, statSync } from 'node:fs'
import { copyFile, mkdtemp, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import SqliteDatabase from 'better-sqlite3'
import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sqliteDirect } from './direct-sql.ts'
import { DurableSqliteDialect } from './durable-sqlite-dialect.ts'
import type { Database } from './schema.ts'
import { WalOnDisk } from './wal-on-disk.ts'

let folder: string
let file: string
let database: SqliteDatabase.Database
let db: Kysely<unknown>
/** What the disk does with the next sync; it obeys when there is nothing. */
let disk: ((fd: number) => Promise<void>)[]
let syncs: number
let wal: WalOnDisk

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tablee-durable-'))
  file = join(folder, 'pile.db')
  database = new SqliteDatabase(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  disk = []
  syncs = 0
  const sync = (fd: number) => {
    syncs++
    return (disk.shift() ?? promisify(fdatasync))(fd)
  }
  wal = new WalOnDisk(database, sync)
  db = new Kysely({ dialect: new DurableSqliteDialect(database, wal) })
  await sql`create table pile (id integer primary key)`.execute(db)
  await put(0)
  syncs = 0
})
afterEach(async () => {
  await db.destroy()
  await rm(folder, { recursive: true, force: true })
})

const put = (id: number) => sql`insert into pile (id) values (${id}) on conflict do nothing`.execute(db)
const ids = async () =>
  (await sql<{ id: number }>`select id from pile order by id`.execute(db)).rows.map(({ id }) => id)
/** What is in the database file itself. */
async function idsWithoutLog(): Promise<number[]> {
  await copyFile(file, `${file}-copy`)
  const copy = new SqliteDatabase(`${file}-copy`)
  const tables = copy.prepare("select name from sqlite_schema where name = 'pile'").all()
  const found = tables.length === 0 ? [] : copy.prepare<[], number>('select id from pile').pluck().all()
  copy.close()
  return found
}
const fails = () => Promise.reject(new Error('EIO: the disk'))

test('whoever wrote is answered when it is on the disk, and others are served meanwhile', async () => {
  const written = withResolvers()
  disk.push((fd) => {
    expect(fstatSync(fd).ino).toBe(statSync(`${file}-wal`).ino)
    return written.promise
  })
  let answered = false
  const writing = put(1).then(() => {
    answered = true
  })
  expect(await ids()).toEqual([0, 1])
  expect(answered).toBe(false)
  written.resolve()
  await writing
})

test('whoever read what is still on its way to the disk can wait for it, also when the disk fails', async () => {
  const direct = sqliteDirect(database, db as Kysely<Database>, wal)
  await direct.settled()
  const written = withResolvers()
  disk.push(() => written.promise)
  const writing = put(1)
  expect(await ids()).toEqual([0, 1])
  let settled = false
  const waiting = direct.settled().then(() => {
    settled = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect(settled).toBe(false)
  written.resolve()
  await Promise.all([waiting, writing])
  const broken = withResolvers()
  disk.push(() => broken.promise.then(fails))
  const before = syncs
  const failing = expect(put(2)).rejects.toThrow('EIO')
  while (syncs === before) await new Promise((resolve) => setImmediate(resolve))
  const settling = direct.settled()
  broken.resolve()
  await failing
  await settling
  // the sync proved nothing: it is there because it was written to the database file
  expect(await idsWithoutLog()).toEqual([0, 1, 2])
})

test('a transaction waits once, for all that it wrote', async () => {
  await db.transaction().execute(async (on) => {
    for (const id of [1, 2, 3]) await sql`insert into pile (id) values (${id})`.execute(on)
    expect(syncs).toBe(0)
  })
  expect(syncs).toBe(1)
})

test('what was committed while the disk was busy shares the next sync, and does not count as part of the one that ran', async () => {
  const first = withResolvers()
  const second = withResolvers()
  disk.push(
    () => first.promise,
    () => second.promise,
  )
  const early = put(1)
  while (syncs === 0) await new Promise((resolve) => setImmediate(resolve))
  let answered = 0
  const late = [put(2), put(3)].map((writing) => writing.then(() => answered++))
  expect(await ids()).toEqual([0, 1, 2, 3])
  first.resolve()
  await early
  expect(answered).toBe(0)
  second.resolve()
  await Promise.all(late)
  expect(syncs).toBe(2)
})

test('a disk that fails is told to whoever wrote; the same again counts only once all of the log is in the database file', async () => {
  disk.push(fails)
  await expect(put(1)).rejects.toThrow('EIO')
  expect(await idsWithoutLog()).toEqual([])
  // it is stored already, and changes nothing
  await put(1)
  expect(await idsWithoutLog()).toEqual([0, 1])
  await put(2)
  expect(syncs).toBe(2)
})

test('nothing is confirmed while a reader keeps the log from being folded back', async () => {
  const reader = new SqliteDatabase(file)
  reader.exec('begin')
  reader.prepare('select * from pile').all()
  disk.push(fails)
  await expect(put(1)).rejects.toThrow('EIO')
  await expect(put(1)).rejects.toThrow('could not be folded back')
  await expect(put(2)).rejects.toThrow('could not be folded back')
  reader.close()
  await put(2)
  expect(await ids()).toEqual([0, 1, 2])
})

test('a checkpoint that could not run ends no doubt', async () => {
  const reader = new SqliteDatabase(file)
  reader.exec('begin')
  reader.prepare('select * from pile').all()
  disk.push(fails)
  await expect(put(1)).rejects.toThrow('EIO')
  // another program folds the log back, and waits for that reader
  const other = new Worker(
    `const { program, file } = require('node:worker_threads').workerData
    const database = new (require(program))(file, { timeout: 60_000 })
    database.pragma('wal_checkpoint(FULL)')
    database.close()`,
    {
      eval: true,
      workerData: { program: createRequire(import.meta.url).resolve('better-sqlite3'), file },
    },
  )
  const ended = once(other, 'exit')
  const probe = new SqliteDatabase(file)
  const isHeld = () => (probe.pragma('wal_checkpoint(PASSIVE)') as { log: number }[])[0]?.log === -1
  while (!isHeld()) await new Promise((resolve) => setImmediate(resolve))
  await expect(ids()).rejects.toThrow('could not be folded back')
  probe.close()
  reader.close()
  await ended
  expect(await ids()).toEqual([0, 1])
})

test('after the file could not be opened once it is opened again', async () => {
  const path = join(folder, 'other.db')
  const opened = new SqliteDatabase(path)
  opened.pragma('journal_mode = WAL')
  opened.pragma('synchronous = NORMAL')
  // the log is there once something is written
  opened.exec('create table pile (id integer primary key)')
  const other = new Kysely({ dialect: new DurableSqliteDialect(opened, new WalOnDisk(opened)) })
  await rename(`${path}-wal`, `${path}-away`)
  await expect(sql`insert into pile (id) values (0)`.execute(other)).rejects.toThrow('ENOENT')
  await rename(`${path}-away`, `${path}-wal`)
  for (const id of [1, 2]) await sql`insert into pile (id) values (${id})`.execute(other)
  await other.destroy()
})

test('a transaction that the database took back by itself is told as it was', async () => {
  const whole = db.transaction().execute(async (on) => {
    await sql`rollback`.execute(on)
    throw new Error('disk full')
  })
  await expect(whole).rejects.toThrow('disk full')
})

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
