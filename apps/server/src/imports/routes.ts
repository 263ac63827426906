import { writeTldrawContent } from '@tablee/board'
import {
  idParamsSchema,
  importedRowsSchema,
  importedSchema,
  importRowsRequestSchema,
  importTldrawRequestSchema,
  TLDRAW_FILE_MAX,
} from '@tablee/contract'
import { RoomElsewhere } from '@tablee/sync'
import type { FastifyRequest } from 'fastify'
import type * as Y from 'yjs'
import type { App } from '../app.ts'
import { actorOn } from '../boards/actor.ts'
import { boardRole } from '../boards/rules.ts'
import { findBoard } from '../boards/store.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { exportRate } from '../plugins/rate-limit.ts'
import { importRows } from './import-rows.ts'

/** Bytes of a request with the largest file: each character may take three, or two and a backslash. */
const BODY_MAX_BYTES = 3 * TLDRAW_FILE_MAX + 1_024
/** Bytes of a request with the most and longest rows that make sense together. */
const ROWS_MAX_BYTES = 2 * 1024 * 1024
/** Seconds after which a board that another process holds may be asked for again. */
const RETRY_AFTER_SECONDS = 2

/** What others drew, brought onto a board in the name of the person who brings it. */
export function registerImports(app: App, context: Context): void {
  const { db, sessions, rooms, background } = context

  app.post(
    '/api/boards/:id/imports/tldraw',
    {
      bodyLimit: BODY_MAX_BYTES,
      config: exportRate(sessions),
      schema: { params: idParamsSchema, body: importTldrawRequestSchema, response: { 201: importedSchema } },
    },
    async (request, reply) => {
      const { board, actorId } = await requireWritable(request)
      const { file } = request.body
      const content = await background.run('tldraw', () => ({ takes: { file, by: actorId } }))
      if (content === null) throw new AppError('import_unreadable')
      const corner = await edit(board.id, (doc) => writeTldrawContent(doc, content))
      if (corner === null) throw new AppError('import_board_full')
      const shapes = content.records.filter(({ typeName }) => typeName === 'shape').length
      request.log.info({ boardId: board.id, shapes }, 'drawing imported')
      return reply.code(201).send({ shapes, images: content.images, left: content.left })
    },
  )

  app.post(
    '/api/boards/:id/imports/rows',
    {
      bodyLimit: ROWS_MAX_BYTES,
      config: exportRate(sessions),
      schema: {
        params: idParamsSchema,
        body: importRowsRequestSchema,
        response: { 201: importedRowsSchema },
      },
    },
    async (request, reply) => {
      const { board, actorId, role } = await requireWritable(request)
      const outcome = await edit(board.id, (doc) => importRows(doc, { ...request.body, by: actorId, role }))
      if (!outcome.ok)
        throw new AppError(outcome.problem, 'details' in outcome ? { details: outcome.details } : {})
      request.log.info({ boardId: board.id, items: outcome.items.length }, 'rows imported')
      return reply.code(201).send({ items: outcome.items })
    },
  )

  async function requireWritable(request: FastifyRequest<{ Params: { id: string } }>) {
    const { person, memberships } = await sessions.require(request)
    const board = await findBoard(db, request.params.id)
    const place = board && (await placeOfBoard(db, board.id))
    const role = place && boardRole(memberships, place, board.status)
    if (!board || !role) throw notFound()
    if (board.status === 'archived') throw new AppError('board_archived')
    if (role === 'viewer') throw new AppError('forbidden')
    return { board, role, actorId: actorOn(board.actorKey, board.id, person.id).actorId }
  }

  /** @throws {AppError} `unavailable` when another process holds the board */
  async function edit<T>(boardId: string, change: (doc: Y.Doc) => T): Promise<T> {
    try {
      return await rooms.edit(boardId, change)
    } catch (error) {
      if (!(error instanceof RoomElsewhere)) throw error
      throw new AppError('unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS, cause: error })
    }
  }
}
