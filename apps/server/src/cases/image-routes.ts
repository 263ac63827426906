import {
  addCaseImageRequestSchema,
  CASE_IMAGE_FILE_MAX,
  caseBoardsSchema,
  caseDraftSchema,
  changeCaseImageRequestSchema,
  idParamsSchema,
  idSchema,
} from '@tablee/contract'
import * as z from 'zod'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { drawingRate } from '../plugins/rate-limit.ts'
import { DRAWING_CSP } from '../plugins/security-headers.ts'
import { findImage } from '../publication/image-store.ts'
import { answerCase } from './answer-case.ts'
import { requireCase } from './case-access.ts'
import { addImage, boardsOf, changeImage, imageOfBoard, imageOfFile, removeImage } from './case-images.ts'

const imageParamsSchema = z.strictObject({ id: idSchema, imageId: idSchema })
/** Bytes of a request with the largest file in base64. */
const BODY_MAX_BYTES = Math.ceil(CASE_IMAGE_FILE_MAX / 3) * 4 + 1_024

/** Pictures of a draft: made anew from their pixels, left out until each is ticked with a text that is read out. */
export function registerCaseImages(app: App, context: Context): void {
  const { db, sessions } = context

  app.get(
    '/api/cases/:id/boards',
    { schema: { params: idParamsSchema, response: { 200: caseBoardsSchema } } },
    async (request) => {
      const access = await requireCase(context, request, request.params.id)
      const boards = await boardsOf(context, access)
      return {
        boards: boards.map(({ id, board_title, name }) => ({
          snapshotId: id,
          boardTitle: board_title,
          name,
        })),
      }
    },
  )

  app.post(
    '/api/cases/:id/images',
    {
      bodyLimit: BODY_MAX_BYTES,
      config: drawingRate(sessions),
      schema: {
        params: idParamsSchema,
        body: addCaseImageRequestSchema,
        response: { 201: caseDraftSchema },
      },
    },
    async (request, reply) => {
      const access = await requireCase(context, request, request.params.id, 'case.edit')
      const { file, snapshotId = '', replaces } = request.body
      const made =
        file === undefined
          ? await imageOfBoard(context, access, snapshotId)
          : await imageOfFile(context, file)
      const stored = await addImage(context, access, { made, replaces })
      return reply.code(201).send(await answerCase(context, request, { ...access, stored }))
    },
  )

  app.put(
    '/api/cases/:id/images/:imageId',
    {
      schema: {
        params: imageParamsSchema,
        body: changeCaseImageRequestSchema,
        response: { 200: caseDraftSchema },
      },
    },
    async (request) => {
      const { id, imageId } = request.params
      const access = await requireCase(context, request, id, 'case.edit')
      const stored = await changeImage(context, access, { id: imageId, ...request.body })
      return answerCase(context, request, { ...access, stored })
    },
  )

  app.delete(
    '/api/cases/:id/images/:imageId',
    { schema: { params: imageParamsSchema, response: { 200: caseDraftSchema } } },
    async (request) => {
      const { id, imageId } = request.params
      const access = await requireCase(context, request, id, 'case.edit')
      const stored = await removeImage(context, access, imageId)
      return answerCase(context, request, { ...access, stored })
    },
  )

  app.get(
    '/api/cases/:id/images/:imageId',
    { schema: { params: imageParamsSchema } },
    async (request, reply) => {
      const { id: caseId, imageId: id } = request.params
      await requireCase(context, request, caseId)
      const found = await findImage(db, { caseId, id })
      if (found === null) throw notFound()
      return reply
        .header('content-security-policy', DRAWING_CSP)
        .type('image/png')
        .send(Buffer.from(found.png.buffer))
    },
  )
}
