import { Redis } from 'ioredis'
import type { AttemptLimiter } from './attempt-limiter.ts'
import { memoryAttemptLimiter } from './memory-attempt-limiter.ts'

/** How long Redis may take to answer, in ms: a sign-in must not hang on it. */
const COMMAND_TIMEOUT_MS = 1_000
/** How long a Redis that did not answer is not asked, in ms: a page must not wait for it each time. */
const AWAY_MS = 1_000
/** Longest pause between two attempts to reach Redis, in ms. */
const RECONNECT_MAX_MS = 5_000
/** What our keys begin with. */
const KEY_PREFIX = 'tablee:attempts:'

/** Counts one try unless the count is full. Answers 0 or the ms until its end. */
const TAKE = `
local tries = tonumber(redis.call('get', KEYS[1]) or '0')
if tries >= tonumber(ARGV[1]) then return math.max(1, redis.call('pttl', KEYS[1])) end
redis.call('incr', KEYS[1])
if tries == 0 then redis.call('pexpire', KEYS[1], ARGV[2]) end
return 0`

/** Takes one try back; the last one takes the count with it. */
const GIVE_BACK = `
local tries = tonumber(redis.call('get', KEYS[1]) or '0')
if tries > 1 then redis.call('decr', KEYS[1]) elseif tries == 1 then redis.call('del', KEYS[1]) end
return 0`

/**
 * Counts in Redis or Valkey, shared between processes. While it does not answer, this process counts on its own:
 * people can sign in and guessing stays bounded.
 */
export function redisAttemptLimiter(
  url: string,
  options: { now: () => number; onTrouble: (err: unknown) => void },
): AttemptLimiter {
  const redis = new Redis(url, {
    keyPrefix: KEY_PREFIX,
    commandTimeout: COMMAND_TIMEOUT_MS,
    maxRetriesPerRequest: 1,
    retryStrategy: (times) => Math.min(times * 100, RECONNECT_MAX_MS),
  })
  redis.on('error', options.onTrouble)
  const alone = memoryAttemptLimiter(options.now)
  let awayUntil = 0
  /** Asks Redis, or this process' own counts while it is away. */
  async function ask<T>(shared: () => Promise<T>, own: () => Promise<T>): Promise<T> {
    if (performance.now() < awayUntil) return own()
    try {
      return await shared()
    } catch (err) {
      awayUntil = performance.now() + AWAY_MS
      options.onTrouble(err)
      return own()
    }
  }
  return {
    take: (rule, key) =>
      ask(
        async () => {
          const ms = await redis.eval(TAKE, 1, `${rule.name}:${key}`, rule.max, rule.windowMs)
          return Math.ceil(Number(ms) / 1000)
        },
        () => alone.take(rule, key),
      ),
    giveBack: (rule, key) =>
      ask(
        async () => {
          await redis.eval(GIVE_BACK, 1, `${rule.name}:${key}`)
        },
        () => alone.giveBack(rule, key),
      ),
    async close() {
      redis.disconnect()
    },
  }
}
