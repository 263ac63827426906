import { expect, test } from 'vitest'
import { createLoggerTo } from './logger.ts'

const SENTENCE = 'La directrice Odile a peur du nouveau logiciel'

/** What is written when `log` logs. */
function logged(log: (logger: ReturnType<typeof createLoggerTo>) => void): string {
  const lines: string[] = []
  log(createLoggerTo({ write: (line) => void lines.push(line) }))
  return lines.join('')
}

test('what people write is hidden wherever an object that holds it is logged', () => {
  for (const key of ['text', 'title', 'name', 'email', 'password', 'token'])
    expect(logged((logger) => logger.info({ board: { id: 'b1', [key]: SENTENCE } }, 'event'))).toContain(
      `"board":{"id":"b1","${key}":"[hidden]"}`,
    )
})

test('an error is logged with its name, code and place, without its message', () => {
  const cause = Object.assign(new TypeError(SENTENCE), { code: 'SQLITE_FULL' })
  const line = logged((logger) => logger.error({ err: new Error(SENTENCE, { cause }) }, 'failed'))
  expect(line).not.toContain('Odile')
  expect(JSON.parse(line).err).toMatchObject({
    type: 'Error',
    at: [expect.stringContaining('logger.test.ts'), ...Array(5).fill(expect.any(String))],
    cause: { type: 'TypeError', code: 'SQLITE_FULL' },
  })
})

test('a message of several lines leaves none of them in the log, whatever they look like', () => {
  const line = logged((logger) => logger.error({ err: new Error(`stopped\n    at ${SENTENCE}`) }, 'failed'))
  expect(line).not.toContain('Odile')
  expect(JSON.parse(line).err.at[0]).toContain('logger.test.ts')
})

test('a request is logged without its query and headers', () => {
  const req = { method: 'GET', url: `/api/cases?q=${SENTENCE}`, headers: { cookie: 'tablee.session=abc' } }
  const line = logged((logger) => logger.info({ req }, 'request'))
  expect(JSON.parse(line).req).toEqual({ method: 'GET', path: '/api/cases' })
})
