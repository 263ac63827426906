import * as z from 'zod'
import { idSchema, localisedTextSchema, timeSchema, titleSchema } from './common.ts'
import { DELETED_NOTES_MAX } from './limits.ts'

/** `POST /api/boards/:id/snapshots`; `offered` proposes it to the team that writes cases. */
export const takeSnapshotRequestSchema = z.strictObject({
  name: titleSchema,
  offered: z.boolean().default(false),
})
/** `PATCH /api/snapshots/:id`: offer or take back; the content never changes. */
export const offerSnapshotRequestSchema = z.strictObject({ offered: z.boolean() })
/** `POST /api/snapshots/:id/restore`: under which name the board as it is now is kept first. */
export const restoreSnapshotRequestSchema = z.strictObject({ keepAs: titleSchema })
/** `GET /api/snapshots/:id/missing-notes`: what its board does not have any more, for those who manage it. */
export const missingNotesSchema = z.strictObject({
  notes: z.array(z.strictObject({ id: z.string(), text: z.string() })),
})
/** `POST /api/snapshots/:id/missing-notes`: which of them come back. */
export const restoreMissingRequestSchema = z.strictObject({
  noteIds: z.array(z.string().min(1).max(128)).min(1).max(DELETED_NOTES_MAX),
})
/** A snapshot without its content. */
export const snapshotSummarySchema = z.strictObject({
  id: idSchema,
  boardId: idSchema,
  boardTitle: z.string(),
  name: z.string(),
  offered: z.boolean(),
  template: z.strictObject({ id: z.string(), version: z.string() }),
  /** SHA-256 of the canonical JSON, hexadecimal. */
  hash: z.string(),
  takenAt: timeSchema,
  items: z.number().int(),
  /** What to know before anything of it is shown to others; null where its method has nothing to fear. */
  privacy: z.strictObject({ isDelicate: z.boolean(), note: localisedTextSchema }).nullable(),
})
/** `GET /api/boards/:id/snapshots` and, for editors, `GET /api/cohorts/:id/snapshots` (offered ones). */
export const snapshotListSchema = z.strictObject({ snapshots: z.array(snapshotSummarySchema) })
/** `GET /api/snapshots/:id`; pictures are at `/api/snapshots/:id.svg` and `.png`. */
export const snapshotSchema = z.strictObject({
  ...snapshotSummarySchema.shape,
  content: z.strictObject({
    items: z.array(
      z.strictObject({ id: z.string(), zoneId: z.string().nullable(), text: z.string(), order: z.number() }),
    ),
    links: z.array(z.strictObject({ from: z.string(), to: z.string(), label: z.string() })),
  }),
})
/** A snapshot without its content. */
export type SnapshotSummary = z.infer<typeof snapshotSummarySchema>
/** A snapshot with what stood on the board. */
export type SnapshotView = z.infer<typeof snapshotSchema>
