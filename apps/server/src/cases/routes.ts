import {
  type CaseTags,
  decideFinding,
  decideStatement,
  isCaseSection,
  type Roster,
  type StatementDecision,
  UNSORTED,
} from '@tablee/cases'
import {
  allows,
  type CaseDraftView,
  caseDraftSchema,
  caseListSchema,
  createCaseRequestSchema,
  decideFindingRequestSchema,
  decideStatementRequestSchema,
  idParamsSchema,
  idSchema,
  okSchema,
  publishedSchema,
  type Right,
  updateCaseRequestSchema,
} from '@tablee/contract'
import { termLabel } from '@tablee/templates'
import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { App } from '../app.ts'
import { placeOfCohort } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { languageOf } from '../language.ts'
import { siteOf } from '../plugins/origin.ts'
import { changeCase, withPseudonyms } from './change-case.ts'
import { createCase } from './create-case.ts'
import { consentTo, isConsented } from './draft-text.ts'
import { caseStatus, presentDraft } from './present-draft.ts'
import { previewPage } from './public/preview-page.ts'
import { registerPublicCases, sendPage } from './public-routes.ts'
import { deletePictures, publishCase } from './publish-case.ts'
import { readRosterEntries, rosterOf } from './read-roster.ts'
import { registerRoster } from './roster-routes.ts'
import { canSeeDrafts, caseRights } from './rules.ts'
import {
  findCase,
  findPublication,
  findPublications,
  listCases,
  type StoredCase,
  withdrawPublication,
} from './store.ts'

const statementParamsSchema = z.strictObject({ id: idSchema, statementId: idSchema })

/** A case that somebody may see, what she may do with it, and the names of its cohort. */
interface CaseAccess {
  stored: StoredCase
  roster: Roster
  rights: readonly Right[]
}

