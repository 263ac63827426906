import {
  dependentsSchema,
  idParamsSchema,
  referencesSchema,
  takeItemsRequestSchema,
  takenItemsSchema,
} from '@tablee/contract'
import type { App } from '../app.ts'
import { requireVisibleBoard, requireWritableBoard } from '../boards/require-board.ts'
import { otherVisibleBoards } from '../boards/visible-boards.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { drawExtract } from '../extracts/draw-extract.ts'
import { newId } from '../ids.ts'
import { languageOf } from '../language.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { readDependents, readReferences } from './read-references.ts'
import { TAKE_ORDER } from './take-items.ts'

/** The thread from a need to an action: items taken from one board into another of the cohort, with their origin. */
export function registerReferences(app: App, context: Context): void {
  const { db } = context

  app.post(
    '/api/boards/:id/references',
    {
      schema: { params: idParamsSchema, body: takeItemsRequestSchema, response: { 201: takenItemsSchema } },
    },
    async (request, reply) => {
      const { fromBoardId, itemIds, zoneId } = request.body
      const { board, role, actorId, memberships } = await requireWritableBoard(
        context,
        request,
        request.params.id,
      )
      const visible = await otherVisibleBoards(db, board, memberships)
      if (!visible.some(({ id }) => id === fromBoardId)) throw notFound()
      const drawn = await drawExtract(context, fromBoardId, languageOf(request))
      const byId = new Map(drawn.items.map((item) => [item.id, item]))
      const items = [...new Set(itemIds)].map((id) => byId.get(id))
      // Somebody may have deleted one since the list was shown.
      const present = items.filter((item) => item !== undefined)
      if (present.length < items.length) throw new AppError('reference_source_gone')
      const outcome = await giveOrder(context, TAKE_ORDER, {
        boardId: board.id,
        by: actorId,
        role,
        key: newId(),
        fromBoardId,
        items: present.map(({ id, title }) => ({ id, title })),
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
      const { board, memberships } = await requireVisibleBoard(context, request, request.params.id)
      const visible = await otherVisibleBoards(db, board, memberships)
      return { references: await readReferences(board.id, { context, visible, lang: languageOf(request) }) }
    },
  )

  app.get(
    '/api/boards/:id/dependents',
    { schema: { params: idParamsSchema, response: { 200: dependentsSchema } } },
    async (request) => {
      const { board, memberships } = await requireVisibleBoard(context, request, request.params.id)
      const visible = await otherVisibleBoards(db, board, memberships)
      return { dependents: await readDependents(board.id, { context, visible, lang: languageOf(request) }) }
    },
  )
}
