import {
  dependentsSchema,
  idParamsSchema,
  referencesSchema,
  takeItemsRequestSchema,
  takenItemsSchema,
} from '@tablee/contract'
import { RoomElsewhere } from '@tablee/sync'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { actorOn } from '../boards/actor.ts'
import { boardRole } from '../boards/rules.ts'
import { findBoard } from '../boards/store.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { drawExtract } from '../extracts/draw-extract.ts'
import { languageOf } from '../language.ts'
import { readDependents, readReferences } from './read-references.ts'
import { takeItems } from './take-items.ts'
import { otherVisibleBoards } from './visible-boards.ts'

/** Seconds after which a board that another process holds may be asked for again. */
const RETRY_AFTER_SECONDS = 2

/** The thread from a need to an action: items taken from one board into another of the cohort, with their origin. */
export function registerReferences(app: App, context: Context): void {
  const { db, sessions, rooms } = context

  app.post(
    '/api/boards/:id/references',
    {
      schema: { params: idParamsSchema, body: takeItemsRequestSchema, response: { 201: takenItemsSchema } },
    },
    async (request, reply) => {
      const { fromBoardId, itemIds, zoneId } = request.body
      const { board, role, actorId, memberships } = await requireVisible(request)
      if (board.status === 'archived') throw new AppError('board_archived')
      if (role === 'viewer') throw new AppError('forbidden')
      const visible = await otherVisibleBoards(db, board.id, memberships)
      if (!visible.some(({ id }) => id === fromBoardId)) throw notFound()
      const drawn = await drawExtract(context, fromBoardId, languageOf(request))
      const byId = new Map(drawn.items.map((item) => [item.id, item]))
      const items = [...new Set(itemIds)].map((id) => byId.get(id))
      // Somebody may have deleted one since the list was shown.
      const present = items.filter((item) => item !== undefined)
      if (present.length < items.length) throw new AppError('reference_source_gone')
      const outcome = await edit(board.id, { fromBoardId, items: present, zoneId }, { by: actorId, role })
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
      const { board, memberships } = await requireVisible(request)
      const visible = await otherVisibleBoards(db, board.id, memberships)
      return { references: await readReferences(board.id, { context, visible, lang: languageOf(request) }) }
    },
  )

  app.get(
    '/api/boards/:id/dependents',
    { schema: { params: idParamsSchema, response: { 200: dependentsSchema } } },
    async (request) => {
      const { board, memberships } = await requireVisible(request)
      const visible = await otherVisibleBoards(db, board.id, memberships)
      return { dependents: await readDependents(board.id, { context, visible, lang: languageOf(request) }) }
    },
  )

  async function requireVisible(request: FastifyRequest<{ Params: { id: string } }>) {
    const { person, memberships } = await sessions.require(request)
    const board = await findBoard(db, request.params.id)
    const place = board && (await placeOfBoard(db, board.id))
    const role = place && boardRole(memberships, place, board.status)
    if (!board || !role) throw notFound()
    return { board, role, memberships, actorId: actorOn(board.actorKey, board.id, person.id).actorId }
  }

  /** @throws {AppError} `unavailable` when another process holds the board */
  async function edit(
    boardId: string,
    order: Parameters<typeof takeItems>[1],
    writer: Omit<Parameters<typeof takeItems>[0], 'doc'>,
  ) {
    try {
      return await rooms.edit(boardId, (doc) => takeItems({ doc, ...writer }, order))
    } catch (error) {
      if (!(error instanceof RoomElsewhere)) throw error
      throw new AppError('unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS, cause: error })
    }
  }
}
