import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit'
import { type AttemptLimiter, hiddenKey } from '../accounts/attempts/attempt-limiter.ts'

/** The route that a store counts for; before there is one, nothing is counted. */
const NO_ROUTE = ''

/**
 * Counts requests where attempts are counted: in Redis, or in this process while there is none. Addresses and
 * persons are hidden there.
 */
export function sharedRateStore(attempts: AttemptLimiter, secretKey: string): FastifyRateLimitStoreCtor {
  return class SharedRateStore implements FastifyRateLimitStore {
    readonly #route: string

    constructor(_options: object, route = NO_ROUTE) {
      this.#route = route
    }

    incr(...[key, callback, windowMs, max]: Parameters<FastifyRateLimitStore['incr']>): void {
      attempts
        .take({ name: `route ${this.#route}`, max, windowMs }, hiddenKey(secretKey, key))
        .then(
          (seconds) =>
            callback(
              null,
              seconds === 0 ? { current: 1, ttl: windowMs } : { current: max + 1, ttl: seconds * 1000 },
            ),
          callback,
        )
    }

    child(options: Parameters<FastifyRateLimitStore['child']>[0]): FastifyRateLimitStore {
      // what the library hands over since its version 8 holds the route inside; its types name it flat
      const { routeInfo } = options as unknown as { routeInfo: { url: string; method: string | string[] } }
      // reading and writing at one address are two routes
      return new SharedRateStore(options, `${[routeInfo.method].flat().join(' ')} ${routeInfo.url}`)
    }
  }
}
