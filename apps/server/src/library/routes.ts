import type { Lang } from '@tablee/board'
import { allows, allowsSomewhere, type Membership } from '@tablee/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { languageOf } from '../language.ts'
import { siteOf } from '../plugins/origin.ts'
import { PUBLIC_RATE, type RateLimited, WHOLE_LIBRARY_RATE } from '../plugins/rate-limit.ts'
import { madePage } from '../publication/page-cache.ts'
import { HTML_TYPE, sendKept, sendPage } from '../publication/send-page.ts'
import { allCsv, allJson } from './feeds/all-cases.ts'
import { atomFeed } from './feeds/atom-feed.ts'
import { jsonFeed } from './feeds/json-feed.ts'
import { robots, sitemap } from './feeds/sitemap.ts'
import { findCases } from './find-cases.ts'
import type { Shelf } from './library.ts'
import { comparePage } from './pages/compare-page.ts'
import { libraryPage } from './pages/library-page.ts'
import { libraryQuerySchema, queryOf, readCompared, readLang, readLibraryQuery } from './read-query.ts'
import { registerReservedCases } from './reserved-routes.ts'
import { registerSyntheses } from './synthesis-routes.ts'
import { makeView, type ViewOrder, viewKey } from './views/make-view.ts'
import { VIEWS } from './views/view-page.ts'

const PATH = '/cas'
const VIEWS_PATH = '/cas/vues'
const XML_TYPE = 'application/xml; charset=utf-8'

/** What is sent of a shelf in a language, to readers of a site. */
interface Sent {
  readonly path: string
  readonly type: string
  readonly rate?: RateLimited
  readonly make: (shelf: Shelf, to: { lang: Lang; site: string }) => string
}

/** What does not depend on what is asked, but for the language. */
const WHOLE: readonly Sent[] = [
  {
    path: '/cas.json',
    type: 'application/json; charset=utf-8',
    make: ({ byName }, { site }) => JSON.stringify(jsonFeed(byName, site)),
  },
  {
    path: '/cas.atom',
    type: 'application/atom+xml; charset=utf-8',
    make: ({ byName }, { site }) => atomFeed(byName, site),
  },
  { path: '/sitemap.xml', type: XML_TYPE, make: ({ byName }, { site }) => sitemap(byName, site) },
  {
    path: '/cas/tous.csv',
    type: 'text/csv; charset=utf-8',
    rate: WHOLE_LIBRARY_RATE,
    make: ({ byName }, to) => allCsv(byName, to),
  },
  {
    path: '/cas/tous.json',
    type: 'application/json; charset=utf-8',
    rate: WHOLE_LIBRARY_RATE,
    make: ({ byName }) => allJson(byName),
  },
]

/** What a reader asks of the library in its own page. */
function pageOf(
  shelf: Shelf,
  order: Pick<ViewOrder, 'query' | 'lang' | 'full' | 'base'> & { path: string },
): string {
  const { query, full } = order
  const answer = findCases(shelf, query, { full })
  return libraryPage({ ...order, answer }, ({ caseId }) =>
    query.words === '' ? null : shelf.words.excerpt(caseId, query.words),
  )
}

/** The public library: no account, no cookie, no script; what is withdrawn is gone with the same request. */
export function registerLibrary(app: App, context: Context): void {
  const { config, library } = context
  const year = (): number => new Date(context.now()).getUTCFullYear()
  const options = { config: PUBLIC_RATE, schema: { querystring: libraryQuerySchema } }

  app.get(PATH, options, async (request, reply) => {
    const query = readLibraryQuery(request.query)
    const lang = readLang(request.query) ?? languageOf(request)
    const shelf = await library.shelf()
    const key = ['library', lang, new URLSearchParams(queryOf(query)).toString()].join(' ')
    const page = shelf.pages.page(key, () =>
      pageOf(shelf, { lang, path: PATH, query, full: false, base: VIEWS_PATH }),
    )
    return sendKept(request, reply, { ...page, type: HTML_TYPE })
  })

  app.get('/cas/comparer', options, async (request, reply) => {
    const lang = readLang(request.query) ?? languageOf(request)
    const asked = readCompared(request.query)
    const shelf = await library.shelf()
    const compared = asked.slugs.flatMap((slug) => shelf.bySlug.get(slug) ?? [])
    const page = madePage(comparePage(compared, asked, lang))
    return sendKept(request, reply.header('x-robots-tag', 'noindex'), { ...page, type: HTML_TYPE })
  })

  for (const { id } of VIEWS)
    app.get(`${VIEWS_PATH}/${id}`, options, async (request, reply) => {
      const raw = request.query
      const order = {
        id,
        query: readLibraryQuery(raw),
        lang: readLang(raw) ?? languageOf(request),
        raw,
        year: year(),
      }
      const shelf = await library.shelf()
      const asked = new URLSearchParams(queryOf(order.query)).toString()
      const page = shelf.pages.page([id, order.lang, viewKey(id, raw), asked].join(' '), () =>
        makeView(shelf, { ...order, full: false, tellsHidden: false, base: VIEWS_PATH }),
      )
      return sendKept(request, reply, { ...page, type: HTML_TYPE })
    })
  app.get(VIEWS_PATH, options, (_request, reply) => reply.redirect(`${VIEWS_PATH}/${VIEWS[0].id}`))

  for (const { path, type, make, rate } of WHOLE)
    app.get(path, { ...options, config: rate ?? PUBLIC_RATE }, async (request, reply) => {
      const to = { lang: readLang(request.query) ?? languageOf(request), site: siteOf(request, config) }
      const shelf = await library.shelf()
      const page = shelf.files.page([path, to.lang, to.site].join(' '), () => make(shelf, to))
      return sendKept(request, reply, { ...page, type })
    })

  app.get('/robots.txt', options, (request: FastifyRequest, reply: FastifyReply) =>
    sendKept(request, reply, {
      ...madePage(robots(siteOf(request, config))),
      type: 'text/plain; charset=utf-8',
    }),
  )

  registerEditorsLibrary(app, context)
  registerReservedCases(app, context)
  registerSyntheses(app, context)
}

/** The same pages for editors and publishers, with the small numbers that show what is missing. */
function registerEditorsLibrary(app: App, { library, now, sessions }: Context): void {
  const year = (): number => new Date(now()).getUTCFullYear()
  const base = '/api/library/vues'
  const options = { schema: { querystring: libraryQuerySchema } }
  const requireEditor = async (request: FastifyRequest): Promise<readonly Membership[]> => {
    const { memberships } = await sessions.require(request)
    if (!allowsSomewhere('library.view', memberships)) throw notFound()
    return memberships
  }
  app.get('/api/library/cas', options, async (request, reply) => {
    await requireEditor(request)
    const query = readLibraryQuery(request.query)
    const lang = readLang(request.query) ?? languageOf(request)
    const shelf = await library.shelf()
    return sendPage(reply, pageOf(shelf, { lang, path: '/api/library/cas', query, full: true, base }))
  })
  for (const { id } of VIEWS)
    app.get(`${base}/${id}`, options, async (request, reply) => {
      const memberships = await requireEditor(request)
      const tellsHidden = allows('library.view', memberships, {})
      const raw = request.query
      const order = {
        id,
        query: readLibraryQuery(raw),
        lang: readLang(raw) ?? languageOf(request),
        raw,
        year: year(),
      }
      return sendPage(reply, makeView(await library.shelf(), { ...order, full: true, tellsHidden, base }))
    })
}
