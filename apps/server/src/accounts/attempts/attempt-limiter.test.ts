import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '../../errors.ts'
import { DATABASES } from '../../testing/databases.ts'
import { openTestApp } from '../../testing/open-test-app.ts'
import { startRedis, type TestRedis } from '../../testing/start-redis.ts'
import { type AttemptLimiter, countFailures, hiddenKey, SETUP_TRIES } from './attempt-limiter.ts'
import { memoryAttemptLimiter } from './memory-attempt-limiter.ts'
import { redisAttemptLimiter } from './redis-attempt-limiter.ts'

const RULE = { name: 'test', max: 3, windowMs: 60_000 }
const SHORT = { name: 'short', max: 1, windowMs: 40 }

let redis: TestRedis
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.stop())

const unexpected = (error: unknown) => {
  throw error
}

describe.each([
  { name: 'memory', open: () => memoryAttemptLimiter(Date.now) },
  {
    name: 'redis',
    open: () => redisAttemptLimiter(redis.url, { now: Date.now, onTrouble: unexpected }),
  },
])('attempts counted in $name', ({ open }) => {
  let limiter: AttemptLimiter
  let key: string
  beforeEach(() => {
    limiter = open()
    key = crypto.randomUUID()
  })
  afterEach(() => limiter.close())

  test('allows as many as the rule says, also at once, then says how long to wait', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => limiter.take(RULE, key)))
    expect(answers.filter((seconds) => seconds === 0)).toHaveLength(3)
    for (const seconds of answers.filter((answer) => answer !== 0)) {
      expect(seconds).toBeGreaterThan(50)
      expect(seconds).toBeLessThanOrEqual(60)
    }
  })

  test('counts each key and each rule on its own', async () => {
    for (let tries = 0; tries < 4; tries++) await limiter.take(RULE, key)
    expect(await limiter.take(RULE, `${key}-other`)).toBe(0)
    expect(await limiter.take({ ...RULE, name: 'other' }, key)).toBe(0)
  })

  test('a try that is given back may be made again, one that was never taken gives nothing', async () => {
    for (let tries = 0; tries < 3; tries++) await limiter.take(RULE, key)
    await limiter.giveBack(RULE, key)
    expect(await limiter.take(RULE, key)).toBe(0)
    expect(await limiter.take(RULE, key)).toBeGreaterThan(0)
    await limiter.giveBack(RULE, `${key}-other`)
    for (let tries = 0; tries < 3; tries++) await limiter.take(RULE, `${key}-other`)
    expect(await limiter.take(RULE, `${key}-other`)).toBeGreaterThan(0)
  })

  test('the window ends', async () => {
    expect(await limiter.take(SHORT, key)).toBe(0)
    await expect.poll(() => limiter.take(SHORT, key)).toBe(0)
  })

  test('only failures count, and a guess is not made when the count is full', async () => {
    const counts = [{ rule: RULE, key }]
    for (let tries = 0; tries < 5; tries++)
      expect(await countFailures(limiter, counts, async () => 'right')).toBe('right')
    await expect(countFailures(limiter, counts, () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    )
    for (let tries = 0; tries < 3; tries++)
      expect(await countFailures(limiter, counts, async () => null)).toBeNull()
    let guesses = 0
    const refused = countFailures(limiter, counts, async () => ++guesses)
    await expect(refused).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterSeconds: expect.any(Number),
    })
    await expect(refused).rejects.toBeInstanceOf(AppError)
    expect(guesses).toBe(0)
  })

  test('a whole class is right at the same moment, though few may be wrong', async () => {
    const counts = [
      { rule: RULE, key: `${key}-wide` },
      { rule: RULE, key },
    ]
    let atOnce = 0
    const guesses = Array.from({ length: 50 }, () =>
      countFailures(limiter, counts, async () => {
        atOnce += 1
        expect(atOnce).toBeLessThanOrEqual(RULE.max)
        await new Promise((resolve) => setImmediate(resolve))
        atOnce -= 1
        return 'right'
      }),
    )
    expect(await Promise.all(guesses)).toEqual(Array(50).fill('right'))
    expect(await limiter.take(RULE, key)).toBe(0)
  })

  test('many at once gain nothing: as many may be wrong as one after the other', async () => {
    let guesses = 0
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, () =>
        countFailures(limiter, [{ rule: RULE, key }], async () => {
          guesses += 1
          await new Promise((resolve) => setImmediate(resolve))
          return null
        }),
      ),
    )
    expect(guesses).toBe(RULE.max)
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(47)
  })

  test('a full count leaves the other counts of the same guess untouched', async () => {
    const full = { rule: RULE, key }
    const wide = { rule: RULE, key: `${key}-wide` }
    for (let tries = 0; tries < 3; tries++) await limiter.take(full.rule, full.key)
    for (let tries = 0; tries < 5; tries++)
      await expect(countFailures(limiter, [wide, full], async () => 'right')).rejects.toThrow()
    expect(await limiter.take(wide.rule, wide.key)).toBe(0)
  })
})

test('two processes share their counts through Redis', async () => {
  const processes = [0, 1].map(() => redisAttemptLimiter(redis.url, { now: Date.now, onTrouble: unexpected }))
  const key = crypto.randomUUID()
  const answers: number[] = []
  for (const limiter of [...processes, ...processes]) answers.push(await limiter.take(RULE, key))
  expect(answers.map((seconds) => seconds > 0)).toEqual([false, false, false, true])
  for (const limiter of processes) await limiter.close()
})

test('with REDIS_URL a restart does not forget wrong codes', async () => {
  const [sqlite] = DATABASES
  if (!sqlite) throw new Error('there is a database')
  const storage = await sqlite.open()
  const guess = async (times: number): Promise<number[]> => {
    const server = await openTestApp(storage, { config: { redisUrl: redis.url } })
    const statuses: number[] = []
    for (let tries = 0; tries < times; tries++) {
      const payload = {
        code: 'a-wrong-set-up-code',
        name: 'X',
        email: 'x@example.org',
        password: '0123456789',
      }
      statuses.push((await server.app.inject({ method: 'POST', url: '/api/setup', payload })).statusCode)
    }
    await server.close()
    return statuses
  }
  expect(await guess(SETUP_TRIES.max)).toEqual(Array(SETUP_TRIES.max).fill(403))
  expect(await guess(1)).toEqual([429])
  await storage.remove()
})

test('without Redis the process counts on its own and says so', async () => {
  const troubles: unknown[] = []
  const limiter = redisAttemptLimiter('redis://127.0.0.1:1', {
    now: Date.now,
    onTrouble: (err) => troubles.push(err),
  })
  const answers: number[] = []
  for (let tries = 0; tries < 4; tries++) answers.push(await limiter.take(RULE, 'key'))
  expect(answers.map((seconds) => seconds > 0)).toEqual([false, false, false, true])
  expect(troubles.length).toBeGreaterThan(0)
  await limiter.close()
})

test('a key does not show what it was made of', () => {
  expect(hiddenKey('secret', 'ada@example.org')).not.toContain('ada')
  expect(hiddenKey('secret', 'a')).not.toBe(hiddenKey('other secret', 'a'))
})
