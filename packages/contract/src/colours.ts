import { NOTE_COLOURS } from '@tablee/board'
import * as z from 'zod'
import { colourCaptionSchema } from './common.ts'

/** `PUT /api/boards/:id/colours`, by those who lead: what one colour stands for; null takes it back. */
export const captionColourRequestSchema = z.strictObject({
  colour: z.enum(NOTE_COLOURS),
  caption: colourCaptionSchema.nullable(),
})
