import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSqliteStorage, type TestStorage } from '../../testing/databases.ts'
import { openTestApp, type TestApp } from '../../testing/open-test-app.ts'
import { NameReader } from './name-reader.ts'

let storage: TestStorage
let server: TestApp
beforeAll(async () => {
  storage = await openSqliteStorage()
  server = await openTestApp(storage)
})
afterAll(async () => {
  await server?.close()
  await storage?.remove()
})

test('R74 without a folder there is no model, nothing is suspected, and nothing is said', async () => {
  const { names } = server.context
  expect(await names.state()).toBe('not_configured')
  expect(await names.suspects(['Zorglub est passé'])).toEqual([])
  expect(server.logged()).not.toContain('local model')
})

test('R74 a folder without what reads it is told once, by its state, and nothing is suspected', async () => {
  const reader = new NameReader(storage.dataDir, server.context.background, server.app.log)
  expect(await reader.suspects(['Zorglub est passé'])).toEqual([])
  // the library weighs half a gigabyte: it is not among our dependencies
  expect(await reader.state()).toBe('library_not_installed')
  expect(server.logged().match(/the local model of names is not installed/g)).toHaveLength(1)
  expect(server.logged()).not.toContain('Zorglub')
})
