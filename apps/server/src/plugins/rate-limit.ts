import rateLimit, { type RateLimitOptions } from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import type { Sessions } from '../accounts/session.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { sharedRateStore } from './shared-rate-store.ts'

const MINUTE_MS = 60_000
/** Times that one address may read a public route in a minute: wide, a whole workshop sits behind one. */
const PUBLIC_PER_MINUTE = 300
/** Boards that one person has drawn in a minute: each drawing takes a core for up to a second. */
const DRAWINGS_PER_MINUTE = 30

/** What a route puts into its `config` to be bounded; each route counts for itself. */
export interface RateLimited {
  rateLimit: RateLimitOptions
}

/** Only routes that name a bound have one; a request over it is answered `rate_limited`. With Redis all servers count together. */
export async function registerRateLimit(
  app: FastifyInstance,
  { attempts, config }: Pick<Context, 'attempts' | 'config'>,
): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    store: sharedRateStore(attempts, config.secretKey),
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
    errorResponseBuilder: (_request, { ttl }) =>
      new AppError('rate_limited', { retryAfterSeconds: Math.max(1, Math.ceil(ttl / 1000)) }),
  })
}

/** The bound of what anybody may read. */
export const PUBLIC_RATE: RateLimited = {
  rateLimit: { max: PUBLIC_PER_MINUTE, timeWindow: MINUTE_MS },
}

/** The bound of routes that draw a board, for each person; strangers are refused by the route itself. */
export function drawingRate(sessions: Sessions): RateLimited {
  return {
    rateLimit: {
      max: DRAWINGS_PER_MINUTE,
      timeWindow: MINUTE_MS,
      keyGenerator: async (request) => (await sessions.find(request))?.person.id ?? request.ip,
    },
  }
}
