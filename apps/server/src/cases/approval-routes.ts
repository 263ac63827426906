import {
  allows,
  type CaseApprovals,
  caseApprovalsSchema,
  caseLogSchema,
  idParamsSchema,
  okSchema,
  secondReadingRequestSchema,
} from '@tablee/contract'
import type { App } from '../app.ts'
import { findOrganisations } from '../cohorts/store.ts'
import { approvalsOf } from '../consents/approval.ts'
import { listActs } from '../consents/case-log.ts'
import { livingLink } from '../consents/links.ts'
import { consentState, presentStatement } from '../consents/present-statement.ts'
import { keepReading } from '../consents/second-reading.ts'
import { findLinkMakers, listLinks } from '../consents/store.ts'
import type { Context } from '../context.ts'
import { requireCase } from './case-access.ts'

/** Who has agreed to a case, who has read it again, and what was decided about it: for those who make it. */
export function registerApprovals(app: App, context: Context): void {
  const { db } = context

  app.get(
    '/api/cases/:id/approvals',
    { schema: { params: idParamsSchema, response: { 200: caseApprovalsSchema } } },
    async (request): Promise<CaseApprovals> => {
      const access = await requireCase(context, request, request.params.id)
      const { stored, facts, place, memberships, personId } = access
      const { cohortId } = stored
      const { textHash, spread, organisations, reading } = approvalsOf(stored, facts.roster, facts.approval)
      const named = await findOrganisations(
        db,
        organisations.map(({ organisationId }) => organisationId),
      )
      const links = await listLinks(db, { cohortId, caseId: stored.id })
      const mayAsk = allows('consent.ask', memberships, place)
      const makers = await findLinkMakers(
        db,
        organisations.flatMap(({ ofCase }) => ofCase ?? []),
      )
      return {
        textHash,
        spread,
        organisations: organisations.map((one) => {
          const isAsked = links.some((link) => link.organisation_id === one.organisationId)
          return {
            organisationId: one.organisationId,
            name: named.find(({ id }) => id === one.organisationId)?.name ?? '',
            part: one.part,
            state: consentState(one.ofCase, isAsked),
            generalState: consentState(one.general, false),
            statement: one.ofCase && presentStatement(context, one.ofCase, makers),
            outdated: one.outdated,
            approved: one.approved,
            link: mayAsk ? livingLink(links, one.organisationId, context.now()) : null,
          }
        }),
        reading: {
          ...reading,
          reason: facts.approval.reason,
          mayRead: allows('case.review', memberships, place) && !facts.approval.hands.has(personId),
        },
      }
    },
  )

  app.put(
    '/api/cases/:id/second-reading',
    { schema: { params: idParamsSchema, body: secondReadingRequestSchema, response: { 200: okSchema } } },
    async (request) => {
      const { id: caseId } = request.params
      const { personId } = await requireCase(context, request, caseId, 'case.review')
      await keepReading(context, { caseId, personId, ...request.body })
      request.log.info({ caseId }, 'case read again')
      return { ok: true as const }
    },
  )

  app.get(
    '/api/cases/:id/log',
    { schema: { params: idParamsSchema, response: { 200: caseLogSchema } } },
    async (request) => {
      await requireCase(context, request, request.params.id)
      return { lines: await listActs(db, request.params.id) }
    },
  )
}
