import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiPerson, done, joinAsGuest } from '../running/api.ts'
import { openRaw } from './raw-socket.ts'
import { openStage, SECRET, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(async () => stage?.close())

interface Sent {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly text: string
}

/** A request with any header and any path, which `fetch` would tidy. */
function send(path: string, headers: Record<string, string> = {}, method = 'GET', body?: string | Buffer) {
  const { hostname, port } = new URL(stage.server.url)
  return new Promise<Sent>((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, (answer) => {
      let text = ''
      answer.on('data', (chunk) => {
        text += chunk
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

describe('a page of another site', () => {
  test.each([
    ['its own origin', { origin: 'https://evil.example' }],
    ['no origin to speak of', { origin: 'null' }],
    ['another port', { origin: 'http://localhost:1' }],
    ['a neighbouring site', { 'sec-fetch-site': 'same-site' }],
    ['a navigation', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
  ])('changes nothing with her cookie from %s', async (_, headers) => {
    const { coach, ids } = stage
    for (const [method, path] of [
      ['POST', `/api/cases/${ids.case}/publish`],
      ['DELETE', '/api/session'],
      ['POST', '/api/demo'],
      ['DELETE', `/api/memberships/${ids.membership}`],
    ] as const) {
      const { status, text } = await send(path, { ...headers, cookie: coach.cookie() }, method)
      expect([status, JSON.parse(text).error.code]).toEqual([403, 'origin_refused'])
    }
    expect((await coach.get('/api/session')).body.person).not.toBeNull()
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'image/png',
  ])('nor does a form of type %s', async (type) => {
    const body = JSON.stringify({ name: 'Repris' })
    const headers = { cookie: stage.coach.cookie(), 'content-type': type }
    const { status } = await send('/api/programmes', headers, 'POST', body)
    expect([400, 415]).toContain(status)
  })
})

describe('a request that lies', () => {
  test('about the host gets no forwarded address into a link', async () => {
    const answer = await send('/api/config', {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    })
    expect(answer.text).not.toContain('evil.example')
    expect(JSON.parse(answer.text).publicUrl).toBe(stage.server.url)
  })

  test.each([
    '/cas/..%2f..%2fpackage.json',
    '/cas/%2e%2e/package.json',
    '/cas/a.svg.json',
    '/cas/a%00.json',
    '/cas/%0d%0aset-cookie:x=y',
    '/cas/A.svg',
    '/cas/a.pdf',
    '/cas/a/verification.json',
    '/cas/a/..%2f..%2fsecret.key/carte.png',
    '/cas/a%00/carte.png',
    '/cas/a/carte.png/..%2fverification.json',
    '/cas/assets/..%2f..%2f..%2fpackage.json',
    '/api/snapshots/..%2f..%2fsecret.key.svg',
    '/api/snapshots/%2e%2e.svg',
    '/api/snapshots/a.svg.svg',
    '/api//boards',
    '/..%2f..%2fpackage.json',
    '/assets/..%2f..%2f..%2f..%2fetc%2fpasswd',
    '/.sources',
    '/api/templates/__proto__',
    '/api/templates/constructor',
    `/cas/${'a'.repeat(200)}`,
  ])('about the path %s finds nothing', async (path) => {
    const answer = await send(path, { cookie: stage.coach.cookie() })
    expect([400, 404, 414]).toContain(answer.status)
    expect(answer.text).not.toMatch(/"workspaces"|root:x|FST_/)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  test.each([
    ['a name', '/api/programmes', { name: 'X', id: 'chosen-by-me' }],
    ['a role', '/api/session/person', { name: 'X', kind: 'account', role: 'admin' }],
    ['a prototype', '/api/programmes', JSON.parse('{"name":"X","__proto__":{"admin":true}}')],
    ['an invisible name', '/api/programmes', { name: '\u200b\u200d\u2060' }],
    ['a name with a line end of its own', '/api/programmes', { name: 'a\u2028b' }],
  ])('about the fields beside %s is refused', async (_, path, body) => {
    const method = path.endsWith('person') ? 'PATCH' : 'POST'
    const { status, body: answer } = await stage.coach.send(method, path, body)
    expect([
      status,
      answer.error.code === 'request_invalid' || answer.error.code === 'json_malformed',
    ]).toEqual([400, true])
  })

  test('about its size is refused before it is read', async () => {
    const headers = { cookie: stage.coach.cookie(), 'content-type': 'application/json' }
    const { status } = await send('/api/programmes', headers, 'POST', Buffer.alloc(1_100_000, 32))
    expect(status).toBe(413)
  })
})

describe('an invitation', () => {
  test('to a funder does not name what she pays for', async () => {
    const { url } = await done(
      stage.coach.send('POST', '/api/invitations', {
        role: 'funder',
        scopeKind: 'cohort',
        scopeId: stage.ids.cohort,
      }),
    )
    const token = new URL(url).hash.replace('#j=', '')
    const preview = await apiPerson(stage.server.url).send('POST', '/api/invitations/preview', { token })
    expect(preview.body).toEqual({
      role: 'funder',
      scopeKind: 'cohort',
      scopeName: '',
      asksPassword: false,
      workshop: null,
    })
  })

  test('is not made to more than one may give, nor into a place of another kind', async () => {
    const { facilitator, ids, attackers } = stage
    const invite = (person: typeof facilitator, role: string, scopeKind: string, scopeId: string) =>
      person
        .send('POST', '/api/invitations', { role, scopeKind, scopeId })
        .then(({ body }) => body.error?.code)
    expect(await invite(facilitator, 'coach', 'cohort', ids.cohort)).toBe('not_found')
    expect(await invite(facilitator, 'expert', 'board', ids.board)).toBe('role_not_grantable')
    expect(await invite(facilitator, 'coach', 'board', ids.board)).toBe('role_scope_mismatch')
    expect(await invite(attackers['other coach'], 'coach', 'cohort', ids.cohort)).toBe('not_found')
    expect(await invite(attackers['other coach'], 'admin', 'instance', 'instance')).toBe('forbidden')
  })

  test('is not guessed: the codes are counted, and a token is bound to its own invitation', async () => {
    const guesser = apiPerson(stage.server.url)
    const { token } = stage.invitation
    const swapped = `${stage.ids.board}.${token.split('.')[1]}`
    expect((await guesser.send('POST', '/api/invitations/preview', { token: swapped })).status).toBe(404)
    const statuses = new Set<number>()
    for (let at = 0; at < 61; at++)
      statuses.add((await guesser.send('POST', '/api/invitations/preview', { code: 'ZZZZZZ' })).status)
    expect([...statuses]).toEqual([404, 429])
    expect((await guesser.send('POST', '/api/invitations/preview', { token })).status).toBe(200)
  })
})

test('what is typed into the public search comes back as text, under a policy that runs nothing', async () => {
  const hostile = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
  const { status, headers, text } = await send(
    `/cas?q=${encodeURIComponent(hostile)}&sector=%22%3E%3Cb%3E&lang=%3Cb%3E`,
  )
  expect(status).toBe(200)
  expect(text).toContain('&lt;script&gt;')
  expect(text).not.toMatch(/<script|<img|<b>/)
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'/)
  expect(headers['content-security-policy']).not.toContain('script-src')
  expect((await send('/cas.json')).headers['content-type']).toBe('application/json; charset=utf-8')
})

test('somebody who signs in after another in the same browser ends the other’s open boards', async () => {
  const { server, coach, ids } = stage
  const guest = await joinAsGuest(server, coach, {
    name: 'Passagère',
    role: 'participant',
    scopeKind: 'board',
    scopeId: ids.board,
  })
  const socket = await openRaw(server, ids.board, { person: guest })
  await done(
    guest.send('POST', '/api/session', { email: 'alix@example.org', password: 'une phrase de passe' }),
  )
  expect(await socket.closed).toBe(4501)
})

test('nothing that was sent is in the log', () => {
  expect(stage.server.output()).not.toMatch(new RegExp(`${SECRET}|Repris|evil|Passagère|phrase de passe`))
})
