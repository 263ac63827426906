import {
  arrivalSchema,
  assignRequestSchema,
  callRequestSchema,
  closeWorkshopRequestSchema,
  idParamsSchema,
  invitationSchema,
  inviteToWorkshopRequestSchema,
  placeGuestRequestSchema,
  placeRequestSchema,
  workshopMemberParamsSchema,
  workshopSchema,
  workshopScriptAnswerSchema,
  workshopScriptRequestSchema,
  workshopScriptsSchema,
  workshopUnfinishedSchema,
} from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { presentInvitations } from '../invitations/present-invitation.ts'
import { assignFacilitator } from './assign-facilitator.ts'
import { closeWorkshop } from './close-workshop.ts'
import { arrive } from './enter-workshop.ts'
import { finishBoards } from './finish-boards.ts'
import { inviteToWorkshop } from './invite-to-workshop.ts'
import { membersOf } from './members-of.ts'
import { believeGuests, placeGuest, placeOrganisation } from './place-organisation.ts'
import { findGuests } from './place-store.ts'
import { presentWorkshop } from './present-workshop.ts'
import { requirePlanner, requireRunner, requireWorkshop } from './require-workshop.ts'
import { readScripts, runScripts } from './run-scripts.ts'
import { callTo, findWorkshop, findWorkshopBoards } from './store.ts'
import { findUnfinished } from './unfinished-boards.ts'

