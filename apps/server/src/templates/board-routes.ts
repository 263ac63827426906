import type { StepTime } from '@tablee/board/script'
import {
  allows,
  boardTemplateSchema,
  idParamsSchema,
  movedBoardSchema,
  pushedTemplateSchema,
  templateBoardsSchema,
  templateFeedbackSchema,
  templateParamsSchema,
} from '@tablee/contract'
import { templateDraftSchema } from '@tablee/templates'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { canView } from '../boards/rules.ts'
import { findBoard } from '../boards/store.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { findCourses } from '../packs/store.ts'
import { boardUpdate } from './board-update.ts'
import { findAnyTemplate, findReadableTemplate } from './find-template.ts'
import { boardsOfTemplate, pushVersion } from './push-version.ts'
import { stepFeedback } from './step-feedback.ts'
import { takeVersion } from './take-version.ts'

/** Boards and the versions of their method: which have an older one, what differs, taking the newest over. */
export function registerBoardTemplates(app: App, context: Context): void {
  const { db, sessions } = context

  app.get(
    '/api/templates/:id/boards',
    { schema: { params: templateParamsSchema, response: { 200: templateBoardsSchema } } },
    async (request) => {
      const { newest, memberships } = await requireNewest(request, request.params.id)
      const boards = await boardsOfTemplate(context, newest, memberships)
      return {
        newest: newest.version,
        boards: boards.map(({ board, update }) => ({
          id: board.id,
          title: board.title,
          cohort: board.cohort.name,
          organisation: board.organisation?.name ?? null,
          version: board.template.version,
          update,
        })),
      }
    },
  )

  app.get(
    '/api/templates/:id/feedback',
    { schema: { params: templateParamsSchema, response: { 200: templateFeedbackSchema } } },
    async (request) => {
      const { newest, memberships } = await requireNewest(request, request.params.id)
      const courses: StepTime[][] = []
      for (const { boardId, course } of await findCourses(db, newest.id)) {
        const place = await placeOfBoard(db, boardId)
        if (place && allows('board.manage', memberships, place)) courses.push(course)
      }
      return stepFeedback(courses, newest)
    },
  )

  app.post(
    '/api/templates/:id/push',
    { schema: { params: templateParamsSchema, response: { 200: pushedTemplateSchema } } },
    async (request) => {
      const { newest, memberships } = await requireNewest(request, request.params.id)
      const push = await pushVersion(context, newest, memberships, request.log)
      const { updated, failed, left } = push
      request.log.info(
        {
          templateId: newest.id,
          version: newest.version,
          updated: updated.length,
          failed: failed.length,
          left,
        },
        'correction pushed to boards',
      )
      return { version: newest.version, ...push }
    },
  )

  app.get(
    '/api/boards/:id/template',
    { schema: { params: idParamsSchema, response: { 200: boardTemplateSchema(templateDraftSchema) } } },
    async (request) => {
      const { board, newest } = await requireManaged(request, request.params.id)
      const { update, from } = await boardUpdate(context, board, newest)
      return { version: board.template.version, newest: newest.version, update, from, to: newest }
    },
  )

  app.post(
    '/api/boards/:id/template',
    { schema: { params: idParamsSchema, response: { 200: movedBoardSchema } } },
    async (request) => {
      const { board, newest } = await requireManaged(request, request.params.id)
      if (board.status === 'archived') throw new AppError('board_archived')
      const { version } = newest
      const taken = await takeVersion(context, { boardId: board.id, version })
      if (taken === 'started') throw new AppError('board_started')
      request.log.info({ boardId: board.id, version }, 'board took a newer version of its method')
      return { version }
    },
  )

  async function requireNewest(request: FastifyRequest, id: string) {
    const signedIn = await sessions.require(request)
    const newest = await findReadableTemplate(context, signedIn, { id })
    if (!newest) throw notFound()
    return { newest, memberships: signedIn.memberships }
  }

  async function requireManaged(request: FastifyRequest, boardId: string) {
    const { memberships } = await sessions.require(request)
    const board = await findBoard(db, boardId)
    const place = board && (await placeOfBoard(db, boardId))
    if (!place || !canView(memberships, place)) throw notFound()
    if (!allows('board.manage', memberships, place)) throw new AppError('forbidden')
    const newest = await findAnyTemplate(db, board.template.id)
    if (!newest) throw notFound()
    return { board, newest }
  }
}
