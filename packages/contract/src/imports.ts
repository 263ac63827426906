import * as z from 'zod'
import { IMPORT_COLUMNS_MAX, IMPORT_ROWS_MAX, TLDRAW_FILE_MAX } from './limits.ts'

/** `POST /api/boards/:id/imports/tldraw`: the text of a `.tldr` file. */
export const importTldrawRequestSchema = z.strictObject({ file: z.string().min(2).max(TLDRAW_FILE_MAX) })
/** What came of a file: shapes on the board, pictures and other things that stayed behind. */
export const importedSchema = z.strictObject({
  shapes: z.number().int(),
  images: z.number().int(),
  left: z.number().int(),
})
/**
 * `POST /api/boards/:id/imports/rows`: a pasted list or some columns of a spreadsheet, a note for each row. `columns` says
 * for each cell of a row which column of the zone it fills, `text` the note's own words, or null to leave it out.
 */
export const importRowsRequestSchema = z.strictObject({
  zoneId: z.string().min(1).max(80),
  columns: z.array(z.string().min(1).max(64).nullable()).min(1).max(IMPORT_COLUMNS_MAX),
  rows: z
    .array(z.array(z.string().max(10_000)).max(IMPORT_COLUMNS_MAX))
    .min(1)
    .max(IMPORT_ROWS_MAX),
})
/** The notes that came of the rows, in their order; rows without a word make none. */
export const importedRowsSchema = z.strictObject({ items: z.array(z.string()) })
