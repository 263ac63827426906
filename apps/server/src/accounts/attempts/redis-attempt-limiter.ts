import { Redis } from 'ioredis'
import type { AttemptLimiter } from './attempt-limiter.ts'
import { memoryAttemptLimiter } from './memory-attempt-limiter.ts'

/** How long Redis may take to answer, in ms: a sign-in must not hang on it. */
const COMMAND_TIMEOUT_MS = 1_000
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
  return {
    async take(rule, key) {
      try {
        const ms = await redis.eval(TAKE, 1, `${rule.name}:${key}`, rule.max, rule.windowMs)
        return Math.ceil(Number(ms) / 1000)
      } catch (err) {
        options.onTrouble(err)
        return alone.take(rule, key)
      }
    },
    async giveBack(rule, key) {
      try {
        await redis.eval(GIVE_BACK, 1, `${rule.name}:${key}`)
      } catch (err) {
        options.onTrouble(err)
        await alone.giveBack(rule, key)
      }
    },
    async close() {
      redis.disconnect()
    },
  }
}
