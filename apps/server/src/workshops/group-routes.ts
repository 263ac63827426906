import {
  allows,
  balancedGroupsSchema,
  balanceRequestSchema,
  exclusionsSchema,
  idParamsSchema,
  type OrganisationProfile,
  okSchema,
} from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { placeOfCohort } from '../cohorts/places.ts'
import { findOrganisations } from '../cohorts/store.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { balanceGroups } from './balance-groups.ts'
import { findExclusions, putExclusions } from './exclusion-store.ts'

/** How the organisations of a cohort are put into groups: pairs that are kept apart, and balanced proposals. */
export function registerWorkshopGroups(app: App, context: Context): void {
  const { db, sessions } = context

  app.get(
    '/api/cohorts/:id/exclusions',
    { schema: { params: idParamsSchema, response: { 200: exclusionsSchema } } },
    async (request) => {
      await requireCoach(request, request.params.id)
      return { pairs: await findExclusions(db, request.params.id) }
    },
  )

  app.put(
    '/api/cohorts/:id/exclusions',
    { schema: { params: idParamsSchema, body: exclusionsSchema, response: { 200: okSchema } } },
    async (request) => {
      const organisationIds = await requireCoach(request, request.params.id)
      const { pairs } = request.body
      if (!pairs.flat().every((id) => organisationIds.includes(id))) throw notFound()
      await putExclusions(db, request.params.id, pairs)
      request.log.info({ cohortId: request.params.id, pairs: pairs.length }, 'exclusions kept')
      return { ok: true as const }
    },
  )

  app.post(
    '/api/cohorts/:id/workshops/balance',
    {
      schema: { params: idParamsSchema, body: balanceRequestSchema, response: { 200: balancedGroupsSchema } },
    },
    async (request) => {
      const known = await requireCoach(request, request.params.id)
      const { names, seed, mixed } = request.body
      const organisationIds = [...new Set(request.body.organisationIds)]
      if (!organisationIds.every((id) => known.includes(id))) throw notFound()
      const organisations = await findOrganisations(db, organisationIds)
      const balance = balanceGroups(
        organisations.map(({ id, profile }) => ({
          id,
          traits: mixed ? traitsOf(profile) : [],
        })),
        { count: names.length, exclusions: await findExclusions(db, request.params.id), seed },
      )
      if (!balance.ok)
        throw new AppError('workshop_groups_impossible', { details: { organisationIds: [...balance.pair] } })
      return { groups: balance.groups.map((group) => [...group]) }
    },
  )

  /** Exclusions say who competes with whom: who does not plan workshops may not know that there are any. */
  async function requireCoach(request: FastifyRequest, cohortId: string): Promise<readonly string[]> {
    const { memberships } = await sessions.require(request)
    const place = await placeOfCohort(db, cohortId)
    if (!place || !allows('workshop.manage', memberships, place)) throw notFound()
    return place.organisationIds ?? []
  }
}

function traitsOf({ sector, size }: OrganisationProfile): string[] {
  return [...(sector ? [`sector ${sector}`] : []), ...(size ? [`size ${size}`] : [])]
}
