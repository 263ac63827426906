import { writeTldrawContent } from '@tablee/board'
import {
  idParamsSchema,
  importedRowsSchema,
  importedSchema,
  importRowsRequestSchema,
  importTldrawRequestSchema,
  TLDRAW_FILE_MAX,
} from '@tablee/contract'
import type { App } from '../app.ts'
import { requireWritableBoard, writeOnBoard } from '../boards/write-on-board.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { exportRate } from '../plugins/rate-limit.ts'
import { importRows } from './import-rows.ts'

/** Bytes of a request with the largest file: each character may take three, or two and a backslash. */
const BODY_MAX_BYTES = 3 * TLDRAW_FILE_MAX + 1_024
/** Bytes of a request with the most and longest rows that make sense together. */
const ROWS_MAX_BYTES = 2 * 1024 * 1024

/** What others drew, brought onto a board in the name of the person who brings it. */
export function registerImports(app: App, context: Context): void {
  const { sessions, background } = context

  app.post(
    '/api/boards/:id/imports/tldraw',
    {
      bodyLimit: BODY_MAX_BYTES,
      config: exportRate(sessions),
      schema: { params: idParamsSchema, body: importTldrawRequestSchema, response: { 201: importedSchema } },
    },
    async (request, reply) => {
      const { board, actorId } = await requireWritableBoard(context, request, request.params.id)
      const { file } = request.body
      const content = await background.run('tldraw', () => ({ takes: { file, by: actorId } }))
      if (content === null) throw new AppError('import_unreadable')
      const corner = await writeOnBoard(context, board.id, (doc) => writeTldrawContent(doc, content))
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
      const { board, actorId, role } = await requireWritableBoard(context, request, request.params.id)
      const outcome = await writeOnBoard(context, board.id, (doc) =>
        importRows(doc, { ...request.body, by: actorId, role }),
      )
      if (!outcome.ok)
        throw new AppError(outcome.problem, 'details' in outcome ? { details: outcome.details } : {})
      request.log.info({ boardId: board.id, items: outcome.items.length }, 'rows imported')
      return reply.code(201).send({ items: outcome.items })
    },
  )
}
