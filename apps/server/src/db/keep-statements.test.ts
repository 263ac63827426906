import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepStatements } from './keep-statements.ts'

let database: SqliteDatabase.Database
beforeEach(() => {
  database = new SqliteDatabase(':memory:')
  database.exec(
    "create table word (id integer primary key, text text); insert into word (text) values ('a'), ('b')",
  )
})
afterEach(() => database.close())

test('a query that comes again is not compiled again', () => {
  const { prepare } = keepStatements(database)
  expect(prepare('select * from word')).toBe(prepare('select * from word'))
  expect(prepare('select * from word')).not.toBe(prepare('select text from word'))
})

test('a query that is asked while its rows are being read is answered too', () => {
  const { prepare } = keepStatements(database)
  const reading = prepare('select * from word').iterate([])
  expect(reading.next().value).toMatchObject({ text: 'a' })
  expect(prepare('select * from word').all([])).toHaveLength(2)
  expect(reading.next().value).toMatchObject({ text: 'b' })
  expect(reading.next().done).toBe(true)
})

test('a table that was changed is read as it is', () => {
  const { prepare } = keepStatements(database)
  const read = () => prepare('select * from word where id = 1').all([])
  expect(read()).toEqual([{ id: 1, text: 'a' }])
  database.exec("alter table word add column lang text default 'fr'")
  expect(read()).toEqual([{ id: 1, text: 'a', lang: 'fr' }])
  database.exec('drop table word')
  expect(read).toThrow('no such table')
})

test('of many only those that were used last are kept, and none that is very long', () => {
  const { prepare } = keepStatements(database)
  const first = prepare('select 0')
  for (let one = 1; one < 1_000; one += 1) prepare(`select ${one}`)
  expect(prepare('select 0')).not.toBe(first)
  expect(prepare('select 999')).toBe(prepare('select 999'))
  const long = `select '${'a'.repeat(5_000)}'`
  expect(prepare(long)).not.toBe(prepare(long))
})
