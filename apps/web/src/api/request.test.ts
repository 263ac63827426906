import i18next from 'i18next'
import { afterEach, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { ApiError } from './api-error.ts'
import { command, read } from './request.ts'

const answerSchema = z.strictObject({ ok: z.literal(true) })

/** The network, and nothing of ours: answers the next request with this. */
function network(answer: Response | Error) {
  const fetchStub = vi.fn<typeof fetch>(async () => {
    if (answer instanceof Error) throw answer
    return answer
  })
  vi.stubGlobal('fetch', fetchStub)
  return fetchStub
}

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })

afterEach(() => vi.unstubAllGlobals())

async function errorOf(promise: Promise<unknown>): Promise<ApiError> {
  const error = await promise.then(
    () => new Error('it was answered'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ApiError)) throw error
  return error
}

test('a command sends JSON and returns the parsed answer', async () => {
  const sent = network(json(200, { ok: true }))
  await expect(command('DELETE', '/api/session', {}, answerSchema)).resolves.toEqual({ ok: true })
  const [path, init] = sent.mock.calls[0] ?? []
  expect(path).toBe('/api/session')
  expect(init).toMatchObject({
    method: 'DELETE',
    body: '{}',
    credentials: 'same-origin',
  })
  expect(new Headers(init?.headers).get('content-type')).toBe('application/json')
})

test('the server is asked to answer in the language of the screen', async () => {
  const sent = network(json(200, { ok: true }))
  await i18next.init({ lng: 'nl' })
  await read('/api/session', answerSchema)
  expect(new Headers(sent.mock.calls[0]?.[1]?.headers).get('accept-language')).toBe('nl')
})

test('an error answer becomes an ApiError with its fields and its waiting time', async () => {
  network(
    json(429, {
      error: {
        code: 'rate_limited',
        message: 'Trop d’essais',
        fields: [{ path: 'email', problem: 'too_big' }],
        retryAfterSeconds: 30,
      },
    }),
  )
  const error = await errorOf(read('/api/session', answerSchema))
  expect(error.code).toBe('rate_limited')
  expect(error.fields).toEqual([{ path: 'email', problem: 'too_big' }])
  expect(error.retryAfterSeconds).toBe(30)
})

test.each([
  [502, 'unavailable'],
  [413, 'payload_too_large'],
  [404, 'not_found'],
  [500, 'internal'],
])('an answer %i of a proxy is read as %s', async (status, code) => {
  network(new Response('<h1>Bad gateway</h1>', { status }))
  expect((await errorOf(read('/api/session', answerSchema))).code).toBe(code)
})

test('no network is said as such', async () => {
  network(new TypeError('Failed to fetch'))
  expect((await errorOf(read('/api/session', answerSchema))).code).toBe('offline')
})

test('an answer of another shape is refused instead of shown', async () => {
  network(json(200, { ok: 'perhaps' }))
  expect((await errorOf(read('/api/session', answerSchema))).code).toBe('answer_unreadable')
})

test('an unknown error code of a newer server is not shown raw', async () => {
  network(json(500, { error: { code: 'brand_new', message: 'x' } }))
  expect((await errorOf(read('/api/session', answerSchema))).code).toBe('internal')
})
