import { scryptSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLoggerTo } from '../logger.ts'
import { openContext } from '../open-context.ts'
import { openSqliteStorage, type TestStorage } from '../testing/databases.ts'
import { testConfig } from '../testing/open-test-app.ts'
import { openTestBackground } from '../testing/test-background.ts'

const PASSWORD = 'dix lettres au moins'
/** What the library asks of scrypt: 32 MB and about a tenth of a second for each guess. */
const COST = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 }

let storage: TestStorage
let opened: Awaited<ReturnType<typeof openContext>>
beforeAll(async () => {
  storage = await openSqliteStorage()
  const logger = createLoggerTo({ write: () => undefined })
  opened = await openContext(testConfig(storage), logger, { background: openTestBackground() })
})
afterAll(async () => {
  await opened?.close()
  await storage?.remove()
})

test('a password is kept by scrypt at full cost, with a salt of its own', async () => {
  const { sessions } = opened.context
  const [one, other] = await Promise.all([sessions.hashPassword(PASSWORD), sessions.hashPassword(PASSWORD)])
  expect(one).not.toBe(other)
  const [salt = '', key = ''] = one.split(':')
  expect(salt).toMatch(/^[0-9a-f]{32}$/)
  expect(scryptSync(PASSWORD, salt, 64, COST).toString('hex')).toBe(key)
})
