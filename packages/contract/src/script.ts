import { courseStateSchema, scriptCommandSchema, stepsSchema } from '@tablee/board/script'
import * as z from 'zod'
import { idSchema, titleSchema } from './common.ts'

const scriptSchema = z.strictObject({ steps: stepsSchema, state: courseStateSchema })

/** `GET /api/boards/:id/script`: the steps and where the board stands. The board's own facts say the same, live. */
export const scriptViewSchema = z.strictObject({
  script: scriptSchema,
  /** The server's clock, in ms since 1970. */
  nowMs: z.int(),
})

/**
 * `POST /api/boards/:id/script`: one command of who leads the workshop. Its id is made by the sender: the request may be
 * repeated until it is answered, and is carried out once. With `keepAs`, the board as the step leaves it is kept in a
 * snapshot of that name, when the command ends one.
 */
export const scriptRequestSchema = z.strictObject({
  commandId: idSchema,
  command: scriptCommandSchema,
  keepAs: titleSchema.optional(),
})
/** One command of who leads the workshop. */
export type ScriptRequest = z.infer<typeof scriptRequestSchema>

/**
 * What became of it. `repeated` and `overtaken` changed nothing: it had been carried out before, or somebody had moved on
 * meanwhile; `script` is how it stands now.
 */
export const scriptAnswerSchema = z.strictObject({
  outcome: z.enum(['done', 'repeated', 'overtaken']),
  script: scriptSchema,
  nowMs: z.int(),
})
/** What became of a command. */
export type ScriptAnswer = z.infer<typeof scriptAnswerSchema>

/** `GET /api/clock`: by it every screen knows how far its own clock is from the server's. */
export const clockSchema = z.strictObject({ nowMs: z.int() })
