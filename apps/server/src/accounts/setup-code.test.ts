import { describe, expect, test } from 'vitest'
import { DATABASES } from '../testing/databases.ts'
import { openTestApp } from '../testing/open-test-app.ts'
import { createSetupCode, isSetupCode } from './setup-code.ts'
import { createPerson, grant } from './testing.ts'

describe.each(DATABASES)('the set-up code on $name', ({ name, open }) => {
  test('exists only until there is an administrator; only servers that share a database share it', async () => {
    const storage = await open()
    const server = await openTestApp(storage)
    const first = (await createSetupCode(server.context)).current()
    expect(first).toMatch(/^[\w-]{43}$/)
    const second = (await createSetupCode(server.context)).current()
    expect(second === first).toBe(name === 'postgres')
    const config = { ...server.context.config, secretKey: 'another-secret-0123456789abcdefghij' }
    expect((await createSetupCode({ ...server.context, config })).current()).not.toBe(first)
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
