import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

let storage: TestStorage
let server: TestApp

beforeEach(async () => {
  const [sqlite] = DATABASES
  if (!sqlite) throw new Error('there is a database')
  storage = await sqlite.open()
  server = await openTestApp(storage)
})
afterEach(async () => {
  await server.close()
  await storage.remove()
})

const reopen = async (publicUrl: string) => {
  await server.close()
  server = await openTestApp(storage, { config: { publicUrl, publicUrlGiven: true } })
}
const signOutFrom = async (headers: Record<string, string>) =>
  (await server.app.inject({ method: 'DELETE', url: '/api/session', headers })).statusCode

test('without PUBLIC_URL a change must come from the host that it is sent to', async () => {
  const host = 'localhost:3000'
  expect(await signOutFrom({ host, origin: 'http://localhost:3000' })).toBe(200)
  expect(await signOutFrom({ host, origin: 'http://localhost:4000' })).toBe(403)
  expect(await signOutFrom({ host, origin: 'https://evil.example' })).toBe(403)
  expect(await signOutFrom({ host, origin: 'null' })).toBe(403)
  expect(await signOutFrom({ host, 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await signOutFrom({ host, 'sec-fetch-site': 'same-site' })).toBe(403)
  expect(await signOutFrom({ host })).toBe(200)
})

test('with PUBLIC_URL a change must come from there, whatever the host header says', async () => {
  await reopen('https://tablee.example.org')
  expect(await signOutFrom({ host: 'x', origin: 'https://tablee.example.org' })).toBe(200)
  expect(await signOutFrom({ host: 'evil.example', origin: 'https://evil.example' })).toBe(403)
  expect(await signOutFrom({ origin: 'http://tablee.example.org' })).toBe(403)
})

test('reading needs no origin', async () => {
  const answer = await server.app.inject({ url: '/api/config', headers: { origin: 'https://evil.example' } })
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['access-control-allow-origin']).toBeUndefined()
})

test('every answer forbids third parties, frames and sniffing', async () => {
  for (const url of ['/api/config', '/api/nothing-here', '/healthz']) {
    const { headers } = await server.app.inject(url)
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain('ws://localhost:3000')
    expect(policy).not.toMatch(/https:(?!\/\/tablee)|\*|unsafe-eval/)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    })
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['x-powered-by']).toBeUndefined()
  }
})

test('behind https browsers are told to stay there', async () => {
  await reopen('https://tablee.example.org')
  const { headers } = await server.app.inject('/healthz')
  expect(headers['strict-transport-security']).toContain('max-age=15552000')
  expect(String(headers['content-security-policy'])).toContain('wss://tablee.example.org')
})

test("what the API answers about a person is kept in nobody's cache", async () => {
  for (const url of ['/api/session', '/api/programmes'])
    expect((await server.app.inject(url)).headers['cache-control']).toBe('no-store')
})

test('the API describes itself', async () => {
  const answer = await server.app.inject('/api/docs/json')
  expect(answer.statusCode).toBe(200)
  const { paths } = answer.json()
  expect(Object.keys(paths['/api/session']).sort()).toEqual(['delete', 'get', 'post'])
  for (const path of [
    '/api/config',
    '/api/setup',
    '/api/session/person',
    '/api/session/password',
    '/api/session/account',
    '/api/programmes',
    '/api/programmes/{id}',
    '/api/programmes/{id}/cohorts',
    '/api/cohorts/{id}',
    '/api/cohorts/{id}/organisations',
    '/api/cohorts/{id}/people',
    '/api/organisations/{id}',
    '/api/memberships/{id}',
    '/api/invitations',
    '/api/invitations/{id}',
    '/api/invitations/preview',
    '/api/invitations/join',
  ])
    expect(paths).toHaveProperty([path])
  expect((await server.app.inject('/api/docs/')).statusCode).toBe(200)
})

test('the process and its storage say that they are well', async () => {
  expect((await server.app.inject('/healthz')).json()).toEqual({ ok: true })
  expect((await server.app.inject('/readyz')).json()).toEqual({ ok: true, down: [] })
})

test('a database that is gone makes the server not ready, and says which part', async () => {
  await server.context.db.destroy()
  const answer = await server.app.inject('/readyz')
  expect([answer.statusCode, answer.json()]).toEqual([503, { ok: false, down: ['database'] }])
})

test('files that cannot be written make the server not ready, and the answer names them', async () => {
  const folder = join(server.context.config.dataDir, 'files')
  await rm(folder, { recursive: true, force: true })
  // a file where the folder should be: nobody, root included, can write below it
  await writeFile(folder, '')
  const answer = await server.app.inject('/readyz')
  expect([answer.statusCode, answer.json()]).toEqual([503, { ok: false, down: ['files'] }])
})
