import {
  allows,
  type ConsentView,
  consentImageQuerySchema,
  consentListSchema,
  consentQuerySchema,
  consentViewSchema,
  createConsentLinkRequestSchema,
  idParamsSchema,
  isGranted,
  type Membership,
  newConsentLinkSchema,
  okSchema,
  openConsentImageRequestSchema,
  openConsentRequestSchema,
  organisationParamsSchema,
  putConsentRequestSchema,
  stateConsentRequestSchema,
} from '@tablee/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { placeOfCohort, placeOfOrganisation } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { languageOf } from '../language.ts'
import { siteOf } from '../plugins/origin.ts'
import { CONSENT_RATE } from '../plugins/rate-limit.ts'
import { DRAWING_CSP } from '../plugins/security-headers.ts'
import { canSeeDrafts } from '../publication/draft-rights.ts'
import { findCasePlace } from '../publication/draft-store.ts'
import { findPublication } from '../publication/publication-store.ts'
import { logAct } from './case-log.ts'
import { consentImage } from './consent-image.ts'
import { isLiving, makeLink, presentLink, resolveLink } from './links.ts'
import { listConsents } from './list-consents.ts'
import { stateConsent } from './state-consent.ts'
import {
  type ConsentPlace,
  findLink,
  type LinkRow,
  lastStatement,
  listAskedCases,
  placeOfRow,
  revokeLink,
  type StatementRow,
} from './store.ts'
import { viewConsent } from './view-consent.ts'

/** Sends pixels to one person: nothing on the way keeps them. */
function sendImage(reply: FastifyReply, image: Buffer): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .header('content-security-policy', DRAWING_CSP)
    .type('image/png')
    .send(image)
}

