import {
  allows,
  cohortSchema,
  createCohortRequestSchema,
  createOrganisationRequestSchema,
  createProgrammeRequestSchema,
  idParamsSchema,
  idSchema,
  type Membership,
  okSchema,
  type Place,
  peopleSchema,
  programmeListSchema,
  type Right,
  renameRequestSchema,
  rightsIn,
} from '@tablee/contract'
import * as z from 'zod'
import type { App } from '../app.ts'
import { rememberNames } from '../cases/remember-names.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { mayGrant } from '../invitations/rules.ts'
import { takePlenaryRole } from '../workshops/plenary-roles.ts'
import { closeSocketsOf } from './close-sockets.ts'
import { listPeople } from './list-people.ts'
import { listProgrammes, visibleOrganisations } from './list-programmes.ts'
import { deleteMembership, findMembership } from './membership-store.ts'
import { placeOfCohort, placeOfProgramme, placesOfScope } from './places.ts'
import {
  findCohort,
  findOrganisations,
  findProgramme,
  insertCohort,
  insertOrganisation,
  insertProgramme,
  renameCohort,
  renameProgramme,
  updateOrganisation,
} from './store.ts'

const OK = { ok: true } as const
const createdSchema = z.strictObject({ id: idSchema })

/** Programmes, cohorts, organisations and who is in them. */
export function registerCohorts(app: App, context: Context): void {
  const { db, sessions } = context

  app.get('/api/programmes', { schema: { response: { 200: programmeListSchema } } }, async (request) => {
    const { memberships } = await sessions.require(request)
    return listProgrammes(db, memberships)
  })

  app.post(
    '/api/programmes',
    { schema: { body: createProgrammeRequestSchema, response: { 201: createdSchema } } },
    async (request, reply) => {
      const { memberships } = await sessions.require(request)
      if (!allows('programme.create', memberships, {})) throw new AppError('forbidden')
      const id = await insertProgramme(db, request.body.name, context.now())
      return reply.code(201).send({ id })
    },
  )

  app.patch(
    '/api/programmes/:id',
    { schema: { params: idParamsSchema, body: renameRequestSchema, response: { 200: okSchema } } },
    async (request) => {
      const { memberships } = await sessions.require(request)
      await programmeWith('cohort.manage', memberships, request.params.id)
      await renameProgramme(db, request.params.id, request.body.name)
      return OK
    },
  )

  app.post(
    '/api/programmes/:id/cohorts',
    { schema: { params: idParamsSchema, body: createCohortRequestSchema, response: { 201: createdSchema } } },
    async (request, reply) => {
      const { person, memberships } = await sessions.require(request)
      await programmeWith('cohort.create', memberships, request.params.id)
      const { name, coachMyself } = request.body
      const id = await insertCohort(
        db,
        { programmeId: request.params.id, name, coachId: coachMyself ? person.id : null },
        context.now(),
      )
      return reply.code(201).send({ id })
    },
  )

  app.get(
    '/api/cohorts/:id',
    { schema: { params: idParamsSchema, response: { 200: cohortSchema } } },
    async (request) => {
      const { memberships } = await sessions.require(request)
      const place = await cohortWith('cohort.view', memberships, request.params.id)
      const cohort = await findCohort(db, request.params.id)
      const programme = cohort && (await findProgramme(db, cohort.programmeId))
      if (!programme) throw notFound()
      return {
        id: cohort.id,
        name: cohort.name,
        programme,
        organisations: await findOrganisations(db, visibleOrganisations(memberships, place)),
        rights: rightsIn(memberships, place),
      }
    },
  )

  app.patch(
    '/api/cohorts/:id',
    { schema: { params: idParamsSchema, body: renameRequestSchema, response: { 200: okSchema } } },
    async (request) => {
      const { memberships } = await sessions.require(request)
      await cohortWith('cohort.manage', memberships, request.params.id)
      await renameCohort(db, request.params.id, request.body.name)
      return OK
    },
  )

  app.post(
    '/api/cohorts/:id/organisations',
    {
      schema: {
        params: idParamsSchema,
        body: createOrganisationRequestSchema,
        response: { 201: createdSchema },
      },
    },
    async (request, reply) => {
      const { memberships } = await sessions.require(request)
      await cohortWith('cohort.manage', memberships, request.params.id)
      const id = await insertOrganisation(db, { cohortId: request.params.id, ...request.body }, context.now())
      return reply.code(201).send({ id })
    },
  )

  app.patch(
    '/api/organisations/:id',
    {
      schema: { params: idParamsSchema, body: createOrganisationRequestSchema, response: { 200: okSchema } },
    },
    async (request) => {
      const { memberships } = await sessions.require(request)
      const places = await placesOfScope(db, 'organisation', request.params.id)
      if (!places.some((place) => allows('cohort.view', memberships, place))) throw notFound()
      if (!places.some((place) => allows('cohort.manage', memberships, place)))
        throw new AppError('forbidden')
      await rememberNames(context, db, [{ scopeKind: 'organisation', scopeId: request.params.id }])
      await updateOrganisation(db, { id: request.params.id, ...request.body })
      return OK
    },
  )

  app.get(
    '/api/cohorts/:id/people',
    { schema: { params: idParamsSchema, response: { 200: peopleSchema } } },
    async (request) => {
      const { memberships } = await sessions.require(request)
      const place = await cohortWith('people.view', memberships, request.params.id)
      return listPeople(db, memberships, { ...place, cohortId: request.params.id })
    },
  )

  app.delete(
    '/api/memberships/:id',
    { schema: { params: idParamsSchema, response: { 200: okSchema } } },
    async (request) => {
      const { person, memberships } = await sessions.require(request)
      const membership = await findMembership(db, request.params.id)
      if (!membership) throw notFound()
      const places = await placesOfScope(db, membership.scopeKind, membership.scopeId)
      const has = (right: Right) => places.some((place) => allows(right, memberships, place))
      if (membership.personId !== person.id && !has('people.view')) throw notFound()
      if (!has('people.remove')) throw new AppError('forbidden')
      if (!mayGrant(memberships, membership, places)) throw new AppError('role_not_grantable')
      await rememberNames(context, db, [membership])
      await db.transaction().execute(async (transaction) => {
        await deleteMembership(transaction, membership)
        await takePlenaryRole(transaction, membership)
      })
      request.log.info({ membershipId: membership.id, personId: membership.personId }, 'membership removed')
      closeSocketsOf(context, membership.personId)
      return OK
    },
  )

  /** @throws {AppError} `not_found` when she may not see the cohort, `forbidden` when the right is missing. */
  async function cohortWith(right: Right, memberships: readonly Membership[], id: string): Promise<Place> {
    const place = await placeOfCohort(db, id)
    if (!place || !allows('cohort.view', memberships, place)) throw notFound()
    if (!allows(right, memberships, place)) throw new AppError('forbidden')
    return place
  }

  /** The same for a programme, which is seen by whoever sees one of its cohorts. */
  async function programmeWith(right: Right, memberships: readonly Membership[], id: string): Promise<void> {
    const place = await placeOfProgramme(db, id)
    if (!place) throw notFound()
    if (allows(right, memberships, place)) return
    const { programmes } = await listProgrammes(db, memberships)
    throw programmes.some((programme) => programme.id === id) ? new AppError('forbidden') : notFound()
  }
}
