import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'

/** How long browsers remember to use https, in seconds (half a year). */
const HSTS_SECONDS = 15_552_000

/** A drawing that is opened as a page of its own: it may look like something, and do nothing. */
export const DRAWING_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; frame-ancestors 'none'; sandbox"

/**
 * Security headers on every answer. The policy names no third party: nothing that a page does can leave this server
 * and tell others who works here; tldraw's watermark beacon is blocked by it too, the watermark itself stays (README).
 */
export async function registerSecurityHeaders(
  app: FastifyInstance,
  config: Pick<Config, 'publicUrl'>,
): Promise<void> {
  const socketOrigin = config.publicUrl.replace(/^http/, 'ws')
  await app.register(helmet, {
    global: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // Mantine, TipTap and tldraw write <style> elements; a style cannot fetch elsewhere under this policy
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", socketOrigin, 'data:', 'blob:'],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    hsts: config.publicUrl.startsWith('https:') ? { maxAge: HSTS_SECONDS } : false,
  })
  app.addHook('onSend', async (request, reply) => {
    // what the API answers depends on who asks; a route that may be kept says so itself
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
      void reply.header('cache-control', 'no-store')
    void reply.header(
      'permissions-policy',
      'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    )
  })
}
