import { LANGUAGES, type Lang } from '@tablee/board'
import type { PublishedCase } from '@tablee/cases'
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { languageOf } from '../language.ts'
import { siteOf } from '../plugins/origin.ts'
import { PUBLIC_RATE } from '../plugins/rate-limit.ts'
import { DRAWING_CSP } from '../plugins/security-headers.ts'
import { casePage } from './public/case-page.ts'
import { readFont } from './public/fonts.ts'
import { galleryPage } from './public/gallery-page.ts'
import { noticePage } from './public/notice-page.ts'
import { feedOf } from './public/present-feed.ts'
import { STYLESHEET, STYLESHEET_PATH } from './public/stylesheet.ts'
import { pictureKey } from './publish-case.ts'
import { type CaseSearch, indexCases } from './search-cases.ts'
import { findPublication, listPublicCases, listPublicIds, type Publication } from './store.ts'

/** No script, no inline style, nothing from elsewhere. */
const PUBLIC_CSP =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
const QUERY_MAX = 200

/** What readers and search engines append to an address is never an error. */
const pageQuerySchema = z.object({
  lang: z.enum(LANGUAGES).optional().catch(undefined),
  q: z.string().max(QUERY_MAX).catch(''),
  sector: z.string().max(60).catch(''),
})
const slugParamsSchema = z.object({ slug: z.string().regex(/^[a-z0-9-]{1,80}$/) })
const assetParamsSchema = z.object({ name: z.string().max(80) })

/** Sends a page of ours with its own, stricter policy. */
export function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply.header('content-security-policy', PUBLIC_CSP).type('text/html; charset=utf-8').send(page)
}

/** The public side of cases: no account, no cookie, no script. A withdrawn case is gone with the same request. */
export function registerPublicCases(app: App, context: Context): void {
  const { db, files } = context
  const search = cachedSearch(db)
  const langOf = (request: FastifyRequest, wanted: Lang | undefined): Lang => wanted ?? languageOf(request)
  const fresh = (reply: FastifyReply): FastifyReply =>
    reply.header('cache-control', 'no-cache').header('vary', 'accept-language')

  app.get(
    '/cas',
    { config: PUBLIC_RATE, schema: { querystring: pageQuerySchema } },
    async (request, reply) => {
      const { lang, q, sector } = request.query
      const query = q.trim()
      const { all, find } = await search()
      const sectors = [...new Set(all.flatMap(({ meta }) => meta.tags.sector))].sort()
      const chosen = sectors.includes(sector) ? sector : null
      const cases = find(query).filter(({ meta }) => chosen === null || meta.tags.sector.includes(chosen))
      return sendPage(
        fresh(reply),
        galleryPage({ lang: langOf(request, lang), cases, sectors, query, sector: chosen }),
      )
    },
  )

  app.get('/cas.json', { config: PUBLIC_RATE }, async (request, reply) =>
    fresh(reply).send(feedOf((await search()).all, siteOf(request, context.config))),
  )

  app.get(STYLESHEET_PATH, (_request, reply) => asset(reply).type('text/css; charset=utf-8').send(STYLESHEET))
  app.get('/cas/assets/:name', { schema: { params: assetParamsSchema } }, async (request, reply) => {
    const font = await readFont(request.params.name)
    if (font === null) throw notFound()
    return asset(reply).type('font/woff2').send(font)
  })

  app.get(
    '/cas/:slug(^[a-z0-9-]+)',
    { config: PUBLIC_RATE, schema: { params: slugParamsSchema, querystring: pageQuerySchema } },
    async (request, reply) => {
      const lang = langOf(request, request.query.lang)
      const { slug } = request.params
      const publication = await findPublication(db, { slug })
      void fresh(reply)
      if (publication?.document) return sendPage(reply, casePage(publication.document, lang))
      void reply.header('x-robots-tag', 'noindex').code(publication ? 410 : 404)
      return sendPage(reply, noticePage(publication ? 'withdrawn' : 'missing', `/cas/${slug}`, lang))
    },
  )

  app.get(
    '/cas/:slug(^[a-z0-9-]+).json',
    { config: PUBLIC_RATE, schema: { params: slugParamsSchema } },
    async (request, reply) => {
      const { document } = await requirePublic(request.params.slug)
      return fresh(reply).send(document)
    },
  )

  for (const [format, type] of [
    ['svg', 'image/svg+xml; charset=utf-8'],
    ['png', 'image/png'],
  ] as const) {
    app.get(
      `/cas/:slug(^[a-z0-9-]+).${format}`,
      { config: PUBLIC_RATE, schema: { params: slugParamsSchema } },
      async (request, reply) => {
        const { document } = await requirePublic(request.params.slug)
        const picture = await files.get(pictureKey(document.id, format))
        if (picture === null) throw notFound()
        return fresh(reply).header('content-security-policy', DRAWING_CSP).type(type).send(picture)
      },
    )
  }

  async function requirePublic(slug: string): Promise<Publication & { document: PublishedCase }> {
    const publication = await findPublication(db, { slug })
    if (publication === null) throw notFound()
    if (publication.document === null) throw new AppError('case_withdrawn')
    return { ...publication, document: publication.document }
  }
}

function asset(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'public, max-age=31536000, immutable')
}

/** The search over what is public now; read and indexed again only when that has changed, by whichever process. */
function cachedSearch(db: Context['db']): () => Promise<CaseSearch & { all: PublishedCase[] }> {
  let cached: { key: string; all: PublishedCase[]; search: CaseSearch } | undefined
  return async () => {
    const key = (await listPublicIds(db)).join(' ')
    if (cached?.key !== key) {
      const all = await listPublicCases(db)
      cached = { key, all, search: indexCases(all) }
    }
    const { all, search } = cached
    return { all, find: (query) => search.find(query) }
  }
}
