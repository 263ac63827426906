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
const openActionSchema = z.strictObject({
  /** The session that decided it. */
  workshop: z.strictObject({ id: idSchema, title: z.string() }),
  board: z.strictObject({
    id: idSchema,
    title: z.string(),
    /** Null for what was not decided in a group. */
    group: z.string().nullable(),
  }),
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
/** `GET /api/workshops/:id/open-actions`: what earlier sessions of the cohort left open, on boards that the person may see. */
export const openActionsSchema = z.strictObject({ actions: z.array(openActionSchema) })
/** `PUT /api/workshops/:id/open-actions`. */
export const tickActionRequestSchema = z.strictObject({
  boardId: idSchema,
  itemId: boardItemIdSchema,
  done: z.boolean(),
})

const planStepSchema = z.strictObject({ text: z.string(), who: z.string(), when: z.string() })
const helpSchema = z.strictObject({ need: z.string(), forWhat: z.string(), from: z.string() })
/** `GET /api/workshops/:id/synthesis`: plan steps and requests for help of all boards, and nothing else. */
export const synthesisSchema = z.strictObject({
  boards: z.array(
    z.strictObject({
      id: idSchema,
      title: z.string(),
      /** Null for a board that is no group's. */
      group: z.string().nullable(),
      plan: z.array(planStepSchema),
      help: z.array(helpSchema),
    }),
  ),
})

/** How far the closing of a session is. */
export type PackState = z.infer<typeof packSchema>
/** Something that an earlier session decided. */
export type OpenAction = z.infer<typeof openActionSchema>
/** Plan steps and requests for help, board by board. */
export type Synthesis = z.infer<typeof synthesisSchema>