/** While a workshop runs: who is placed where, calling everybody, ways in, the end. */
export function registerRunning(app: App, context: Context): void {
  const { db } = context
  const memberSchema = { params: workshopMemberParamsSchema, response: { 200: workshopSchema } }

  app.put(
    '/api/workshops/:id/organisations/:memberId',
    { schema: { ...memberSchema, body: placeRequestSchema } },
    async (request) => {
      const { id, memberId: organisationId } = request.params
      // a refusal says who is kept apart from whom, which only those who plan may know
      const { workshop, cohort } = await requirePlanner(context, request, id)
      if (!cohort.organisationIds?.includes(organisationId)) throw notFound()
      const { boardId } = request.body
      const { fromBoardId } = await placeOrganisation(context, id, { organisationId, boardId })
      if (fromBoardId !== null) {
        const guests = (await findGuests(db, id)).filter((guest) => guest.organisation_id === organisationId)
        const people = [...(await membersOf(db, organisationId)), ...guests.map(({ person_id }) => person_id)]
        closeSocketsOn([fromBoardId], people)
      }
      request.log.info({ workshopId: workshop.id, organisationId, boardId }, 'organisation placed')
      return view(request, id)
    },
  )

  app.put(
    '/api/workshops/:id/people/:memberId',
    { schema: { ...memberSchema, body: placeGuestRequestSchema } },
    async (request) => {
      const { id, memberId: personId } = request.params
      const { cohort, may } = await requireRunner(context, request, { id, everywhere: true })
      const { boardId, organisationId } = request.body
      if (organisationId && !cohort.organisationIds?.includes(organisationId)) throw notFound()
      const place = { personId, boardId, organisationId, plans: may.manage }
      const { fromBoardId } = await placeGuest(context, id, place)
      if (fromBoardId !== null) closeSocketsOn([fromBoardId], [personId])
      request.log.info({ workshopId: id, personId, boardId }, 'guest placed')
      return view(request, id)
    },
  )

  app.post(
    '/api/workshops/:id/believe',
    { schema: { params: idParamsSchema, response: { 200: workshopSchema } } },
    async (request) => {
      const { id } = request.params
      await requireRunner(context, request, { id, everywhere: true })
      const believed = await believeGuests(context, id)
      request.log.info({ workshopId: id, believed }, 'guests taken at their word')
      return view(request, id)
    },
  )

  app.put(
    '/api/workshops/:id/facilitators/:memberId',
    { schema: { ...memberSchema, body: assignRequestSchema } },
    async (request) => {
      const { id, memberId: personId } = request.params
      const seen = await requirePlanner(context, request, id)
      const changed = await assignFacilitator(context, seen, { personId, boardIds: request.body.boardIds })
      closeSocketsOn(changed, [personId])
      request.log.info({ workshopId: id, personId, groups: request.body.boardIds.length }, 'groups given')
      return view(request, id)
    },
  )

  app.post(
    '/api/workshops/:id/arrive',
    { schema: { params: idParamsSchema, response: { 200: arrivalSchema } } },
    async (request) => {
      const { id } = request.params
      const { signedIn, may } = await requireWorkshop(context, request, id)
      if (!may.run) await arrive(context, id, signedIn.person.id)
      return (await view(request, id)).mine
    },
  )

  app.post(
    '/api/workshops/:id/here',
    { schema: { params: idParamsSchema, body: callRequestSchema, response: { 200: workshopSchema } } },
    async (request) => {
      const { id } = request.params
      await requireRunner(context, request, { id })
      const { here } = request.body
      const called = await callTo(db, id, { here, now: context.now() })
      if (!called && (await findWorkshop(db, id))?.state === 'closed') throw new AppError('workshop_closed')
      await context.workshopFacts.tell(id)
      request.log.info({ workshopId: id, here, called }, 'everybody called')
      return view(request, id)
    },
  )

  app.get(
    '/api/workshops/:id/scripts',
    { schema: { params: idParamsSchema, response: { 200: workshopScriptsSchema } } },
    async (request) => {
      const { boards } = await requireRunner(context, request, { id: request.params.id })
      const groups = boards.filter(({ kind }) => kind === 'group').map(({ board_id }) => board_id)
      return { boards: await readScripts(context, groups) }
    },
  )

  app.post(
    '/api/workshops/:id/script',
    {
      schema: {
        params: idParamsSchema,
        body: workshopScriptRequestSchema,
        response: { 200: workshopScriptAnswerSchema },
      },
    },
    async (request) => {
      const { id } = request.params
      const { workshop, boards, signedIn } = await requireRunner(context, request, { id })
      if (workshop.state === 'closed') throw new AppError('workshop_closed')
      const boardIds = boards.filter(({ kind }) => kind === 'group').map(({ board_id }) => board_id)
      const groups = { boardIds, memberships: signedIn.memberships }
      const outcomes = await runScripts(context, groups, { ...request.body, log: request.log })
      const done = outcomes.filter((outcome) => outcome.done).length
      request.log.info({ workshopId: id, command: request.body.command.do, done }, 'scripts of groups run')
      return { boards: outcomes }
    },
  )

  app.get(
    '/api/workshops/:id/unfinished',
    { schema: { params: idParamsSchema, response: { 200: workshopUnfinishedSchema } } },
    async (request) => {
      const { id } = request.params
      await requireRunner(context, request, { id, everywhere: true })
      return { boards: await findUnfinished(context, await findWorkshopBoards(db, [id])) }
    },
  )

  app.post(
    '/api/workshops/:id/close',
    {
      schema: {
        params: idParamsSchema,
        body: closeWorkshopRequestSchema,
        response: { 200: workshopSchema },
      },
    },
    async (request) => {
      const { id } = request.params
      const { workshop, signedIn } = await requireRunner(context, request, { id, everywhere: true })
      // closed before, it is only asked for what is missing
      if (workshop.state !== 'closed')
        await finishBoards(context, workshop, { reveal: request.body?.reveal ?? false })
      const { snapshots } = await closeWorkshop(context, workshop, signedIn.person.id)
      await context.workshopFacts.tell(id)
      request.log.info({ workshopId: id, snapshots }, 'workshop closed')
      return view(request, id)
    },
  )

  app.post(
    '/api/workshops/:id/invitations',
    {
      schema: {
        params: idParamsSchema,
        body: inviteToWorkshopRequestSchema,
        response: { 200: invitationSchema },
      },
    },
    async (request) => {
      const { id } = request.params
      const seen = await requireRunner(context, request, { id, everywhere: true })
      const { organisationId } = request.body
      if (organisationId !== null && !seen.cohort.organisationIds?.includes(organisationId)) throw notFound()
      const row = await inviteToWorkshop(context, seen, organisationId)
      const [invitation] = await presentInvitations(context, request, [row])
      if (!invitation) throw new Error('one row is presented as one invitation')
      return invitation
    },
  )

  async function view(request: FastifyRequest, id: string) {
    return presentWorkshop(db, await requireWorkshop(context, request, id))
  }

  /** They come back and are admitted anew; whom nothing was taken from notices a moment's pause. */
  function closeSocketsOn(boardIds: readonly string[], personIds: readonly string[]): void {
    for (const room of boardIds)
      for (const authorId of new Set(personIds)) context.kicks.send({ room, authorId }, 'rights_changed')
  }
}
