import * as z from 'zod'
import { idSchema, timeSchema } from './common.ts'
import { PRIVATE_CELL_MAX, PRIVATE_CELLS_MAX, PRIVATE_KEYS_MAX, PRIVATE_TEXT_MAX } from './limits.ts'

/** Most zones that a curtain is drawn before in one go: every zone of the largest method. */
const ZONES_MAX = 40
const zoneIdSchema = z.string().min(1).max(64)

/**
 * `POST /api/boards/:id/curtains` draws a curtain before zones: nobody writes there on the shared board any more, and
 * what people write privately is hidden until it is lifted.
 */
export const drawCurtainRequestSchema = z.strictObject({
  zoneIds: z.array(zoneIdSchema).min(1).max(ZONES_MAX),
  /** Nobody will know who wrote what, and nothing that is stored says so. */
  anonymous: z.boolean(),
})
/** The curtains that hang before the zones now; the board's facts say the same. */
export const drawnCurtainsSchema = z.strictObject({
  curtains: z.array(
    z.strictObject({ id: idSchema, zoneId: z.string(), anonymous: z.boolean(), since: timeSchema }),
  ),
})

/** `POST …/curtains/lift` reveals what is hidden before these zones, or before all. */
export const liftCurtainRequestSchema = z.strictObject({
  zoneIds: z.array(zoneIdSchema).min(1).max(ZONES_MAX).optional(),
})
/** How many notes were revealed. */
export const liftedCurtainsSchema = z.strictObject({ notes: z.int() })

/** `POST …/curtains/review`, `…/resume` and `…/private-notes/reveal` name one curtain. */
export const curtainRequestSchema = z.strictObject({ curtainId: idSchema })

/** An id that the device makes: 128 random bits at least. It travels in bodies only: addresses end up in logs. */
const noteIdSchema = z.string().regex(/^[A-Za-z0-9_-]{22,32}$/)
/** What only the device of an anonymous note's writer holds: 256 random bits in base64url. */
const noteKeySchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const cellsSchema = z
  .record(
    z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/),
    z.union([z.string().max(PRIVATE_CELL_MAX), z.number()]),
  )
  .refine((cells) => Object.keys(cells).length <= PRIVATE_CELLS_MAX, { error: 'too_many_cells' })
const contentSchema = { text: z.string().max(PRIVATE_TEXT_MAX), cells: cellsSchema }
/** What stands in the cells of a note, by column; its text fills the first. */
export type PrivateCells = z.infer<typeof cellsSchema>

/** `POST …/curtains/review`: what is hidden before an anonymous curtain, in no order that says anything. */
export const reviewedNotesSchema = z.strictObject({
  notes: z.array(z.strictObject({ id: noteIdSchema, ...contentSchema })),
})
/** `POST …/curtains/remove` takes one of them out. */
export const removeNoteRequestSchema = z.strictObject({ curtainId: idSchema, noteId: noteIdSchema })

/**
 * `PUT /api/boards/:id/private-notes` keeps one note. `revision` is the one that the device knows, 0 for a new note: who
 * changes another one than the stored is answered 409 with what is stored. After the reveal the note on the board is
 * changed: `base` is what the device showed, so that what others wrote in it stays.
 */
export const keepNoteRequestSchema = z.strictObject({
  curtainId: idSchema,
  id: noteIdSchema,
  /** Of an anonymous note; a named one is known by who sends it. */
  key: noteKeySchema.optional(),
  ...contentSchema,
  revision: z.int().min(0),
  base: z.strictObject(contentSchema).optional(),
  /** Puts a note on the board that comes after the reveal, alone: her writer was told that it may be recognised. */
  late: z.boolean().optional(),
})
/** `POST …/private-notes/withdraw` takes one's note back, before the reveal or after. */
export const withdrawNoteRequestSchema = z.strictObject({
  curtainId: idSchema,
  id: noteIdSchema,
  key: noteKeySchema.optional(),
  revision: z.int().min(0),
})
/** `POST …/private-notes/find`: what became of anonymous notes, of those whose keys are shown. */
export const findNotesRequestSchema = z.strictObject({
  notes: z.array(z.strictObject({ id: noteIdSchema, key: noteKeySchema })).max(PRIVATE_KEYS_MAX),
})

/** What a private note may be: hidden, on the board, or taken out by who leads. */
const PRIVATE_NOTE_STATES = ['hidden', 'revealed', 'removed'] as const

const noteStateSchema = {
  id: noteIdSchema,
  curtainId: idSchema,
  zoneId: z.string(),
  state: z.enum(PRIVATE_NOTE_STATES),
  revision: z.int(),
  /** The note on the board; null until then. */
  recordId: z.string().nullable(),
}
/** What became of a note that was kept. */
export const keptNoteSchema = z.strictObject(noteStateSchema)
/** What became of a note that was kept. */
export type KeptNote = z.infer<typeof keptNoteSchema>

/** One's own note with what stands in it; nothing once it is revealed, since the board holds it then. */
const ownNoteSchema = z.strictObject({ ...noteStateSchema, ...contentSchema })
/** One's own private note. */
export type OwnNote = z.infer<typeof ownNoteSchema>
/** `GET …/private-notes` (the reader's named ones) and `POST …/find`. */
export const ownNotesSchema = z.strictObject({ notes: z.array(ownNoteSchema) })

/** The answer 409: the error, and with `private_note_conflict` the note as it is stored. */
export const noteConflictSchema = z.object({ error: z.looseObject({}), stored: ownNoteSchema.optional() })
