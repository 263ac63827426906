import { schemaFingerprint } from '@tablee/board'
import {
  allows,
  type BoardSummary,
  type BoardView,
  boardListSchema,
  boardSchema,
  createBoardRequestSchema,
  createBoardsRequestSchema,
  createdBoardsSchema,
  idParamsSchema,
  type Place,
  rightsIn,
  updateBoardRequestSchema,
} from '@tablee/contract'
import { isOlderVersion } from '@tablee/templates'
import type { FastifyRequest } from 'fastify'
import type { SignedIn } from '../accounts/session.ts'
import type { App } from '../app.ts'
import { forgetAllDeleted } from '../attention/deleted-store.ts'
import { placeInCohort, placeOfBoard, placeOfCohort, placeOfOrganisation } from '../cohorts/places.ts'
import { boardConsent } from '../consents/board-consent.ts'
import type { Context } from '../context.ts'
import { requirePassage } from '../doors/pass-door.ts'
import { AppError, notFound } from '../errors.ts'
import { languageOf } from '../language.ts'
import { forgetRevealed } from '../private-writing/note-store.ts'
import { findReadableTemplate, newestVersions } from '../templates/find-template.ts'
import { listsFor } from '../vocabularies/lists-for.ts'
import { actorOn } from './actor.ts'
import { createBoard } from './create-board.ts'
import { createBoards } from './create-boards.ts'
import { boardRole, canManage, canView } from './rules.ts'
import { type BoardRow, findBoard, findBoardsOfCohort, updateBoard } from './store.ts'

/** Boards: listed, made from a method, opened, renamed, archived. What is on them travels over the sync socket. */
export function registerBoards(app: App, context: Context): void {
  const { db, sessions, colours } = context

  app.get(
    '/api/cohorts/:id/boards',
    { schema: { params: idParamsSchema, response: { 200: boardListSchema } } },
    async (request) => {
      const { memberships } = await sessions.require(request)
      const cohort = await placeOfCohort(db, request.params.id)
      if (!cohort) throw notFound()
      const boards = (await findBoardsOfCohort(db, request.params.id)).filter((board) =>
        canView(memberships, placeInCohort(cohort, board)),
      )
      if (boards.length === 0 && !allows('cohort.view', memberships, cohort)) throw notFound()
      return { boards: await presentSummaries(boards, memberships, cohort) }
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
      requireCreator(place, signedIn)
      const method = await requireMethod(request, signedIn, { templateId, cohortId, title })
      const boardId = await createBoard(context, { ...method, cohortId, organisationId })
      request.log.info({ boardId, cohortId, template: templateId }, 'board created')
      return reply.code(201).send(await viewBoard(boardId, signedIn))
    },
  )

  app.post(
    '/api/boards/batch',
    { schema: { body: createBoardsRequestSchema, response: { 201: createdBoardsSchema } } },
    async (request, reply) => {
      const signedIn = await sessions.require(request)
      const { cohortId, templateId, title } = request.body
      const organisationIds = [...new Set(request.body.organisationIds)]
      for (const id of organisationIds) requireCreator(await placeOfOrganisation(db, id, cohortId), signedIn)
      const method = await requireMethod(request, signedIn, { templateId, cohortId, title })
      const boardIds = await createBoards(context, { ...method, cohortId, organisationIds })
      request.log.info({ boards: boardIds.length, cohortId, template: templateId }, 'boards created')
      return reply.code(201).send({ boardIds })
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
      if (title !== undefined) await context.titleFacts.tell(id)
      if (status !== undefined && status !== board.status) {
        // Everybody comes back with the rights that the new status leaves.
        context.kicks.send({ room: id }, 'rights_changed')
        request.log.info({ boardId: id, status }, 'board status changed')
        if (status === 'archived') {
          await forgetRevealed(context, id)
          await forgetAllDeleted(context, id)
        }
      }
      return viewBoard(id, signedIn)
    },
  )

  function requireCreator(place: Place | null, { memberships }: SignedIn): void {
    if (!place || !allows('cohort.view', memberships, place)) throw notFound()
    if (!allows('board.create', memberships, place)) throw new AppError('forbidden')
  }

  /** What new boards of a method have in common. */
  async function requireMethod(
    request: FastifyRequest,
    signedIn: SignedIn,
    asked: { templateId: string; cohortId: string; title: string | undefined },
  ) {
    const template = await findReadableTemplate(context, signedIn, { id: asked.templateId })
    if (!template) throw new AppError('template_unknown')
    const lang = languageOf(request)
    return {
      template,
      lists: await listsFor(db, asked),
      title: asked.title ?? (template.title[lang] || template.title.fr),
      personId: signedIn.person.id,
    }
  }

  /** A newer version is told to those who may take it over. */
  async function presentSummaries(
    boards: readonly BoardRow[],
    memberships: SignedIn['memberships'],
    cohort: Place,
  ): Promise<BoardSummary[]> {
    const newest = await newestVersions(db, [...new Set(boards.map(({ template }) => template.id))])
    return boards.map((board) => {
      const manages = canManage(memberships, placeInCohort(cohort, board))
      const version = newest.get(board.template.id) ?? board.template.version
      return presentSummary(
        board,
        manages && isOlderVersion(board.template.version, version) ? version : null,
      )
    })
  }

  async function requireVisible(id: string, signedIn: SignedIn) {
    const board = await findBoard(db, id)
    const place = board && (await placeOfBoard(db, id))
    if (!place || !canView(signedIn.memberships, place)) throw notFound()
    await requirePassage(db, signedIn, place)
    return { board, place }
  }

  async function viewBoard(id: string, signedIn: SignedIn): Promise<BoardView> {
    const { board, place } = await requireVisible(id, signedIn)
    const role = boardRole(signedIn.memberships, place, board.status)
    if (!role) throw notFound()
    const newest = (await newestVersions(db, [board.template.id])).get(board.template.id)
    const { actorId } = actorOn(board.actorKey, id, signedIn.person.id)
    const isNewer = newest !== undefined && isOlderVersion(board.template.version, newest)
    return {
      ...presentSummary(board, isNewer && canManage(signedIn.memberships, place) ? newest : null),
      cohort: board.cohort,
      role,
      actorId,
      colour: colours.colourOf(id, actorId),
      consent: await boardConsent(db, place, signedIn.memberships),
      rights: rightsIn(signedIn.memberships, place),
      schema: schemaFingerprint(),
    }
  }
}

function presentSummary(
  { id, title, status, organisation, template, createdAt }: BoardRow,
  newerVersion: string | null,
): BoardSummary {
  return { id, title, status, organisation, template, newerVersion, createdAt }
}
