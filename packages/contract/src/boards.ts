import * as z from 'zod'
import { idSchema, localisedTextSchema, timeSchema, titleSchema } from './common.ts'
import { RIGHT_NAMES } from './rights.ts'

/** `open`: written on; `archived`: read by those who could see it, written by nobody. */
export const BOARD_STATUSES = ['open', 'archived'] as const

/** `POST /api/boards`: the server seeds the board from the template before it answers. No organisation: a plenary board. */
export const createBoardRequestSchema = z.strictObject({
  cohortId: idSchema,
  organisationId: idSchema.nullable(),
  templateId: z.string().min(1).max(60),
  title: titleSchema.optional(),
})
/** `PATCH /api/boards/:id`. */
export const updateBoardRequestSchema = z.strictObject({
  title: titleSchema.optional(),
  status: z.enum(BOARD_STATUSES).optional(),
})

/** A board in a list. */
export const boardSummarySchema = z.strictObject({
  id: idSchema,
  title: z.string(),
  status: z.enum(BOARD_STATUSES),
  organisation: z.strictObject({ id: idSchema, name: z.string() }).nullable(),
  template: z.strictObject({
    id: z.string(),
    version: z.string(),
    family: z.string(),
    title: localisedTextSchema,
  }),
  createdAt: timeSchema,
})
/** `GET /api/cohorts/:id/boards`: only those that the person may see. */
export const boardListSchema = z.strictObject({ boards: z.array(boardSummarySchema) })
/** `GET /api/boards/:id`. */
export const boardSchema = z.strictObject({
  ...boardSummarySchema.shape,
  cohort: z.strictObject({ id: idSchema, name: z.string() }),
  /** What she may do on the canvas; the socket decides by the same rule. */
  role: z.enum(['coach', 'writer', 'viewer']),
  /** Her opaque id on this board, the same on all her devices, another on every board. */
  actorId: z.string(),
  /** Her colour on this board, `#rrggbb`. */
  colour: z.string(),
  rights: z.array(z.enum(RIGHT_NAMES as [string, ...string[]])), // the table is never empty
  /** Compared by the sync socket: another value means that the page must reload. */
  schema: z.string(),
})

/** A board in a list. */
export type BoardSummary = z.infer<typeof boardSummarySchema>
/** A board as one person opens it. */
export type BoardView = z.infer<typeof boardSchema>
