import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { registerSecurityHeaders } from './security-headers.ts'
import { registerSite } from './site.ts'

let folder: string
let app: FastifyInstance

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tablee-site-'))
  await mkdir(join(folder, 'assets'))
  for (const name of [
    'index.html',
    'plan.html',
    'early.js',
    'assets/a-1.js',
    'assets/a-1.css',
    'assets/a-1.svg',
  ])
    await writeFile(join(folder, name), `what ${name} holds`)
  await writeFile(join(folder, 'assets/a-1.js.br'), 'compressed')
  app = Fastify()
  await registerSecurityHeaders(app, { publicUrl: 'http://localhost:3000' })
  await registerSite(app, folder)
})
afterEach(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

test('what a page loads carries no headers of documents: on a slow line they take time', async () => {
  for (const [url, encoding] of [
    ['/assets/a-1.js', 'identity'],
    ['/assets/a-1.js', 'br'],
    ['/assets/a-1.css', 'identity'],
  ]) {
    const { statusCode, headers } = await app.inject({ url, headers: { 'accept-encoding': encoding } })
    expect(statusCode).toBe(200)
    expect(headers['content-encoding']).toBe(encoding === 'br' ? 'br' : undefined)
    expect(headers['cache-control']).toContain('immutable')
    expect(headers['content-security-policy']).toBeUndefined()
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    })
  }
})

test('pages, pictures and whatever is not of the build keep all of them', async () => {
  for (const url of ['/', '/tableaux/b1/plan', '/tableaux/b1', '/early.js', '/assets/a-1.svg']) {
    const { statusCode, headers } = await app.inject({ url, headers: { accept: 'text/html' } })
    expect(statusCode, url).toBe(200)
    expect(headers['content-security-policy'], url).toContain("default-src 'none'")
    expect(headers['x-frame-options'], url).toBe('SAMEORIGIN')
  }
})
