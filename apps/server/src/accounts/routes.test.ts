import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, TEST_SETUP_CODE, type TestApp } from '../testing/open-test-app.ts'
import { cookieOf, createPerson, grant, TEST_PASSWORD } from './testing.ts'

const ADMIN = {
  code: TEST_SETUP_CODE,
  name: 'Ada Première',
  email: 'Ada@Example.org',
  password: 'dix lettres au moins',
}

describe.each(DATABASES)('accounts on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp

  beforeEach(async () => {
    storage = await open()
    server = await openTestApp(storage)
  })
  afterEach(async () => {
    await server.close()
    await storage.remove()
  })

  const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
    server.app.inject({ method: 'POST', url, payload, headers })
  const session = async (cookie: string) =>
    (await server.app.inject({ url: '/api/session', headers: { cookie } })).json()

  test('the set-up code makes the first administrator and signs her in, once', async () => {
    expect((await server.app.inject('/api/setup')).json()).toEqual({ needed: true })
    const answer = await post('/api/setup', ADMIN, { 'accept-language': 'nl' })
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toMatchObject({
      person: { name: 'Ada Première', email: 'ada@example.org', kind: 'account', lang: 'nl' },
      memberships: [{ role: 'admin', scopeKind: 'instance', scopeId: 'instance' }],
    })
    expect(await session(cookieOf(answer.headers['set-cookie']))).toEqual(answer.json())
    expect((await server.app.inject('/api/setup')).json()).toEqual({ needed: false })
    const again = await post('/api/setup', { ...ADMIN, email: 'other@example.org' })
    expect([again.statusCode, again.json().error.code]).toEqual([409, 'setup_done'])
  })

  test('of two set-ups at the same moment one succeeds', async () => {
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((name) => post('/api/setup', { ...ADMIN, email: `${name}@example.org` })),
    )
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([201, 409, 409])
    const people = await server.context.db.selectFrom('person').select('id').execute()
    expect(people).toHaveLength(1)
  })

  test('a wrong set-up code is refused, and guessing ends', async () => {
    const guess = () => post('/api/setup', { ...ADMIN, code: 'wrong-wrong-wrong-wrong' })
    const first = await guess()
    expect([first.statusCode, first.json().error.code]).toEqual([403, 'setup_code_wrong'])
    for (let tries = 1; tries < 20; tries++) await guess()
    const limited = await guess()
    expect([limited.statusCode, limited.json().error.code]).toEqual([429, 'rate_limited'])
    expect((await post('/api/setup', ADMIN)).statusCode).toBe(429)
  })

  test('the session cookie is out of reach of scripts and other sites, and Secure behind https', async () => {
    const lines = [(await post('/api/setup', ADMIN)).headers['set-cookie']].flat()
    expect(lines).toHaveLength(1)
    const [pair, ...attributes] = String(lines[0]).split('; ')
    expect(pair).toMatch(/^tablee\.session=.{40,}$/)
    expect(attributes.sort()).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Lax'])
    await server.close()
    server = await openTestApp(storage, {
      config: { publicUrl: 'https://tablee.example.org', publicUrlGiven: true },
    })
    const secure = await post('/api/session', { email: ADMIN.email, password: ADMIN.password })
    expect(String(secure.headers['set-cookie'])).toMatch(/^tablee\.session=.*; Secure/)
  })

  test('signing in needs the right address and password, and tells nothing else', async () => {
    const { email } = await createPerson(server.context, { name: 'Coralie', kind: 'account' })
    const right = await post('/api/session', { email: email?.toUpperCase(), password: TEST_PASSWORD })
    expect([right.statusCode, right.json().person.name]).toEqual([200, 'Coralie'])
    const wrong = await post('/api/session', { email, password: 'not this one' })
    const unknown = await post('/api/session', { email: 'nobody@example.org', password: 'not this one' })
    expect([wrong.statusCode, wrong.json().error.code]).toEqual([401, 'credentials_wrong'])
    expect(unknown.json()).toEqual(wrong.json())
    expect(wrong.headers['set-cookie']).toBeUndefined()
  })

  test('signing in begins a new session and ends the one that the browser came with', async () => {
    const { email, cookie } = await createPerson(server.context, { name: 'Coralie', kind: 'account' })
    const signedIn = await post('/api/session', { email, password: TEST_PASSWORD }, { cookie })
    const next = cookieOf(signedIn.headers['set-cookie'])
    expect(next).not.toBe(cookie)
    expect((await session(cookie)).person).toBeNull()
    expect((await session(next)).person.email).toBe(email)
  })

  test('signing out ends the session on the server', async () => {
    const { cookie } = await createPerson(server.context, { name: 'Guy' })
    expect((await session(cookie)).person.name).toBe('Guy')
    const out = await server.app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } })
    expect(out.statusCode).toBe(200)
    expect(String(out.headers['set-cookie'])).toMatch(/^tablee\.session=;.*Max-Age=0/)
    expect((await session(cookie)).person).toBeNull()
    expect(await server.context.db.selectFrom('session').select('id').execute()).toEqual([])
  })

  test('a cookie that the server did not sign is nobody', async () => {
    const { cookie } = await createPerson(server.context, { name: 'Guy' })
    const [token] = decodeURIComponent(cookie.replace('tablee.session=', '')).split('.')
    for (const forged of [
      `tablee.session=${token}`,
      `${cookie.slice(0, -6)}AAAA%3D`,
      'tablee.session=x.y',
      'x',
    ])
      expect(await session(forged)).toEqual({ person: null, memberships: [] })
  })

  test('a session that ran out is nobody; one older than a day is prolonged', async () => {
    const { personId, cookie } = await createPerson(server.context, { name: 'Guy' })
    const expire = (inDays: number) =>
      server.context.db
        .updateTable('session')
        .set({ expires_at: new Date(Date.now() + inDays * 86_400_000).toISOString() })
        .where('person_id', '=', personId)
        .execute()
    const fresh = await server.app.inject({ url: '/api/session', headers: { cookie } })
    expect(fresh.headers['set-cookie']).toBeUndefined()
    await expire(3)
    const renewed = await server.app.inject({ url: '/api/session', headers: { cookie } })
    expect(String(renewed.headers['set-cookie'])).toContain('Max-Age=2592000')
    expect(renewed.json().person.id).toBe(personId)
    await expire(-1)
    expect((await session(cookie)).person).toBeNull()
  })

  test('ten wrong passwords for an address close it to the right one too, for a quarter of an hour', async () => {
    let now = Date.now()
    await server.close()
    server = await openTestApp(storage, { now: () => now })
    const { email } = await createPerson(server.context, { name: 'Coralie', kind: 'account' })
    const other = await createPerson(server.context, { name: 'Odile', kind: 'account' })
    const tries = Array.from({ length: 12 }, () => post('/api/session', { email, password: 'a wrong one' }))
    const codes = (await Promise.all(tries)).map((answer) => answer.statusCode)
    expect(codes.filter((code) => code === 401)).toHaveLength(10)
    const limited = await post('/api/session', { email, password: TEST_PASSWORD })
    expect([limited.statusCode, limited.json().error.code]).toEqual([429, 'rate_limited'])
    expect(limited.json().error.retryAfterSeconds).toBe(900)
    expect(limited.headers['retry-after']).toBe('900')
    expect((await post('/api/session', { email: other.email, password: TEST_PASSWORD })).statusCode).toBe(200)
    now += 15 * 60_000
    expect((await post('/api/session', { email, password: TEST_PASSWORD })).statusCode).toBe(200)
  })

  test('right passwords are not counted: a whole workshop signs in from one network', async () => {
    const { email } = await createPerson(server.context, { name: 'Coralie', kind: 'account' })
    for (let tries = 0; tries < 12; tries++)
      expect((await post('/api/session', { email, password: TEST_PASSWORD })).statusCode).toBe(200)
  })

  test('a new password ends the other sessions and keeps this one', async () => {
    const { email, cookie } = await createPerson(server.context, { name: 'Coralie', kind: 'account' })
    const other = cookieOf(
      (await post('/api/session', { email, password: TEST_PASSWORD })).headers['set-cookie'],
    )
    const next = 'une autre phrase'
    const wrong = await post('/api/session/password', { current: 'not it', next }, { cookie })
    expect([wrong.statusCode, wrong.json().error.code]).toEqual([401, 'credentials_wrong'])
    const changed = await post('/api/session/password', { current: TEST_PASSWORD, next }, { cookie })
    expect(changed.statusCode).toBe(200)
    expect((await session(cookieOf(changed.headers['set-cookie']))).person.email).toBe(email)
    expect((await session(cookie)).person).toBeNull()
    expect((await session(other)).person).toBeNull()
    expect((await post('/api/session', { email, password: TEST_PASSWORD })).statusCode).toBe(401)
    expect((await post('/api/session', { email, password: next })).statusCode).toBe(200)
  })

  test('a guest becomes an account and stays the same person with the same roles', async () => {
    const { personId, cookie } = await createPerson(server.context, { name: 'Guy' })
    await grant(server.context, personId, 'admin', 'instance', 'instance')
    const noPassword = await post('/api/session/password', { current: 'x', next: 'dix lettres' }, { cookie })
    expect(noPassword.json().error.code).toBe('forbidden')
    const become = await post(
      '/api/session/account',
      { email: 'Guy@example.org', password: TEST_PASSWORD },
      { cookie },
    )
    expect(become.json()).toMatchObject({
      person: { id: personId, email: 'guy@example.org', kind: 'account' },
      memberships: [{ role: 'admin' }],
    })
    expect((await session(cookie)).person).toBeNull()
    const again = await post('/api/session', { email: 'guy@example.org', password: TEST_PASSWORD })
    expect(again.json().person.id).toBe(personId)
    const twice = await post(
      '/api/session/account',
      { email: 'guy2@example.org', password: TEST_PASSWORD },
      { cookie: cookieOf(again.headers['set-cookie']) },
    )
    expect(twice.json().error.code).toBe('forbidden')
  })

  test("an address that is somebody else's is refused and the guest stays one", async () => {
    const { email } = await createPerson(server.context, { name: 'Coralie', kind: 'account' })
    const { cookie } = await createPerson(server.context, { name: 'Guy' })
    const taken = await post('/api/session/account', { email, password: TEST_PASSWORD }, { cookie })
    expect([taken.statusCode, taken.json().error.code]).toEqual([409, 'email_taken'])
    expect((await session(cookie)).person).toMatchObject({ kind: 'guest', email: null })
  })

  test('one changes her own name and language', async () => {
    const { cookie } = await createPerson(server.context, { name: 'Guy' })
    const answer = await server.app.inject({
      method: 'PATCH',
      url: '/api/session/person',
      headers: { cookie },
      payload: { name: ' Guylaine ', lang: 'nl' },
    })
    expect(answer.json().person).toMatchObject({ name: 'Guylaine', lang: 'nl' })
    const nothing = await server.app.inject({
      method: 'PATCH',
      url: '/api/session/person',
      headers: { cookie },
      payload: {},
    })
    expect(nothing.json().person.name).toBe('Guylaine')
  })

  test.each([
    ['PATCH', '/api/session/person', { name: 'X' }],
    ['POST', '/api/session/password', { current: 'x', next: 'dix lettres' }],
    ['POST', '/api/session/account', { email: 'x@example.org', password: 'dix lettres' }],
  ] as const)('%s %s needs a session', async (method, url, payload) => {
    const answer = await server.app.inject({ method, url, payload })
    expect([answer.statusCode, answer.json().error.code]).toEqual([401, 'not_signed_in'])
  })

  test("a funder's session does not name her cohort", async () => {
    const { personId, cookie } = await createPerson(server.context, { name: 'Fanny' })
    await grant(server.context, personId, 'funder', 'programme', 'a-programme')
    expect((await session(cookie)).memberships).toMatchObject([{ role: 'funder', scopeName: '' }])
  })

  test('the log holds no address, name, password or token', async () => {
    await post('/api/setup', ADMIN)
    const signedIn = await post('/api/session', { email: ADMIN.email, password: ADMIN.password })
    await post('/api/session', { email: ADMIN.email, password: 'mauvais mot de passe' })
    const token = cookieOf(signedIn.headers['set-cookie']).replace('tablee.session=', '')
    const log = server.logged()
    expect(log).toContain('signed in')
    for (const secret of ['example.org', 'Ada', ADMIN.password, 'mauvais', token, TEST_SETUP_CODE])
      expect(log.toLowerCase()).not.toContain(secret.toLowerCase())
  })

  test('the public configuration holds nothing secret', async () => {
    const headers = { host: 'tablee.local:3000' }
    expect((await server.app.inject({ url: '/api/config', headers })).json()).toEqual({
      version: expect.any(String),
      publicUrl: 'http://tablee.local:3000',
      tldrawLicenseKey: null,
    })
  })
})
