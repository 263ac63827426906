import {
  boardItemsSchema,
  dependentsSchema,
  idParamsSchema,
  referencesSchema,
  sourcesSchema,
  takeItemsRequestSchema,
  takenItemsSchema,
} from '@tablee/contract'
import type { App } from '../app.ts'
import { requireVisibleBoard, requireWritableBoard } from '../boards/require-board.ts'
import { visibleWith } from '../boards/visible-boards.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { languageOf } from '../language.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { requireWritingStep } from '../script/require-step.ts'
import { findGroupNamesFor } from '../workshops/store.ts'
import { readDependents, readReferences } from './read-references.ts'
import { TAKE_ORDER } from './take-items.ts'

/** The thread from a need to an action: items taken from one board of the cohort into another, with their origin. */
export function registerReferences(app: App, context: Context): void {
  const { db, boardItems } = context

  app.get(
    '/api/boards/:id/sources',
    { schema: { params: idParamsSchema, response: { 200: sourcesSchema } } },
    async (request) => {
      const seen = await requireVisibleBoard(context, request, request.params.id)
      const { board } = seen
      const boards = await visibleWith(db, board, seen)
      return {
        boards: boards.map(({ id, title, organisation }) => ({
          id,
          title,
          organisation: organisation?.name ?? null,
        })),
      }
    },
  )

  app.get(
    '/api/boards/:id/items',
    { schema: { params: idParamsSchema, response: { 200: boardItemsSchema } } },
    async (request) => {
      const { board, role } = await requireVisibleBoard(context, request, request.params.id)
      const read = (await boardItems.of([board.id], languageOf(request))).get(board.id)
      return {
        zones: (read?.zones ?? []).map(({ id, label, takes, left }) => ({
          id,
          label,
          takes: role !== 'viewer' && (takes === 'notes' || (takes === 'notesOfCoach' && role === 'coach')),
          left,
          items: (read?.items ?? [])
            .filter(({ zoneId, title }) => zoneId === id && title !== '')
            .map((item) => ({ id: item.id, text: item.title, votes: item.votes })),
        })),
      }
    },
  )

  app.post(
    '/api/boards/:id/references',
    {
      schema: { params: idParamsSchema, body: takeItemsRequestSchema, response: { 201: takenItemsSchema } },
    },
    async (request, reply) => {
      const { fromBoardId, itemIds, zoneId } = request.body
      const seen = await requireWritableBoard(context, request, request.params.id)
      const { board, role, actorId } = seen
      await requireWritingStep(context, seen, zoneId)
      const visible = await visibleWith(db, board, seen)
      if (!visible.some(({ id }) => id === fromBoardId)) throw notFound()
      const from = (await boardItems.of([fromBoardId], languageOf(request))).get(fromBoardId)
      const byId = new Map((from?.items ?? []).map((item) => [item.id, item]))
      const items = [...new Set(itemIds)].map((id) => byId.get(id))
      // Somebody may have deleted one since the list was shown.
      const present = items.filter((item) => item !== undefined)
      if (present.length < items.length) throw new AppError('reference_source_gone')
      const outcome = await giveOrder(context, TAKE_ORDER, {
        boardId: board.id,
        by: actorId,
        role,
        key: newId(),
        items: present.map(({ id, title }) => ({ fromBoardId, id, title })),
        zoneId,
      })
      if (!outcome.ok)
        throw new AppError(outcome.problem, 'details' in outcome ? { details: outcome.details } : {})
      request.log.info({ boardId: board.id, fromBoardId, items: outcome.items.length }, 'items taken')
      return reply.code(201).send({ items: outcome.items })
    },
  )

  app.get(
    '/api/boards/:id/references',
    { schema: { params: idParamsSchema, response: { 200: referencesSchema } } },
    async (request) => {
      const seen = await requireVisibleBoard(context, request, request.params.id)
      const { board } = seen
      const visible = await visibleWith(db, board, seen)
      const groupNames = await findGroupNamesFor(db, board.id)
      const lang = languageOf(request)
      const references = await readReferences(board.id, { boardItems, visible, lang, groupNames })
      return { references }
    },
  )

  app.get(
    '/api/boards/:id/dependents',
    { schema: { params: idParamsSchema, response: { 200: dependentsSchema } } },
    async (request) => {
      const seen = await requireVisibleBoard(context, request, request.params.id)
      const { board } = seen
      const visible = await visibleWith(db, board, seen)
      const dependents = await readDependents(board.id, { boardItems, visible, lang: languageOf(request) })
      return { dependents }
    },
  )
}
