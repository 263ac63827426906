import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { notFound } from '../errors.ts'
import { sendError } from './errors.ts'

/** Paths that are never answered with the app's page: a wrong one there is a plain 404. */
const NOT_PAGES = /^\/(api|assets|tldraw|cas|healthz|readyz)(\/|\.|$)/

/**
 * Headers that say something of documents. A script or style is none, and on a slow line those of twenty files cost a
 * third of a second.
 */
const DOCUMENT_HEADERS = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'x-frame-options',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
]

/** Files of the build that a page loads and nobody opens as a page. */
const PARTS_OF_PAGES = /\.(js|css)(\.(br|gz))?$/

/** The addresses of a board's plan, tables and results: a page of its own, which loads no canvas. */
const PLAN_PAGES = /^\/tableaux\/[^/]+\/(plan|tableau|resultats)\/?$/

/**
 * The built web app: files with a hash in their name for ever, the page itself fresh each time, and the page for
 * every address that is a page's. Everything unknown is the ordinary `not_found`.
 */
export async function registerSite(app: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'))
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      cacheControl: false,
      // Made by the build beside each file.
      preCompressed: true,
      setHeaders(reply, path) {
        const lasting = path.startsWith(join(folder, 'assets')) || path.startsWith(join(folder, 'tldraw'))
        void reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
        if (lasting && PARTS_OF_PAGES.test(path))
          for (const name of DOCUMENT_HEADERS) reply.raw.removeHeader(name)
      },
    })
    // a folder is not a file to the static plugin, and the first page has no other name
    app.get('/', { schema: { hide: true } }, (_request, reply) => sendPage(reply, 'index.html'))
  } else app.log.warn('the web app is not built: only the API and the public pages are served')
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const asksForPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
    if (built && asksForPage && !NOT_PAGES.test(path))
      return sendPage(reply, PLAN_PAGES.test(path) ? 'plan.html' : 'index.html')
    return sendError(reply, request, notFound())
  })
}

function sendPage(reply: FastifyReply, page: 'index.html' | 'plan.html'): FastifyReply {
  return reply.header('cache-control', 'no-cache').sendFile(page)
}
