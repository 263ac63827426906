import * as z from 'zod'
import { timeSchema } from './common.ts'
import { DELETED_NOTES_MAX } from './limits.ts'

const actorIdSchema = z.string().min(1).max(64)
const zoneIdSchema = z.string().min(1).max(60)
/** Page units: as far as a canvas goes. */
const lengthSchema = z.number().min(-1e6).max(1e6)
const viewSchema = z.strictObject({
  x: lengthSchema,
  y: lengthSchema,
  w: z.number().min(1).max(1e6),
  h: z.number().min(1).max(1e6),
})

/** `POST /api/boards/:id/attention/call`: everybody here, to a zone, or to what who calls sees and the zone in it. */
export const callHereRequestSchema = z
  .strictObject({ zoneId: zoneIdSchema.nullable(), view: viewSchema.nullable() })
  .refine(({ zoneId, view }) => zoneId !== null || view !== null, { error: 'zone_or_view', path: ['zoneId'] })
/** `PUT /api/boards/:id/attention/spotlight`; null puts it out. */
export const spotlightRequestSchema = z.strictObject({ zoneId: zoneIdSchema.nullable() })
/** `PUT /api/boards/:id/attention/hand`: the person's own. */
export const handRequestSchema = z.strictObject({ up: z.boolean() })
/** `POST /api/boards/:id/attention/hands/lower`, by those who lead: one hand, or all. */
export const lowerHandsRequestSchema = z.strictObject({ actorId: actorIdSchema.nullable() })
/** `GET /api/boards/:id/attention/done`, and the answer of `PUT`: whether the person has finished the step that runs. */
export const doneSchema = z.strictObject({ done: z.boolean() })
/** `PUT /api/boards/:id/attention/done`; `step`: the run of the step that she sees (`stepRun`), and of no other. */
export const markDoneRequestSchema = z.strictObject({ done: z.boolean(), step: z.string().min(1).max(160) })

/** `GET /api/boards/:id/deleted-notes`, for those who lead: the latest first. Nobody is told who took them away. */
export const deletedNotesSchema = z.strictObject({
  notes: z.array(
    z.strictObject({
      id: z.string(),
      text: z.string(),
      zoneId: z.string().nullable(),
      deletedAt: timeSchema,
    }),
  ),
})
/** `POST /api/boards/:id/deleted-notes/restore`: one of them, or those that were taken away together. */
export const restoreNotesRequestSchema = z.strictObject({
  noteIds: z.array(z.string().min(1).max(128)).min(1).max(DELETED_NOTES_MAX),
})
