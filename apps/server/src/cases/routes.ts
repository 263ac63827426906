import { decideFinding, FINDING_KINDS } from '@tablee/cases'
import {
  allows,
  caseDraftSchema,
  caseListSchema,
  createCaseRequestSchema,
  decideFindingRequestSchema,
  idParamsSchema,
  okSchema,
  publishedSchema,
  updateCaseRequestSchema,
} from '@tablee/contract'
import type { App } from '../app.ts'
import { placeOfCohort } from '../cohorts/places.ts'
import { logAct } from '../consents/case-log.ts'
import { withdrawByTeam } from '../consents/withdraw-case.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { languageOf } from '../language.ts'
import { siteOf } from '../plugins/origin.ts'
import { casePath } from '../publication/case-address.ts'
import { caseStatus } from '../publication/case-status.ts'
import { canSeeDrafts } from '../publication/draft-rights.ts'
import { listCases, type StoredCase } from '../publication/draft-store.ts'
import { previewPage } from '../publication/pages/preview-page.ts'
import { findPublication, findPublications } from '../publication/publication-store.ts'
import { sendPage } from '../publication/send-page.ts'
import { answerCase } from './answer-case.ts'
import { registerApprovals } from './approval-routes.ts'
import { changeBy, requireCase } from './case-access.ts'
import type { CaseFacts } from './case-facts.ts'
import { changeCase } from './change-case.ts'
import { casesStandingOut } from './checks/standing-out.ts'
import { countCase, countNoMore } from './count-case.ts'
import { createCase } from './create-case.ts'
import { registerCaseImages } from './image-routes.ts'
import { refuseUnknownTags } from './known-terms.ts'
import { registerPublicCases } from './public-routes.ts'
import { publishCase } from './publish-case.ts'
import { registerRoster } from './roster-routes.ts'
import { registerStatements } from './statement-routes.ts'

