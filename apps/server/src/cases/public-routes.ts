import { createHash } from 'node:crypto'
import { LANGUAGES, type Lang } from '@tablee/board'
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { languageOf } from '../language.ts'
import { siteOf } from '../plugins/origin.ts'
import { PUBLIC_RATE } from '../plugins/rate-limit.ts'
import { CASE_FILE_NAMES, CASE_FILES, hasFile } from '../publication/files/case-file-names.ts'
import { isKnown } from '../publication/page-cache.ts'
import { readFont } from '../publication/pages/fonts.ts'
import { noticePage } from '../publication/pages/notice-page.ts'
import { STYLESHEET, STYLESHEET_PATH } from '../publication/pages/stylesheet.ts'
import { wasPublicAt } from '../publication/publication-store.ts'
import { HTML_TYPE, sendKept, sendPage } from '../publication/send-page.ts'
import { slugKeyOf } from '../publication/slug-key.ts'
import { publicFiles } from './public-files.ts'
import { sendCaseFile } from './send-case-file.ts'

/** What readers and search engines append to an address is never an error. */
const pageQuerySchema = z.object({
  lang: z.enum(LANGUAGES).optional().catch(undefined),
})
const slugParamsSchema = z.object({ slug: z.string().regex(/^[a-z0-9-]{1,80}$/) })
const assetParamsSchema = z.object({ name: z.string().max(80) })

/** The public side of cases: no account, no cookie, no script. A withdrawn case is gone with the same request. */
export function registerPublicCases(app: App, context: Context): void {
  const { config, db, library } = context
  const fileOf = publicFiles(context, async ({ document }) => {
    const present = (await library.shelf()).bySlug.get(document.slug)
    return present?.document.id === document.id
  })
  const langOf = (request: FastifyRequest, wanted: Lang | undefined): Lang => wanted ?? languageOf(request)
  const fresh = (reply: FastifyReply): FastifyReply =>
    reply.header('cache-control', 'no-cache').header('vary', 'accept-language')

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
      const site = siteOf(request, context.config)
      const shelf = await library.shelf()
      const found = shelf.bySlug.get(slug)
      if (found) {
        const page = shelf.casePages.page(found, { lang, site })
        return sendKept(request, reply, { ...page, type: HTML_TYPE })
      }
      const isWithdrawn = await wasAt(slug)
      void fresh(reply)
      void reply.header('x-robots-tag', 'noindex').code(isWithdrawn ? 410 : 404)
      return sendPage(reply, noticePage(isWithdrawn ? 'withdrawn' : 'missing', lang))
    },
  )

  app.get(
    '/cas/:slug(^[a-z0-9-]+).json',
    { config: PUBLIC_RATE, schema: { params: slugParamsSchema } },
    async (request, reply) => {
      const { slug } = request.params
      const found = (await library.shelf()).bySlug.get(slug)
      if (found === undefined) throw await notThere(slug)
      return fresh(reply).send(found.document)
    },
  )

  for (const name of CASE_FILE_NAMES) {
    const { path } = CASE_FILES[name]
    app.get(
      `/cas/:slug(^[a-z0-9-]+)${path}`,
      { config: PUBLIC_RATE, schema: { params: slugParamsSchema } },
      async (request, reply) => {
        const { slug } = request.params
        const found = (await library.shelf()).bySlug.get(slug)
        if (found === undefined) throw await notThere(slug)
        if (!hasFile(found.document, name)) throw notFound()
        const bytes = await fileOf(found, name)
        if (bytes === null) {
          request.log.warn({ name }, 'a file of a public case is not shown')
          throw notFound()
        }
        const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`
        void fresh(reply).header('etag', etag)
        if (isKnown({ etag }, request.headers['if-none-match'])) return reply.code(304).send()
        return sendCaseFile(reply, { name, slug, bytes })
      },
    )
  }

  const wasAt = (slug: string): Promise<boolean> =>
    wasPublicAt(db, { slug, slugKey: slugKeyOf(config.secretKey, slug) })

  async function notThere(slug: string): Promise<AppError> {
    return (await wasAt(slug)) ? new AppError('case_withdrawn') : notFound()
  }
}

function asset(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'public, max-age=31536000, immutable')
}
