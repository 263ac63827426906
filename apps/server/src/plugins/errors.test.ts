import { ERROR_SENTENCES } from '@tablee/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPerson } from '../accounts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

let storage: TestStorage
let server: TestApp
let cookie: string

beforeAll(async () => {
  const [sqlite] = DATABASES
  if (!sqlite) throw new Error('there is a database')
  storage = await sqlite.open()
  server = await openTestApp(storage)
  server.app.get('/api/broken', async () => {
    throw new Error('a message with somebody’s words')
  })
  server.app.get('/api/full', async () => {
    throw Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' })
  })
  server.app.get<{ Params: { code: string } }>('/api/failing/:code', async (request) => {
    throw Object.assign(new Error('storage failed'), { code: request.params.code })
  })
  cookie = (await createPerson(server.context, { name: 'Guy' })).cookie
})
afterAll(async () => {
  await server.close()
  await storage.remove()
})

const post = (url: string, payload: string, headers: Record<string, string> = {}) =>
  server.app.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': 'application/json', cookie, ...headers },
  })

test.each(['fr', 'nl', 'en'] as const)('a refusal has a sentence in %s', async (lang) => {
  const answer = await post('/api/session', '{', { 'accept-language': lang })
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toEqual({
    error: { code: 'json_malformed', message: ERROR_SENTENCES[lang].json_malformed },
  })
  expect(answer.headers['cache-control']).toBe('no-store')
})

test.each([
  ['no JSON at all', 'name=x', 'json_malformed'],
  ['half of it', '{"name":', 'json_malformed'],
  ['nothing', '', 'json_malformed'],
  ['a list', '[]', 'request_invalid'],
  ['a text', '"x"', 'request_invalid'],
  ['null', 'null', 'request_invalid'],
  ['a wrong type', '{"name":3}', 'request_invalid'],
  ['a missing field', '{}', 'request_invalid'],
  ['an unknown field', '{"name":"P","admin":true}', 'request_invalid'],
  ['an invisible character', '{"name":"P\\u202e"}', 'request_invalid'],
  ['a prototype', '{"name":"P","__proto__":{"admin":true}}', 'json_malformed'],
])('a body that is %s is refused and nothing is written', async (_, payload, code) => {
  const answer = await post('/api/programmes', payload)
  expect([answer.statusCode, answer.json().error.code]).toEqual([400, code])
  expect(await server.context.db.selectFrom('programme').select('id').execute()).toEqual([])
})

test('each field that does not fit is named with what is wrong', async () => {
  const answer = await post('/api/session', '{"email":"x","password":3,"more":1}')
  expect(answer.json().error).toMatchObject({
    code: 'request_invalid',
    fields: [
      { path: 'email', problem: 'invalid_format' },
      { path: 'password', problem: 'invalid_type' },
      { path: '', problem: 'unrecognized_keys' },
    ],
  })
})

test('an id of another form is refused before the database is asked', async () => {
  const answer = await server.app.inject({ url: "/api/cohorts/a'%20or%201=1", headers: { cookie } })
  expect(answer.json().error).toMatchObject({ code: 'request_invalid', fields: [{ path: 'id' }] })
})

test('a body above 1 MiB and a body that is not JSON are refused', async () => {
  const large = await post('/api/programmes', JSON.stringify({ name: 'x'.repeat(1024 * 1024) }))
  expect([large.statusCode, large.json().error.code]).toEqual([413, 'payload_too_large'])
  const form = await post('/api/programmes', 'name=x', {
    'content-type': 'application/x-www-form-urlencoded',
  })
  expect([form.statusCode, form.json().error.code]).toEqual([415, 'unsupported_media_type'])
})

test('an unknown address is an ordinary not_found', async () => {
  const answer = await server.app.inject('/api/nothing-here')
  expect([answer.statusCode, answer.json().error.code]).toEqual([404, 'not_found'])
})

test('what breaks in the server is logged without its message and told to nobody', async () => {
  const answer = await server.app.inject('/api/broken')
  expect([answer.statusCode, answer.json().error.code]).toEqual([500, 'internal'])
  expect(answer.body).not.toContain('somebody')
  expect(server.logged()).toContain('"code":"internal"')
  expect(server.logged()).not.toContain('somebody')
})

test('a full disk is told as such', async () => {
  const answer = await server.app.inject('/api/full')
  expect([answer.statusCode, answer.json().error.code]).toEqual([503, 'storage_unavailable'])
})

test.each(['SQLITE_IOERR_WRITE', 'ENOSPC', 'EFBIG', '53100', '53300', '57P01', '08006', 'ECONNREFUSED'])(
  'storage that fails with %s is told as such',
  async (code) => {
    const answer = await server.app.inject(`/api/failing/${code}`)
    expect([answer.statusCode, answer.json().error.code]).toEqual([503, 'storage_unavailable'])
  },
)

test.each(['SQLITE_CONSTRAINT', '23505', '42P01'])(
  'a statement that fails with %s is a mistake of ours',
  async (code) => {
    expect((await server.app.inject(`/api/failing/${code}`)).json().error.code).toBe('internal')
  },
)

test('a text that PostgreSQL cannot keep is refused; nothing is broken', async () => {
  const postgres = await DATABASES.find(({ name }) => name === 'postgres')?.open()
  if (!postgres) throw new Error('PostgreSQL is always there')
  const other = await openTestApp(postgres)
  const person = await createPerson(other.context, { name: 'Guy' })
  const answer = await other.app.inject({
    url: '/api/invitations?scopeKind=cohort&scopeId=%00',
    headers: { cookie: person.cookie },
  })
  expect([answer.statusCode, answer.json().error.code]).toEqual([400, 'request_invalid'])
  await other.close()
  await postgres.remove()
})
