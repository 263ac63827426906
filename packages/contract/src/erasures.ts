import * as z from 'zod'
import { idSchema, langSchema, timeSchema } from './common.ts'
import { CONSENT_SPREADS } from './consents.ts'

/** How far an erasure is: rows and boards, then the database's own pages, then nothing is left. */
export const ERASURE_STATES = ['working', 'cleaning', 'done'] as const

/** What an erasure went through; numbers alone. */
export const erasureCountsSchema = z.strictObject({
  /** Boards on which something of hers stood. */
  boards: z.int().min(0),
  /** Notes and arrows that are nobody's now, or in which a name gave way. */
  records: z.int().min(0),
  snapshots: z.int().min(0),
  /** Rows of comments, hidden notes, titles, drafts. */
  rows: z.int().min(0),
  /**
   * Cases that everybody reads in whose text her name stands: they were agreed to word for word, and are the team's to
   * withdraw.
   */
  publicCases: z.int().min(0),
})

/** `POST /api/session/person/erasure`: her own password, or for a guest nothing, says that it is her. */
export const eraseOwnRequestSchema = z.strictObject({ password: z.string().min(1).max(128).optional() })

/** `GET /api/session/person/export`, `GET /api/people/:id/export`: for a program, or to be read. */
export const personExportQuerySchema = z.strictObject({
  format: z.enum(['json', 'md']).default('json'),
  lang: langSchema.optional(),
})

/** A published case in whose text the name of somebody stands who was erased. */
const erasedCaseSchema = z.strictObject({
  publicName: z.string(),
  path: z.string(),
  spread: z.enum(CONSENT_SPREADS),
})

/** An erasure that was asked for. */
export const erasureSchema = z.strictObject({
  id: idSchema,
  state: z.enum(ERASURE_STATES),
  askedAt: timeSchema,
  doneAt: timeSchema.nullable(),
  /** Null for whoever only knows its id. */
  counts: erasureCountsSchema.nullable(),
  /** The cases that name her, to who may erase people: of those for few readers the ones that she may read. */
  cases: z.array(erasedCaseSchema),
})

/** `GET /api/erasures`: those that are under way and the last that are done. */
export const erasureListSchema = z.strictObject({ erasures: z.array(erasureSchema) })

/** What an erasure went through. */
export type ErasureCounts = z.infer<typeof erasureCountsSchema>
/** An erasure that was asked for. */
export type Erasure = z.infer<typeof erasureSchema>
