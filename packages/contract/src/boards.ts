import * as z from 'zod'
import { idSchema, localisedTextSchema, timeSchema, titleSchema } from './common.ts'
import { CONSENT_LEVELS } from './consents.ts'
import { RIGHT_NAMES } from './rights.ts'

/** `open`: written on; `archived`: read by those who could see it, written by nobody. */
export const BOARD_STATUSES = ['open', 'archived'] as const

/** `POST /api/boards`: the server seeds the board from the template before it answers. No organisation: a plenary board. */
export const createBoardRequestSchema = z.strictObject({
  cohortId: idSchema,
  organisationId: idSchema.nullable(),
  templateId: z.string().min(1).max(64),
  title: titleSchema.optional(),
})
/** Most boards that are made in one action: a cohort has fifteen to thirty organisations. */
export const BOARDS_AT_ONCE_MAX = 60
/**
 * `POST /api/boards/batch`: one board for each organisation, all or none. They share one title; whose each is says the
 * private list, not the title.
 */
export const createBoardsRequestSchema = z.strictObject({
  cohortId: idSchema,
  organisationIds: z.array(idSchema).min(1).max(BOARDS_AT_ONCE_MAX),
  templateId: z.string().min(1).max(64),
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
  /** A newer version of its method; null when there is none, or for people who may not change the board. */
  newerVersion: z.string().nullable(),
  createdAt: timeSchema,
})
/** The answer to making several at once, in the order of the organisations. */
export const createdBoardsSchema = z.strictObject({ boardIds: z.array(idSchema) })
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
  /** What the organisations of the board allow, for everybody on it to read. */
  consent: z.strictObject({
    /** The strictest of their levels; null while one of them has not agreed. */
    level: z.enum(CONSENT_LEVELS).nullable(),
    /** Whether one of them has refused, or has taken its agreement back. */
    refused: z.boolean(),
    reservations: z.number().int().nonnegative(),
  }),
  rights: z.array(z.enum(RIGHT_NAMES as [string, ...string[]])), // the table is never empty
  /** Compared by the sync socket: another value means that the page must reload. */
  schema: z.string(),
})

/** A board in a list. */
export type BoardSummary = z.infer<typeof boardSummarySchema>
/** A board as one person opens it. */
export type BoardView = z.infer<typeof boardSchema>
