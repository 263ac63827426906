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
import { gestureRate, privateNoteRate, readingRate } from '../plugins/rate-limit.ts'
import { mayCommentNow } from '../script/require-step.ts'
import { readForYou } from './for-you.ts'
import { presentComments } from './present-comments.ts'
import {
  type CommentRow,
  deleteComment,
  emptyComment,
  findComments,
  markChanged,
  markSeen,
  setResolved,
} from './store.ts'
import { writeComment } from './write-comment.ts'

/** What people say of notes and zones, whom they name, and the help that they want. */
export function registerComments(app: App, context: Context): void {
  const { db, sessions, commentFacts } = context

  app.get(
    '/api/boards/:id/comments',
    {
      config: readingRate(sessions),
      schema: { params: idParamsSchema, response: { 200: commentsSchema } },
    },
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
      return reply.code(201).send(await presentComments(context, seen, request.body.id))
    },
  )

  app.patch(
    '/api/boards/:id/comments/:commentId',
    {
      config: gestureRate(sessions),
      schema: {
        params: commentParamsSchema,
        body: resolveCommentRequestSchema,
        response: { 200: commentsSchema },
      },
    },
    async (request) => {
      const { seen, comment } = await requireOwnComment(request, request.params)
      if (comment.thread_id !== null) throw notFound()
      return change(seen, (transaction) => setResolved(transaction, comment.id, request.body.resolved))
    },
  )

  app.delete(
    '/api/boards/:id/comments/:commentId',
    {
      config: gestureRate(sessions),
      schema: { params: commentParamsSchema, response: { 200: commentsSchema } },
    },
    async (request) => {
      const { seen, comment, all } = await requireOwnComment(request, request.params)
      return change(seen, (transaction) =>
        !seen.leads && isAnswered(comment, all)
          ? emptyComment(transaction, comment.id)
          : deleteComment(transaction, comment.id),
      )
    },
  )

  app.get(
    '/api/for-you',
    { config: readingRate(sessions), schema: { response: { 200: forYouSchema } } },
    async (request) => readForYou(context, await sessions.require(request)),
  )

  app.post(
    '/api/for-you/seen',
    { config: gestureRate(sessions), schema: { response: { 200: okSchema } } },
    async (request) => {
      const { person } = await sessions.require(request)
      await markSeen(db, person.id)
      return { ok: true as const }
    },
  )

  /** A comment that she may change now: she wrote it and the step lets people comment, or she leads. */
  async function requireOwnComment(request: FastifyRequest, params: { id: string; commentId: string }) {
    const seen = await requireWritableBoard(context, request, params.id)
    const all = await findComments(db, params.id)
    const comment = all.find(({ id }) => id === params.commentId)
    if (!comment) throw notFound()
    if (!seen.leads && comment.person_id !== seen.personId) throw new AppError('forbidden')
    if (!(await mayCommentNow(context, seen))) throw new AppError('step_closed')
    return { seen, comment, all }
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

/** Whether somebody else answered in the conversation that a comment began; who did not sign counts as somebody else. */
function isAnswered({ id, person_id }: CommentRow, all: readonly CommentRow[]): boolean {
  return all.some((answer) => answer.thread_id === id && answer.person_id !== person_id)
}
