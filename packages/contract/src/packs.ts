import * as z from 'zod'
import { idSchema, langSchema } from './common.ts'

/** The files of a session's pack: minutes twice, all tables, a picture a zone, and what was decided. */
export const PACK_FILES = ['docx', 'pdf', 'xlsx', 'pictures', 'actions'] as const
/** One file of a pack. */
export type PackFile = (typeof PACK_FILES)[number]

/** `GET /api/workshops/:id/pack/:file`. */
export const packFileParamsSchema = z.strictObject({ id: idSchema, file: z.enum(PACK_FILES) })
/** Without `lang`, the language that the request asks for. */
export const packFileQuerySchema = z.strictObject({ lang: langSchema.optional() })
/** `GET /api/workshops/:id/pack`: how far the closing is, for the boards that the person may take away. */
export const packSchema = z.strictObject({
  boards: z.int().nonnegative(),
  /** How many of them are kept as they were at the closing; the pack is whole when it is all of them. */
  kept: z.int().nonnegative(),
})

const boardItemIdSchema = z.string().min(1).max(100)
/** Where something comes from that an earlier session left. */
const originShape = {
  workshop: z.strictObject({ id: idSchema, title: z.string() }),
  board: z.strictObject({
    id: idSchema,
    title: z.string(),
    /** Null for a board that is no group's. */
    group: z.string().nullable(),
  }),
}
const openActionSchema = z.strictObject({
  ...originShape,
  itemId: boardItemIdSchema,
  text: z.string(),
  who: z.string(),
  /** ISO date, or as much of one as is known; empty for none. */
  when: z.string(),
  done: z.boolean(),
  mayTick: z.boolean(),
  /** The plenary of this session has it already. */
  taken: z.boolean(),
})
/** A comment by which something was put aside; it is resolved like any other. */
const parkedItemSchema = z.strictObject({
  ...originShape,
  commentId: idSchema,
  text: z.string(),
  /** The note or the zone that it is about; empty when that is gone. */
  about: z.string(),
  mayResolve: z.boolean(),
})
/**
 * `GET /api/workshops/:id/open-actions`: what earlier sessions of the cohort decided and left open, and what they put aside,
 * on boards that the person may see.
 */
export const openActionsSchema = z.strictObject({
  actions: z.array(openActionSchema),
  later: z.array(parkedItemSchema),
})
/** `PUT /api/workshops/:id/open-actions`. */
export const tickActionRequestSchema = z.strictObject({
  boardId: idSchema,
  itemId: boardItemIdSchema,
  done: z.boolean(),
})

const planStepSchema = z.strictObject({ text: z.string(), who: z.string(), when: z.string() })
const helpSchema = z.strictObject({ need: z.string(), forWhat: z.string(), from: z.string() })
const laterSchema = z.strictObject({ text: z.string(), about: z.string() })
const summedBoard = {
  id: idSchema,
  title: z.string(),
  /** Null for a board that is no group's. */
  group: z.string().nullable(),
}
/** `GET /api/workshops/:id/synthesis`: plan steps and requests for help of all boards, and nothing else. */
export const synthesisSchema = z.strictObject({
  boards: z.array(
    z.strictObject({ ...summedBoard, plan: z.array(planStepSchema), help: z.array(helpSchema) }),
  ),
})
/** `GET /api/workshops/:id/put-aside`: what is put aside on each board of this session. */
export const putAsideSchema = z.strictObject({
  boards: z.array(z.strictObject({ ...summedBoard, later: z.array(laterSchema) })),
})

/** How far the closing of a session is. */
export type PackState = z.infer<typeof packSchema>
/** Something that an earlier session decided. */
export type OpenAction = z.infer<typeof openActionSchema>
/** What earlier sessions left to a later one. */
export type OpenActions = z.infer<typeof openActionsSchema>
/** Something that an earlier session put aside. */
export type ParkedItem = z.infer<typeof parkedItemSchema>
/** Plan steps and requests for help, board by board. */
export type Synthesis = z.infer<typeof synthesisSchema>
/** What is put aside, board by board. */
export type PutAside = z.infer<typeof putAsideSchema>
