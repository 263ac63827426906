import * as z from 'zod'
import { idSchema, timeSchema } from './common.ts'

/** Longest comment, in characters. */
export const COMMENT_TEXT_MAX = 2_000
/** Most people that one comment names. */
const MENTIONS_MAX = 20
/** What a conversation is about: something to say, help that is wanted, or what is put aside for later. */
export const COMMENT_KINDS = ['comment', 'help', 'later'] as const

/** A note, as `shape:…`, or a zone. */
const targetIdSchema = z.string().regex(/^[A-Za-z0-9_.:-]{1,90}$/)
/** An actor id: who somebody is on this board and nowhere else. */
const actorIdSchema = z.string().regex(/^[A-Za-z0-9_-]{16}$/)
const textSchema = z.string().trim().min(1).max(COMMENT_TEXT_MAX)

/** `POST /api/boards/:id/comments` begins a conversation; with `threadId` it answers in one. */
export const writeCommentRequestSchema = z.strictObject({
  /** Made by who writes: the same one twice is one comment. */
  id: idSchema,
  targetId: targetIdSchema,
  threadId: idSchema.nullable().default(null),
  kind: z.enum(COMMENT_KINDS).default('comment'),
  text: textSchema,
  /** People whom the text names as `@Name`. */
  mentions: z.array(actorIdSchema).max(MENTIONS_MAX).default([]),
  /** False: nothing is kept that says who wrote it. She cannot change it later either. */
  signed: z.boolean(),
})
/** `PATCH /api/boards/:id/comments/:commentId`, of the first comment of a conversation. */
export const resolveCommentRequestSchema = z.strictObject({ resolved: z.boolean() })
/** Path parameters of a comment. */
export const commentParamsSchema = z.strictObject({ id: idSchema, commentId: idSchema })

const authorSchema = z.strictObject({ actorId: actorIdSchema.nullable(), name: z.string() })
const commentSchema = z.strictObject({
  id: idSchema,
  /** Null when it is not signed, or she is gone. */
  author: authorSchema.nullable(),
  text: z.string(),
  /** Of one that is not signed, the hour only. */
  at: timeSchema,
  mine: z.boolean(),
})
const threadSchema = z.strictObject({
  ...commentSchema.shape,
  targetId: z.string(),
  kind: z.enum(COMMENT_KINDS),
  resolved: z.boolean(),
  answers: z.array(commentSchema),
  /** She began it, or leads the workshop. */
  mayResolve: z.boolean(),
})
/** `GET /api/boards/:id/comments`, and the answer to every change. */
export const commentsSchema = z.strictObject({
  threads: z.array(threadSchema),
  /** Whether she may comment now: the step may say no. */
  mayComment: z.boolean(),
  /** She leads the workshop, and may take away what others said. */
  mayModerate: z.boolean(),
  /** Zones in which notes were written anonymously: there, nobody signs unless she chooses to. */
  anonymousZones: z.array(z.string()),
  /** Whom she may name: everybody else who sees this board. */
  people: z.array(z.strictObject({ actorId: actorIdSchema, name: z.string() })),
})

/** `GET /api/for-you`: conversations that name the person, on boards that she may see, the latest first. */
export const forYouSchema = z.strictObject({
  /** Those that she has not seen. */
  unseen: z.int().nonnegative(),
  mentions: z.array(
    z.strictObject({
      commentId: idSchema,
      board: z.strictObject({ id: idSchema, title: z.string() }),
      targetId: z.string(),
      author: z.string().nullable(),
      text: z.string(),
      at: timeSchema,
      seen: z.boolean(),
      resolved: z.boolean(),
    }),
  ),
})

/** What is said on a board. */
export type BoardComments = z.infer<typeof commentsSchema>
/** One conversation. */
export type CommentThread = z.infer<typeof threadSchema>
/** One comment. */
export type Comment = z.infer<typeof commentSchema>
/** A new comment. */
export type WriteCommentRequest = z.input<typeof writeCommentRequestSchema>
/** What names a person. */
export type ForYou = z.infer<typeof forYouSchema>
