import * as z from 'zod'
import { langSchema } from './common.ts'

/** Bullets of one stake in one language. */
export const SYNTHESIS_BULLETS_MAX = 12
/** Characters of one bullet. */
export const SYNTHESIS_BULLET_MAX = 400

const bulletsSchema = z.array(z.string().trim().min(1).max(SYNTHESIS_BULLET_MAX)).max(SYNTHESIS_BULLETS_MAX)
/** `PUT /api/library/syntheses/:stake`; no bullets take the synthesis away. */
export const putSynthesisRequestSchema = z.strictObject({ lang: langSchema, bullets: bulletsSchema })
/** Which stake: a term of the vocabulary `stake`. */
export const stakeParamsSchema = z.strictObject({ stake: z.string().max(60) })
/** What editors wrote of the stakes, to be read above what cases recommend. */
export const synthesesSchema = z.strictObject({
  syntheses: z.array(
    z.strictObject({
      stake: z.string(),
      lang: langSchema,
      bullets: z.array(z.string()),
      /** Kinds of what identifies somebody by now: nobody else reads it until it is written otherwise. */
      found: z.array(z.string()),
    }),
  ),
})
/** What editors wrote of the stakes. */
export type Syntheses = z.infer<typeof synthesesSchema>
