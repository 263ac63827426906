import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { AppError } from '../errors.ts'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a request comes from this site: its `Origin` is PUBLIC_URL's or, when that was not given, the host the
 * request was sent to. Programs that send neither `Origin` nor `Sec-Fetch-Site` are not browsers and pass.
 */
export function isOwnOrigin(request: Pick<FastifyRequest, 'headers'>, config: Config): boolean {
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  if (origin === undefined) return site === undefined || site === 'same-origin' || site === 'none'
  if (config.publicUrlGiven) return origin === new URL(config.publicUrl).origin
  return URL.canParse(origin) && new URL(origin).host === host
}

/**
 * The address under which the sender of a request reaches this server: PUBLIC_URL or, when that was not given, the
 * host she used, so that a link made on a local network works there.
 */
export function siteOf(request: Pick<FastifyRequest, 'host' | 'protocol'>, config: Config): string {
  if (config.publicUrlGiven || !request.host) return config.publicUrl
  return `${request.protocol}://${request.host}`
}

/** Refuses state-changing requests from other sites: the cookie alone proves nothing (CSRF). */
export function registerOriginCheck(app: FastifyInstance, config: Config): void {
  app.addHook('onRequest', async (request) => {
    if (!SAFE_METHODS.has(request.method) && !isOwnOrigin(request, config))
      throw new AppError('origin_refused')
  })
}
