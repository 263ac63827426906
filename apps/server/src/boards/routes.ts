import { schemaFingerprint } from '@tablee/board'
import {
  allows,
  type BoardSummary,
  type BoardView,
  boardListSchema,
  boardSchema,
  createBoardRequestSchema,
  idParamsSchema,
  rightsIn,
  updateBoardRequestSchema,
} from '@tablee/contract'
import { findTemplate } from '@tablee/templates'
import type { SignedIn } from '../accounts/session.ts'
import type { App } from '../app.ts'
import { placeInCohort, placeOfBoard, placeOfCohort, placeOfOrganisation } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { languageOf } from '../language.ts'
import { actorOn } from './actor.ts'
import { createBoard } from './create-board.ts'
import { boardRole, canManage, canView } from './rules.ts'
import { type BoardRow, findBoard, findBoardsOfCohort, updateBoard } from './store.ts'

/** Boards: listed, made from a method, opened, renamed, archived. What is on them travels over the sync socket. */
export function registerBoards(app: App, context: Context): void {
  const { db, sessions } = context

  app.get(
    '/api/cohorts/:id/boards',
    { schema: { params: idParamsSchema, response: { 200: boardListSchema } } },
    async (request) => {
      const { memberships } = await sessions.require(request)
      const cohort = await placeOfCohort(db, request.params.id)
      if (!cohort) throw notFound()
      const boards = (await findBoardsOfCohort(db, request.params.id)).filter((board) =>
        canView(
          memberships,
          placeInCohort(cohort, { id: board.id, organisationId: board.organisation?.id ?? null }),
        ),
      )
      if (boards.length === 0 && !allows('cohort.view', memberships, cohort)) throw notFound()
      return { boards: boards.map(presentSummary) }
    },
  )

  app.post(
    '/api/boards',
    { schema: { body: createBoardRequestSchema, response: { 201: boardSchema } } },
    async (request, reply) => {
      const signedIn = await sessions.require(request)
      const { cohortId, organisationId, templateId, title } = request.body
      const place =
        organisationId === null
          ? await placeOfCohort(db, cohortId)
          : await placeOfOrganisation(db, organisationId, cohortId)
      if (!place || !allows('cohort.view', signedIn.memberships, place)) throw notFound()
      if (!allows('board.create', signedIn.memberships, place)) throw new AppError('forbidden')
      const template = findTemplate(templateId)
      if (!template) throw new AppError('template_unknown')
      const boardId = await createBoard(context, {
        cohortId,
        organisationId,
        template,
        title: title ?? template.title[languageOf(request)],
        personId: signedIn.person.id,
      })
      request.log.info({ boardId, cohortId, template: template.id }, 'board created')
      return reply.code(201).send(await viewBoard(boardId, signedIn))
    },
  )

  app.get(
    '/api/boards/:id',
    { schema: { params: idParamsSchema, response: { 200: boardSchema } } },
    async (request) => viewBoard(request.params.id, await sessions.require(request)),
  )

  app.patch(
    '/api/boards/:id',
    { schema: { params: idParamsSchema, body: updateBoardRequestSchema, response: { 200: boardSchema } } },
    async (request) => {
      const signedIn = await sessions.require(request)
      const { id } = request.params
      const { title, status } = request.body
      const { board, place } = await requireVisible(id, signedIn)
      if (!canManage(signedIn.memberships, place)) throw new AppError('forbidden')
      if (title !== undefined && (status ?? board.status) === 'archived') throw new AppError('board_archived')
      await updateBoard(db, id, { title, status })
      if (status !== undefined && status !== board.status) {
        // Everybody comes back with the rights that the new status leaves.
        context.kicks.send({ room: id }, 'rights_changed')
        request.log.info({ boardId: id, status }, 'board status changed')
      }
      return viewBoard(id, signedIn)
    },
  )

  async function requireVisible(id: string, { memberships }: SignedIn) {
    const board = await findBoard(db, id)
    const place = board && (await placeOfBoard(db, id))
    if (!place || !canView(memberships, place)) throw notFound()
    return { board, place }
  }

  async function viewBoard(id: string, signedIn: SignedIn): Promise<BoardView> {
    const { board, place } = await requireVisible(id, signedIn)
    const role = boardRole(signedIn.memberships, place, board.status)
    if (!role) throw notFound()
    return {
      ...presentSummary(board),
      cohort: board.cohort,
      role,
      ...actorOn(board.actorKey, id, signedIn.person.id),
      rights: rightsIn(signedIn.memberships, place),
      schema: schemaFingerprint(),
    }
  }
}

function presentSummary({ id, title, status, organisation, template, createdAt }: BoardRow): BoardSummary {
  return { id, title, status, organisation, template, createdAt }
}
