import { TEMPLATES } from '@tablee/templates'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createPerson } from '../accounts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

let storage: TestStorage
let server: TestApp
let cookie: string
beforeEach(async () => {
  const sqlite = DATABASES.find((database) => database.name === 'sqlite')
  if (!sqlite) throw new Error('SQLite is missing')
  storage = await sqlite.open()
  server = await openTestApp(storage)
  cookie = (await createPerson(server.context, { name: 'Personne' })).cookie
})
afterEach(async () => {
  await server.close()
  await storage.remove()
})

const get = (url: string, headers: Record<string, string> = { cookie }) => server.app.inject({ url, headers })

test('the methods are listed with their texts in every language', async () => {
  const { templates } = (await get('/api/templates')).json<{ templates: unknown[] }>()
  expect(templates).toHaveLength(TEMPLATES.length)
  expect(templates[0]).toEqual({
    id: 'needs-macro-micro',
    version: '1.0.2',
    family: 'needs',
    title: TEMPLATES[0]?.title,
    purpose: TEMPLATES[0]?.purpose,
    durationMin: 75,
    zones: 8,
    own: null,
  })
})

test('a method is given with its steps and zones', async () => {
  expect((await get('/api/templates/change-plan')).json()).toEqual(
    TEMPLATES.find((template) => template.id === 'change-plan'),
  )
})

test('a method that is not shipped is not found', async () => {
  expect((await get('/api/templates/nothing')).statusCode).toBe(404)
})

test('nobody reads the methods without being signed in', async () => {
  expect((await get('/api/templates', {})).statusCode).toBe(401)
  expect((await get('/api/templates/change-plan', {})).statusCode).toBe(401)
})
