import * as z from 'zod'
import { idSchema, langSchema } from './common.ts'
import { EXPORT_BOARDS_MAX } from './limits.ts'

/** The formats of a board as a file. */
export const EXPORT_FORMATS = ['pdf', 'docx', 'xlsx', 'csv', 'md', 'json', 'png', 'svg'] as const

/** `GET /api/boards/:id/export` and `GET /api/snapshots/:id/export`; without `lang`, the language that the request asks for. */
export const exportQuerySchema = z.strictObject({
  format: z.enum(EXPORT_FORMATS),
  lang: langSchema.optional(),
})
/** `GET /api/cohorts/:id/export`: several boards in a zip, their ids with commas between. */
export const cohortExportQuerySchema = z.strictObject({
  ...exportQuerySchema.shape,
  boards: z
    .string()
    .transform((ids) => ids.split(','))
    .pipe(z.array(idSchema).min(1).max(EXPORT_BOARDS_MAX)),
})

/** One format of a board as a file. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number]
