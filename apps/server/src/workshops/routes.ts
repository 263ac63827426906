import {
  allows,
  createWorkshopRequestSchema,
  idParamsSchema,
  type Place,
  presenceSchema,
  updateWorkshopRequestSchema,
  workshopListSchema,
  workshopSchema,
} from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import type { SignedIn } from '../accounts/session.ts'
import { findPersonNames } from '../accounts/store.ts'
import type { App } from '../app.ts'
import { placeOfCohort } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { languageOf } from '../language.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { registerCoaching } from './coaching-routes.ts'
import { registerCollation } from './collation-routes.ts'
import { createWorkshop } from './create-workshop.ts'
import { registerWorkshopGroups } from './group-routes.ts'
import { PRESENCE_ORDER } from './presence.ts'
import { presentMeetings, presentOutside, presentSummary, presentWorkshop } from './present-workshop.ts'
import { requireMethod } from './require-method.ts'
import {
  barredFrom,
  requireKnownWorkshop,
  requirePlanner,
  requireWorkshop,
  seeWorkshop,
} from './require-workshop.ts'
import { registerRunning } from './running-routes.ts'
import { findWorkshops, updateWorkshop } from './store.ts'
import { WORKSHOP_WORDS } from './words.ts'

/** Workshops of a cohort: planned with all their boards in one action, run, closed. */
export function registerWorkshops(app: App, context: Context): void {
  const { db, sessions } = context
  registerWorkshopGroups(app, context)
  registerRunning(app, context)
  registerCollation(app, context)
  registerCoaching(app, context)

  app.get('/api/workshops', { schema: { response: { 200: workshopListSchema } } }, async (request) => ({
    workshops: await visibleWorkshops(await sessions.require(request), null),
  }))

  app.get(
    '/api/cohorts/:id/workshops',
    { schema: { params: idParamsSchema, response: { 200: workshopListSchema } } },
    async (request) => {
      const signedIn = await sessions.require(request)
      const place = await placeOfCohort(db, request.params.id)
      if (!place) throw notFound()
      const workshops = await visibleWorkshops(signedIn, request.params.id)
      if (workshops.length === 0 && !allows('cohort.view', signedIn.memberships, place)) throw notFound()
      return { workshops }
    },
  )

  app.post(
    '/api/cohorts/:id/workshops',
    {
      schema: {
        params: idParamsSchema,
        body: createWorkshopRequestSchema,
        response: { 201: workshopSchema },
      },
    },
    async (request, reply) => {
      const signedIn = await sessions.require(request)
      const cohortId = request.params.id
      requireCohortPlanner(await placeOfCohort(db, cohortId), signedIn)
      const { plenaryTemplateId, groupTemplateId, coachingTemplateId } = request.body
      const methodOf = (templateId: string) => requireMethod(context, signedIn, { templateId, cohortId })
      const workshopId = await createWorkshop(context, {
        cohortId,
        request: request.body,
        methods: {
          plenary: await methodOf(plenaryTemplateId),
          group: await methodOf(groupTemplateId),
          coaching: coachingTemplateId === null ? null : await methodOf(coachingTemplateId),
        },
        words: WORKSHOP_WORDS[languageOf(request)],
        personId: signedIn.person.id,
      })
      request.log.info({ workshopId, cohortId }, 'workshop created')
      await context.workshopFacts.tell(workshopId)
      return reply.code(201).send(await view(request, workshopId))
    },
  )

  app.get(
    '/api/workshops/:id',
    { schema: { params: idParamsSchema, response: { 200: workshopSchema } } },
    async (request) => {
      const seen = await requireKnownWorkshop(context, request, request.params.id)
      return (await barredFrom(db, seen)) === null ? presentWorkshop(db, seen) : presentOutside(db, seen)
    },
  )

  app.patch(
    '/api/workshops/:id',
    {
      schema: {
        params: idParamsSchema,
        body: updateWorkshopRequestSchema,
        response: { 200: workshopSchema },
      },
    },
    async (request) => {
      const { workshop } = await requirePlanner(context, request, request.params.id)
      const { title, startsAt, minutes, lateArrivals } = request.body
      await updateWorkshop(db, workshop.id, {
        ...(title === undefined ? {} : { title }),
        ...(startsAt === undefined ? {} : { starts_at: startsAt }),
        ...(minutes === undefined ? {} : { minutes }),
        ...(lateArrivals === undefined ? {} : { late_arrivals: lateArrivals }),
      })
      return view(request, workshop.id)
    },
  )

  app.get(
    '/api/workshops/:id/presence',
    { schema: { params: idParamsSchema, response: { 200: presenceSchema } } },
    async (request) => {
      const { boards } = await requireWorkshop(context, request, request.params.id)
      const present = await Promise.all(
        boards.map(async ({ board_id }) => {
          const { personIds } = await giveOrder(context, PRESENCE_ORDER, { boardId: board_id })
          return { boardId: board_id, personIds }
        }),
      )
      const nameOf = await findPersonNames(
        db,
        present.flatMap(({ personIds }) => personIds),
      )
      return {
        boards: present.map(({ boardId, personIds }) => ({
          boardId,
          people: personIds.flatMap((id) => nameOf.get(id) ?? []).sort((a, b) => a.localeCompare(b, 'fr')),
        })),
      }
    },
  )

  async function visibleWorkshops(signedIn: SignedIn, cohortId: string | null) {
    const workshops = await findWorkshops(db, cohortId)
    const seen = await Promise.all(
      workshops.map(async (workshop) => {
        const view = await seeWorkshop(db, workshop, signedIn)
        if (!view) return null
        // before a closed door one learns of no board
        const meetings = (await barredFrom(db, view)) === null ? await presentMeetings(db, view.boards) : []
        return { ...presentSummary(workshop, workshop.cohortName), meetings }
      }),
    )
    return seen.filter((workshop) => workshop !== null)
  }

  async function view(request: FastifyRequest, id: string) {
    return presentWorkshop(db, await requireWorkshop(context, request, id))
  }

  function requireCohortPlanner(place: Place | null, { memberships }: SignedIn): void {
    if (!place || !allows('cohort.view', memberships, place)) throw notFound()
    if (!allows('workshop.manage', memberships, place)) throw new AppError('forbidden')
  }
}
