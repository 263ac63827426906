import rateLimit, { type RateLimitOptions } from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import type { Sessions } from '../accounts/session.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { sharedRateStore } from './shared-rate-store.ts'

const MINUTE_MS = 60_000
/** Times that one address may read a public route in a minute: wide, a whole workshop sits behind one. */
const PUBLIC_PER_MINUTE = 300
/** Times that one address takes the whole library away in a minute: megabytes each. */
const WHOLE_LIBRARY_PER_MINUTE = 20
/** Times that one address opens or answers a question of consent in a minute: each reads a whole case for names. */
const CONSENTS_PER_MINUTE = 30
/** Boards that one person has drawn in a minute: each drawing takes a core for up to a second. */
const DRAWINGS_PER_MINUTE = 30
/** Boards that one person takes away as a file in a minute: each takes a core for seconds. */
const EXPORTS_PER_MINUTE = 20
/** Downloads of several boards that one person begins in a minute. */
const BUNDLES_PER_MINUTE = 4
/** Files of packs that one person asks for in a minute: the five of two sessions. */
const PACK_FILES_PER_MINUTE = 10
/** Searches of one person in a minute: one each second while she types. */
const SEARCHES_PER_MINUTE = 60

/** Times that one person reads in a minute what a board tells of at most once a second, on two devices. */
const READINGS_PER_MINUTE = 120
/** Times that one person says in a minute how she stands: her hand, finished, resolved, at a door; each writes and tells. */
const GESTURES_PER_MINUTE = 60
/** Times that one person's devices keep private notes in a minute: two that save at each pause. */
const PRIVATE_NOTES_PER_MINUTE = 240

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

/** The bound of taking the whole library away. */
export const WHOLE_LIBRARY_RATE: RateLimited = {
  rateLimit: { max: WHOLE_LIBRARY_PER_MINUTE, timeWindow: MINUTE_MS },
}

/** The bound of what an organisation does by its link. */
export const CONSENT_RATE: RateLimited = {
  rateLimit: { max: CONSENTS_PER_MINUTE, timeWindow: MINUTE_MS },
}

/** The bound of routes that draw a board, for each person; strangers are refused by the route itself. */
export function drawingRate(sessions: Sessions): RateLimited {
  return personRate(sessions, DRAWINGS_PER_MINUTE)
}

/** The bound of taking away one board as a file, for each person. */
export function exportRate(sessions: Sessions): RateLimited {
  return personRate(sessions, EXPORTS_PER_MINUTE)
}

/** The bound of taking away several boards at once, for each person. */
export function bundleRate(sessions: Sessions): RateLimited {
  return personRate(sessions, BUNDLES_PER_MINUTE)
}

/** The bound of taking away files of a session's pack, for each person. */
export function packRate(sessions: Sessions): RateLimited {
  return personRate(sessions, PACK_FILES_PER_MINUTE)
}

/** The bound of searching across boards, for each person. */
export function searchRate(sessions: Sessions): RateLimited {
  return personRate(sessions, SEARCHES_PER_MINUTE)
}

/** The bound of keeping private notes, for each person; it counts requests, and knows no note. */
export function privateNoteRate(sessions: Sessions): RateLimited {
  return personRate(sessions, PRIVATE_NOTES_PER_MINUTE)
}

/** The bound of asking for what is told as it changes, for each person. */
export function readingRate(sessions: Sessions): RateLimited {
  return personRate(sessions, READINGS_PER_MINUTE)
}

/** The bound of small gestures that a whole board is told of, for each person, also for who only reads. */
export function gestureRate(sessions: Sessions): RateLimited {
  return personRate(sessions, GESTURES_PER_MINUTE)
}

function personRate(sessions: Sessions, max: number): RateLimited {
  return {
    rateLimit: {
      max,
      timeWindow: MINUTE_MS,
      keyGenerator: async (request) => (await sessions.find(request))?.person.id ?? request.ip,
    },
  }
}
