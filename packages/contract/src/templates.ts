import * as z from 'zod'
import { localisedTextSchema } from './common.ts'

/** A method in the chooser. */
export const templateSummarySchema = z.strictObject({
  id: z.string(),
  version: z.string(),
  family: z.string(),
  title: localisedTextSchema,
  purpose: localisedTextSchema,
  durationMin: z.number().int(),
  zones: z.number().int(),
})
/** `GET /api/templates`. */
export const templateListSchema = z.strictObject({ templates: z.array(templateSummarySchema) })
/** A method in the chooser. */
export type TemplateSummary = z.infer<typeof templateSummarySchema>
