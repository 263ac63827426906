import { describe, expect, test } from 'vitest'
import { DATABASES } from '../testing/databases.ts'
import { openTestApp } from '../testing/open-test-app.ts'
import { createSetupCode, isSetupCode } from './setup-code.ts'
import { createPerson, grant } from './testing.ts'

describe.each(DATABASES)('the set-up code on $name', ({ open }) => {
  test('exists only until there is an administrator, and is another one at each start', async () => {
    const storage = await open()
    const server = await openTestApp(storage)
    const first = (await createSetupCode(server.context)).current()
    expect(first).toMatch(/^[\w-]{43}$/)
    expect((await createSetupCode(server.context)).current()).not.toBe(first)
    const { personId } = await createPerson(server.context, { name: 'Ada' })
    await grant(server.context, personId, 'admin', 'instance', 'instance')
    expect((await createSetupCode(server.context)).current()).toBeNull()
    await server.close()
    await storage.remove()
  })
})

test('only the code itself is the code; without one nothing is', () => {
  expect(isSetupCode('the-code', 'the-code')).toBe(true)
  expect(isSetupCode('the-cod', 'the-code')).toBe(false)
  expect(isSetupCode('', null)).toBe(false)
})
