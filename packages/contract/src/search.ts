import * as z from 'zod'
import { idSchema } from './common.ts'

/** `GET /api/search`: every word of `q` must be there; of one cohort when it is named. */
export const searchQuerySchema = z.strictObject({
  q: z.string().trim().min(1).max(200),
  cohort: idSchema.optional(),
})
/** What was found on the boards that the person may see, the best first. */
export const searchAnswerSchema = z.strictObject({
  results: z.array(
    z.strictObject({
      board: z.strictObject({
        id: idSchema,
        title: z.string(),
        /** Null for a board of the whole cohort. */
        organisation: z.string().nullable(),
        cohort: z.string(),
      }),
      /** The record on the board: `/tableaux/<board>#item=<item>` opens it there. */
      itemId: z.string(),
      zone: z.strictObject({ id: z.string(), title: z.string() }).nullable(),
      /** A piece of the text, and where the words stand in it, in UTF-16 units. */
      excerpt: z.strictObject({ text: z.string(), found: z.array(z.tuple([z.number(), z.number()])) }),
    }),
  ),
  /** How much was found, listed or not. */
  total: z.int().nonnegative(),
  /** There is more than is listed. */
  more: z.boolean(),
  /** False while some boards are still being read: asking again in a moment finds what is on them. */
  complete: z.boolean(),
  /** Older boards that were not looked through, because there are so many: within one cohort fewer are left. */
  boardsLeft: z.int().nonnegative(),
})
/** What was found. */
export type SearchAnswer = z.infer<typeof searchAnswerSchema>
