import { LANGUAGES, type Lang } from '@tablee/board'
import { allowsSomewhere, type Membership } from '@tablee/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { App } from '../app.ts'
import { publicFiles } from '../cases/public-files.ts'
import { sendCaseFile } from '../cases/send-case-file.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { languageOf } from '../language.ts'
import { siteOf } from '../plugins/origin.ts'
import { RESERVED_PATH } from '../publication/case-address.ts'
import { CASE_FILE_NAMES, CASE_FILES, hasFile } from '../publication/files/case-file-names.ts'
import { casePage } from '../publication/pages/case-page.ts'
import { noticePage } from '../publication/pages/notice-page.ts'
import { findPublication } from '../publication/publication-store.ts'
import { sendPage } from '../publication/send-page.ts'
import { slugKeyOf } from '../publication/slug-key.ts'
import type { LibraryCase } from './library-case.ts'
import { reservedPage } from './pages/reserved-page.ts'
import { type ReservedCase, readReservedCases } from './reserved-cases.ts'

/** What is appended to an address is never an error. */
const querySchema = z.object({ lang: z.enum(LANGUAGES).optional().catch(undefined) })
const paramsSchema = z.object({ slug: z.string().regex(/^[a-z0-9-]{1,80}$/) })

/**
 * The cases that organisations agreed to for their cohort or programme alone: who is signed in and takes part reads them
 * here, and nobody anywhere else. A withdrawn one is gone with the same request.
 */
export function registerReservedCases(app: App, context: Context): void {
  const { config, db, sessions } = context
  const fileOf = publicFiles(context, async ({ caseId, document }) => {
    const present = await findPublication(db, { caseId })
    return present?.document?.id === document.id
  })
  const options = { schema: { params: paramsSchema, querystring: querySchema } }
  const langOf = (request: FastifyRequest, wanted: Lang | undefined): Lang => wanted ?? languageOf(request)
  const closed = (reply: FastifyReply): FastifyReply =>
    reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex')

  /** Whoever takes part nowhere may not know that there is such a place. */
  async function requireReader(request: FastifyRequest): Promise<readonly Membership[]> {
    const { memberships } = await sessions.require(request)
    if (!allowsSomewhere('case.readReserved', memberships)) throw notFound()
    return memberships
  }

  /** @throws {AppError} `not_found` for a case that she may not read, and for one that is not there */
  async function requireCaseAt(request: FastifyRequest, slug: string): Promise<ReservedCase> {
    const memberships = await requireReader(request)
    const slugKey = slugKeyOf(config.secretKey, slug)
    const [case_] = await readReservedCases(db, memberships, { slug, slugKey })
    if (case_ === undefined) throw notFound()
    return case_
  }

  async function requireStanding(request: FastifyRequest, slug: string): Promise<LibraryCase> {
    const { found } = await requireCaseAt(request, slug)
    if (found === null) throw new AppError('case_withdrawn')
    return found
  }

  app.get(RESERVED_PATH, { schema: { querystring: querySchema } }, async (request, reply) => {
    const memberships = await requireReader(request)
    const cases = await readReservedCases(db, memberships, null)
    const standing = cases.flatMap(({ found, spread }) => (found === null ? [] : [{ found, spread }]))
    return sendPage(closed(reply), reservedPage(standing, langOf(request, request.query.lang)))
  })

  app.get(`${RESERVED_PATH}/:slug(^[a-z0-9-]+)`, options, async (request, reply) => {
    const { found, spread } = await requireCaseAt(request, request.params.slug)
    const lang = langOf(request, request.query.lang)
    if (found === null)
      return sendPage(closed(reply).code(410), noticePage('withdrawn', lang, { isReserved: true }))
    return sendPage(closed(reply), casePage(found, { lang, site: siteOf(request, config), spread }))
  })

  app.get(
    `${RESERVED_PATH}/:slug(^[a-z0-9-]+).json`,
    { schema: { params: paramsSchema } },
    async (request, reply) =>
      closed(reply).send((await requireStanding(request, request.params.slug)).document),
  )

  for (const name of CASE_FILE_NAMES)
    app.get(
      `${RESERVED_PATH}/:slug(^[a-z0-9-]+)${CASE_FILES[name].path}`,
      { schema: { params: paramsSchema } },
      async (request, reply) => {
        const { slug } = request.params
        const found = await requireStanding(request, slug)
        if (!hasFile(found.document, name)) throw notFound()
        const bytes = await fileOf(found, name)
        if (bytes === null) throw notFound()
        return sendCaseFile(closed(reply), { name, slug, bytes })
      },
    )
}
