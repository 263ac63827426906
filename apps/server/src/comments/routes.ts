import {
  commentParamsSchema,
  commentsSchema,
  forYouSchema,
  idParamsSchema,
  okSchema,
  resolveCommentRequestSchema,
  writeCommentRequestSchema,
} from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { requireVisibleBoard, requireWritableBoard, type SeenBoard } from '../boards/require-board.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { privateNoteRate } from '../plugins/rate-limit.ts'
import { readForYou } from './for-you.ts'
import { presentComments } from './present-comments.ts'
import { deleteComment, findComments, markChanged, markSeen, setResolved } from './store.ts'
import { writeComment } from './write-comment.ts'

/** What people say of notes and zones, whom they name, and the help that they want. */
export function registerComments(app: App, context: Context): void {
  const { db, sessions, commentFacts } = context

  app.get(
    '/api/boards/:id/comments',
    { schema: { params: idParamsSchema, response: { 200: commentsSchema } } },
    async (request) =>
      presentComments(context, await requireVisibleBoard(context, request, request.params.id)),
  )

  app.post(
    '/api/boards/:id/comments',
    {
      config: privateNoteRate(sessions),
      schema: { params: idParamsSchema, body: writeCommentRequestSchema, response: { 201: commentsSchema } },
    },
    async (request, reply) => {
      const seen = await requireWritableBoard(context, request, request.params.id)
      await writeComment(context, seen, request.body)
      await commentFacts.tell(seen.board.id)
      // not who: a comment may be unsigned
      request.log.info({ boardId: seen.board.id }, 'comment written')
      return reply.code(201).send(await presentComments(context, seen))
    },
  )

  app.patch(
    '/api/boards/:id/comments/:commentId',
    {
      schema: {
        params: commentParamsSchema,
        body: resolveCommentRequestSchema,
        response: { 200: commentsSchema },
      },
    },
    async (request) => {
      const { seen, comment } = await requireComment(request, request.params)
      if (comment.thread_id !== null) throw notFound()
      if (!seen.leads && comment.person_id !== seen.personId) throw new AppError('forbidden')
      return change(seen, (transaction) => setResolved(transaction, comment.id, request.body.resolved))
    },
  )

  app.delete(
    '/api/boards/:id/comments/:commentId',
    { schema: { params: commentParamsSchema, response: { 200: commentsSchema } } },
    async (request) => {
      const { seen, comment } = await requireComment(request, request.params)
      if (!seen.leads && comment.person_id !== seen.personId) throw new AppError('forbidden')
      return change(seen, (transaction) => deleteComment(transaction, comment.id))
    },
  )

  app.get('/api/for-you', { schema: { response: { 200: forYouSchema } } }, async (request) =>
    readForYou(context, await sessions.require(request)),
  )

  app.post('/api/for-you/seen', { schema: { response: { 200: okSchema } } }, async (request) => {
    const { person } = await sessions.require(request)
    await markSeen(db, person.id)
    return { ok: true as const }
  })

  async function requireComment(request: FastifyRequest, params: { id: string; commentId: string }) {
    const seen = await requireWritableBoard(context, request, params.id)
    const comment = (await findComments(db, params.id)).find(({ id }) => id === params.commentId)
    if (!comment) throw notFound()
    return { seen, comment }
  }

  async function change(seen: SeenBoard, run: (transaction: Context['db']) => Promise<void>) {
    await db.transaction().execute(async (transaction) => {
      await run(transaction)
      await markChanged(transaction, seen.board.id)
    })
    await commentFacts.tell(seen.board.id)
    return presentComments(context, seen)
  }
}