/** Cases: drafted from offered snapshots, decided finding by finding, published, withdrawn. */
export function registerCases(app: App, context: Context): void {
  const { config, db, sessions } = context
  registerRoster(app, context)
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
      const stored = await listCases(db, request.params.id)
      const publications = await findPublications(
        db,
        stored.map(({ id }) => id),
      )
      return {
        cases: stored.map(({ id, draft }) => {
          const found = publications.find(({ caseId }) => caseId === id)
          return {
            id,
            publicName: draft.publicName,
            status: caseStatus(found ?? null),
            slug: found?.document ? found.slug : null,
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
      request.log.info({ caseId, cohortId, snapshots: request.body.snapshotIds.length }, 'case drafted')
      return reply.code(201).send(await present(request, await requireCase(request, caseId)))
    },
  )

  app.get(
    '/api/cases/:id',
    { schema: { params: idParamsSchema, response: { 200: caseDraftSchema } } },
    async (request) => present(request, await requireCase(request, request.params.id)),
  )

  app.get('/api/cases/:id/preview', { schema: { params: idParamsSchema } }, async (request, reply) => {
    const { stored, roster } = await requireCase(request, request.params.id)
    void reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex')
    return sendPage(reply, previewPage(stored, roster, languageOf(request)))
  })

  app.patch(
    '/api/cases/:id',
    { schema: { params: idParamsSchema, body: updateCaseRequestSchema, response: { 200: caseDraftSchema } } },
    async (request) => {
      const access = await requireCase(request, request.params.id, 'case.edit')
      const { roster, personId } = access
      const { publicName, tags, consentConfirmed } = request.body
      if (tags) refuseUnknownTags(tags)
      const stated = { at: new Date(context.now()).toISOString(), by: personId }
      const changed = await changeCase(context, request.params.id, roster, (stored) => {
        const draft = {
          ...stored.draft,
          publicName: publicName ?? stored.draft.publicName,
          tags: tags ?? stored.draft.tags,
        }
        const edited = { ...stored, draft }
        if (consentConfirmed === undefined) return edited
        if (!consentConfirmed) return { ...edited, consent: null }
        return isConsented(edited, roster)
          ? edited
          : { ...edited, consent: consentTo(edited, roster, stated) }
      })
      if (consentConfirmed !== undefined) {
        request.log.info({ caseId: request.params.id, personId, consentConfirmed }, 'consent stated')
      }
      return present(request, { ...access, stored: changed })
    },
  )

  app.put(
    '/api/cases/:id/statements/:statementId',
    {
      schema: {
        params: statementParamsSchema,
        body: decideStatementRequestSchema,
        response: { 200: caseDraftSchema },
      },
    },
    async (request) => {
      const { id, statementId } = request.params
      const access = await requireCase(request, id, 'case.edit')
      const { section } = request.body
      const decision = statementDecision(request.body)
      if (section !== undefined && section !== UNSORTED && !isCaseSection(section)) {
        throw new AppError('request_invalid', { fields: [{ path: 'section', problem: 'unknown_section' }] })
      }
      const changed = await changeCase(context, id, access.roster, (stored) => {
        const draft = decideStatement(stored.draft, statementId, decision, section)
        if (draft === null) throw notFound()
        return { ...stored, draft }
      })
      return present(request, { ...access, stored: changed })
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
      const access = await requireCase(request, request.params.id, 'case.edit')
      const { roster } = access
      const { findingKey, decision, everywhere } = request.body
      const changed = await changeCase(context, request.params.id, roster, (stored) => {
        const decisions = decideFinding(stored.draft, stored.decisions, roster, {
          key: findingKey,
          decision: decision.action === 'undecided' ? null : decision,
          everywhere,
        })
        if (decisions === null) throw notFound()
        return { ...stored, decisions }
      })
      return present(request, { ...access, stored: changed })
    },
  )

  app.post(
    '/api/cases/:id/publish',
    { schema: { params: idParamsSchema, response: { 200: publishedSchema } } },
    async (request) => {
      const { stored, roster, personId } = await requireCase(request, request.params.id, 'case.publish')
      const { slug } = await publishCase(context, { stored, roster, personId })
      request.log.info({ caseId: stored.id, personId }, 'case published')
      return { slug, url: `${siteOf(request, config)}/cas/${slug}` }
    },
  )

  app.post(
    '/api/cases/:id/withdraw',
    { schema: { params: idParamsSchema, response: { 200: okSchema } } },
    async (request) => {
      const { stored, personId } = await requireCase(request, request.params.id, 'case.publish')
      const publication = await findPublication(db, { caseId: stored.id })
      if (!publication) throw notFound()
      if (publication.document !== null) {
        await withdrawPublication(db, stored.id, new Date(context.now()).toISOString())
        request.log.info({ caseId: stored.id, personId }, 'case withdrawn')
      }
      // again each time: a disk that failed the first time left them there
      await deletePictures(context, publication.documentId)
      return { ok: true as const }
    },
  )

  /** The case with its cohort's names, if the person may see it, and may do `right` with it. */
  async function requireCase(
    request: FastifyRequest,
    caseId: string,
    right?: Right,
  ): Promise<CaseAccess & { personId: string }> {
    const { person, memberships } = await sessions.require(request)
    const stored = await findCase(db, caseId)
    const place = stored && (await placeOfCohort(db, stored.cohortId))
    if (!stored || !place || !canSeeDrafts(memberships, place)) throw notFound()
    if (right !== undefined && !allows(right, memberships, place)) throw new AppError('forbidden')
    const roster = rosterOf(await readRosterEntries(db, stored.cohortId))
    const named: StoredCase = withPseudonyms(stored, roster)
    return { stored: named, roster, personId: person.id, rights: caseRights(memberships, place) }
  }

  async function present(
    request: FastifyRequest,
    { stored, roster, rights }: CaseAccess,
  ): Promise<CaseDraftView> {
    const publication = await findPublication(db, { caseId: stored.id })
    return presentDraft(stored, { roster, publication, rights, site: siteOf(request, config) })
  }
}

function statementDecision(body: z.infer<typeof decideStatementRequestSchema>): StatementDecision {
  if (body.decision !== 'reworded') return { state: body.decision }
  if (body.text === undefined) {
    throw new AppError('request_invalid', { fields: [{ path: 'text', problem: 'required' }] })
  }
  return { state: 'reworded', text: body.text }
}

function refuseUnknownTags(tags: CaseTags): void {
  const fields = Object.entries(tags).flatMap(([vocabulary, chosen]) =>
    [chosen]
      .flat()
      .filter((id) => id !== null && termLabel(vocabulary, id, 'fr') === undefined)
      .map(() => ({ path: `tags.${vocabulary}`, problem: 'unknown_term' })),
  )
  if (fields.length > 0) throw new AppError('request_invalid', { fields })
}