/** Cases: drafted from offered snapshots, decided finding by finding, published, withdrawn. */
export function registerCases(app: App, context: Context): void {
  const { config, db, sessions } = context
  registerRoster(app, context)
  registerStatements(app, context)
  registerCaseImages(app, context)
  registerApprovals(app, context)
  registerPublicCases(app, context)

  app.get(
    '/api/cohorts/:id/cases',
    { schema: { params: idParamsSchema, response: { 200: caseListSchema } } },
    async (request) => {
      const { memberships } = await sessions.require(request)
      const place = await placeOfCohort(db, request.params.id)
      if (!place) throw notFound()
      if (!canSeeDrafts(memberships, place)) {
        throw allows('cohort.view', memberships, place) ? new AppError('forbidden') : notFound()
      }
      const stored = await listCases(context, db, request.params.id)
      const publications = await findPublications(
        db,
        stored.map(({ id }) => id),
      )
      const standingOut = await casesStandingOut(db, stored, publications)
      return {
        cases: stored.map(({ id, draft }) => {
          const found = publications.find(({ caseId }) => caseId === id)
          return {
            id,
            publicName: draft.publicName,
            status: caseStatus(found ?? null),
            slug: found?.document ? found.slug : null,
            path: found?.document ? casePath(found) : null,
            standsOut: standingOut.has(id),
            foundSince: [...(found?.foundSince ?? [])],
          }
        }),
      }
    },
  )

  app.post(
    '/api/cases',
    { schema: { body: createCaseRequestSchema, response: { 201: caseDraftSchema } } },
    async (request, reply) => {
      const { person, memberships } = await sessions.require(request)
      const { cohortId } = request.body
      const place = await placeOfCohort(db, cohortId)
      if (!place) throw notFound()
      if (!allows('case.edit', memberships, place)) {
        throw allows('cohort.view', memberships, place) ? new AppError('forbidden') : notFound()
      }
      const caseId = await createCase(context, { ...request.body, personId: person.id, memberships })
      request.log.info({ caseId, snapshots: request.body.snapshotIds.length }, 'case drafted')
      return reply
        .code(201)
        .send(await answerCase(context, request, await requireCase(context, request, caseId)))
    },
  )

  app.get(
    '/api/cases/:id',
    { schema: { params: idParamsSchema, response: { 200: caseDraftSchema } } },
    async (request) => answerCase(context, request, await requireCase(context, request, request.params.id)),
  )

  app.get('/api/cases/:id/preview', { schema: { params: idParamsSchema } }, async (request, reply) => {
    const { stored, facts } = await requireCase(context, request, request.params.id)
    void reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex')
    return sendPage(reply, previewPage(stored, facts.roster, languageOf(request)))
  })

  app.patch(
    '/api/cases/:id',
    { schema: { params: idParamsSchema, body: updateCaseRequestSchema, response: { 200: caseDraftSchema } } },
    async (request) => {
      const access = await requireCase(context, request, request.params.id, 'case.edit')
      const { publicName, tags } = request.body
      if (tags) refuseUnknownTags(tags)
      const facts = { field: Object.keys(request.body) }
      const change = changeBy(access, { act: 'case_changed', facts })
      const changed = await changeCase(context, change, (stored) => {
        const draft = {
          ...stored.draft,
          publicName: publicName ?? stored.draft.publicName,
          tags: tags ?? stored.draft.tags,
        }
        return { ...stored, draft }
      })
      return answerCase(context, request, { ...access, stored: changed })
    },
  )

  app.put(
    '/api/cases/:id/findings',
    {
      schema: {
        params: idParamsSchema,
        body: decideFindingRequestSchema,
        response: { 200: caseDraftSchema },
      },
    },
    async (request) => {
      const access = await requireCase(context, request, request.params.id, 'case.edit')
      const { roster } = access.facts
      const { statementId, findingKey, decision, everywhere } = request.body
      const kind = findingKey.split('.').find((part) => Object.hasOwn(FINDING_KINDS, part))
      const facts = { statementId, action: decision.action, everywhere, ...(kind !== undefined && { kind }) }
      const change = changeBy(access, { act: 'finding_decided', facts })
      const changed = await changeCase(context, change, (stored) => {
        const decisions = decideFinding(stored.draft, stored.decisions, roster, {
          key: findingKey,
          decision: decision.action === 'undecided' ? null : decision,
          everywhere,
        })
        if (decisions === null) throw notFound()
        return { ...stored, decisions }
      })
      return answerCase(context, request, { ...access, stored: changed })
    },
  )

  app.post(
    '/api/cases/:id/publish',
    { schema: { params: idParamsSchema, response: { 200: publishedSchema } } },
    async (request) => {
      const { stored, facts, personId } = await requireCase(
        context,
        request,
        request.params.id,
        'case.publish',
      )
      const { document, spread } = await publishOrLog(context, { stored, facts, personId })
      request.log.info({ caseId: stored.id }, 'case published')
      const { slug } = document
      return { slug, url: siteOf(request, config) + casePath({ slug, spread }) }
    },
  )

  app.post(
    '/api/cases/:id/count',
    { schema: { params: idParamsSchema, response: { 200: okSchema } } },
    async (request) => {
      const access = await requireCase(context, request, request.params.id, 'case.publish')
      await countCase(context, access)
      return { ok: true as const }
    },
  )

  app.delete(
    '/api/cases/:id/count',
    { schema: { params: idParamsSchema, response: { 200: okSchema } } },
    async (request) => {
      await countNoMore(context, await requireCase(context, request, request.params.id, 'case.publish'))
      return { ok: true as const }
    },
  )

  app.post(
    '/api/cases/:id/withdraw',
    { schema: { params: idParamsSchema, response: { 200: okSchema } } },
    async (request) => {
      const { stored, personId } = await requireCase(context, request, request.params.id, 'case.publish')
      const publication = await findPublication(db, { caseId: stored.id })
      if (!publication) throw notFound()
      const { cohortId } = stored
      const { documentId } = publication
      await withdrawByTeam(context, { caseId: stored.id, cohortId, personId, documentId })
      request.log.info({ caseId: stored.id }, 'case withdrawn')
      return { ok: true as const }
    },
  )
}

/** Publishes; a refusal is a decision of the server, and is written down as one. */
async function publishOrLog(
  context: Context,
  order: { stored: StoredCase; facts: CaseFacts; personId: string },
): ReturnType<typeof publishCase> {
  try {
    return await publishCase(context, order)
  } catch (error) {
    if (error instanceof AppError) {
      const { id: caseId, cohortId } = order.stored
      const at = new Date(context.now()).toISOString()
      const of = { cohortId, caseId, personId: order.personId, at }
      await logAct(context.db, of, { act: 'publish_refused', facts: { reason: error.code } })
    }
    throw error
  }
}