/** What organisations agree to: asked by a link or by account, answered without one, taken back at any time. */
export function registerConsents(app: App, context: Context): void {
  const { config, db, sessions } = context
  app.get(
    '/api/cohorts/:id/consents',
    { schema: { params: idParamsSchema, response: { 200: consentListSchema } } },
    async (request) => {
      const { memberships } = await sessions.require(request)
      return listConsents(context, { cohortId: request.params.id, memberships })
    },
  )

  app.post(
    '/api/cohorts/:id/organisations/:organisationId/consent-links',
    {
      schema: {
        params: organisationParamsSchema,
        body: createConsentLinkRequestSchema,
        response: { 200: newConsentLinkSchema },
      },
    },
    async (request) => {
      const { person, memberships } = await sessions.require(request)
      const { id: cohortId, organisationId } = request.params
      const place = { cohortId, organisationId, caseId: request.body.caseId ?? null }
      await requireAsker(memberships, place)
      const row = await makeLink(context, place, person.id)
      request.log.info({ linkId: row.id }, 'consent link made')
      return presentLink(context, row, siteOf(request, config))
    },
  )

  app.delete(
    '/api/consent-links/:id',
    { schema: { params: idParamsSchema, response: { 200: okSchema } } },
    async (request) => {
      const { person, memberships } = await sessions.require(request)
      const row = await findLink(db, request.params.id)
      if (!row) throw notFound()
      const place = placeOfRow(row)
      await requireAsker(memberships, place)
      const at = new Date(context.now()).toISOString()
      const { cohortId, organisationId, caseId } = place
      await db.transaction().execute(async (transaction) => {
        if (!(await revokeLink(transaction, row.id, at))) return
        const of = { cohortId, caseId: caseId ?? '', personId: person.id, at }
        await logAct(transaction, of, { act: 'link_revoked', facts: { organisationId } })
      })
      request.log.info({ linkId: row.id }, 'consent link revoked')
      return { ok: true as const }
    },
  )

  app.post(
    '/api/consents/open',
    {
      config: CONSENT_RATE,
      schema: { body: openConsentRequestSchema, response: { 200: consentViewSchema } },
    },
    async (request, reply) => {
      const row = await resolveLink(context, request.body.token, request.ip)
      const place = placeOfRow(row)
      const last = await lastStatement(db, place)
      if (!isLiving(row, context.now()) && !(await mayStillOpen(row, last)))
        throw new AppError('consent_link_expired')
      void reply.header('cache-control', 'no-store')
      return viewByLink(request, row)
    },
  )

  app.post(
    '/api/consents/image',
    { config: CONSENT_RATE, schema: { body: openConsentImageRequestSchema } },
    async (request, reply) => {
      const row = await resolveLink(context, request.body.token, request.ip)
      const isClosed = !isLiving(row, context.now())
      const image = await consentImage(context, placeOfRow(row), { pixels: request.body.image, isClosed })
      return sendImage(reply, image)
    },
  )

  app.post(
    '/api/consents/state',
    {
      config: CONSENT_RATE,
      schema: { body: stateConsentRequestSchema, response: { 200: consentViewSchema } },
    },
    async (request, reply) => {
      const { token, seen, answer } = request.body
      const row = await resolveLink(context, token, request.ip)
      // an old link says no as well as a new one, and never yes
      if (!isLiving(row, context.now()) && isGranted(answer.state)) throw new AppError('consent_link_expired')
      if (await isAsker(request, row)) throw new AppError('consent_asker_answers')
      const by = { way: 'link', personId: null, linkId: row.id, seen } as const
      await stateConsent(context, placeOfRow(row), { answer, by })
      request.log.info({ linkId: row.id, state: answer.state }, 'consent stated')
      void reply.header('cache-control', 'no-store')
      // a no has ended what the link could still say
      return viewByLink(request, (await findLink(db, row.id)) ?? row)
    },
  )

  app.get(
    '/api/cohorts/:id/organisations/:organisationId/consent',
    {
      schema: {
        params: organisationParamsSchema,
        querystring: consentQuerySchema,
        response: { 200: consentViewSchema },
      },
    },
    async (request) => {
      const { memberships } = await sessions.require(request)
      const { id: cohortId, organisationId } = request.params
      const place = { cohortId, organisationId, caseId: request.query.caseId ?? null }
      await requireGiver(memberships, place)
      return viewByAccount(request, place, memberships)
    },
  )

  app.get(
    '/api/cohorts/:id/organisations/:organisationId/consent/image',
    { schema: { params: organisationParamsSchema, querystring: consentImageQuerySchema } },
    async (request, reply) => {
      const { memberships } = await sessions.require(request)
      const { id: cohortId, organisationId } = request.params
      const { caseId, image: pixels } = request.query
      await requireGiver(memberships, { cohortId, organisationId, caseId })
      return sendImage(reply, await consentImage(context, { caseId }, { pixels, isClosed: false }))
    },
  )

  app.put(
    '/api/cohorts/:id/organisations/:organisationId/consent',
    {
      schema: {
        params: organisationParamsSchema,
        body: putConsentRequestSchema,
        response: { 200: consentViewSchema },
      },
    },
    async (request) => {
      const { person, memberships } = await sessions.require(request)
      const { id: cohortId, organisationId } = request.params
      const { caseId = null, seen, answer } = request.body
      const place = { cohortId, organisationId, caseId }
      await requireGiver(memberships, place)
      // a no is never refused; a yes comes from nobody who asked for it
      if (isGranted(answer.state) && (await asks(memberships, cohortId)))
        throw new AppError('consent_asker_answers')
      const by = { way: 'account', personId: person.id, linkId: null, seen } as const
      await stateConsent(context, place, { answer, by })
      request.log.info({ state: answer.state }, 'consent stated')
      return viewByAccount(request, place, memberships)
    },
  )

  /** Who may ask an organisation; about a case, only who may see its draft. */
  async function requireAsker(
    memberships: readonly Membership[],
    { cohortId, organisationId, caseId }: ConsentPlace,
  ): Promise<void> {
    const cohort = await placeOfCohort(db, cohortId)
    if (!cohort?.organisationIds?.includes(organisationId)) throw notFound()
    if (!allows('consent.ask', memberships, cohort))
      throw allows('cohort.view', memberships, cohort) ? new AppError('forbidden') : notFound()
    if (caseId === null) return
    const known = await findCasePlace(db, caseId)
    if (known?.cohortId !== cohortId || !canSeeDrafts(memberships, cohort)) throw notFound()
  }

  /** Who may answer for an organisation; about a case, only one that she was asked about. */
  async function requireGiver(
    memberships: readonly Membership[],
    { cohortId, organisationId, caseId }: ConsentPlace,
  ): Promise<void> {
    const place = await placeOfOrganisation(db, organisationId, cohortId)
    if (!place) throw notFound()
    if (!allows('consent.give', memberships, place))
      throw allows('cohort.view', memberships, place) ? new AppError('forbidden') : notFound()
    if (caseId === null) return
    const asked = await listAskedCases(db, { cohortId, organisationId })
    if (!asked.includes(caseId)) throw notFound()
  }

  /** What a link shows: the words of an answer only to the link by which it was given. */
  async function viewByLink(request: FastifyRequest, row: LinkRow): Promise<ConsentView> {
    return viewConsent(context, placeOfRow(row), {
      lang: languageOf(request),
      by: {
        linkId: row.id,
        expired: !isLiving(row, context.now()),
        isAsker: await isAsker(request, row),
      },
    })
  }

  /** What is shown to who answers for the organisation by her account. */
  async function viewByAccount(
    request: FastifyRequest,
    place: ConsentPlace,
    memberships: readonly Membership[],
  ): Promise<ConsentView> {
    const by = { isAsker: await asks(memberships, place.cohortId) }
    return viewConsent(context, place, { lang: languageOf(request), by })
  }

  /** Who asks organisations does not answer for one, not even by the link that she made. */
  async function isAsker(request: FastifyRequest, row: LinkRow): Promise<boolean> {
    const session = await sessions.find(request)
    return session ? asks(session.memberships, row.cohort_id) : false
  }

  /** Whether somebody may ask the organisations of a cohort. */
  async function asks(memberships: readonly Membership[], cohortId: string): Promise<boolean> {
    const cohort = await placeOfCohort(db, cohortId)
    return cohort !== null && allows('consent.ask', memberships, cohort)
  }

  /** An old link opens while there is something to take back, and to show what was said with it. */
  async function mayStillOpen(row: LinkRow, last: StatementRow | null): Promise<boolean> {
    if (last !== null && (isGranted(last.state) || last.link_id === row.id)) return true
    const { caseId } = placeOfRow(row)
    return caseId !== null && (await findPublication(db, { caseId })) !== null
  }
}
