import * as z from 'zod'
import { langSchema } from './common.ts'

/** `GET /api/boards/:id/near-cases`: public cases that have terms in common with a board, the nearest first. */
export const nearCasesSchema = z.strictObject({
  cases: z.array(
    z.strictObject({
      slug: z.string(),
      publicName: z.string(),
      lang: langSchema,
      /** What both have in common, in the reader's language. */
      shared: z.array(z.string()),
    }),
  ),
})

/** Public cases near a board. */
export type NearCases = z.infer<typeof nearCasesSchema>
