import * as z from 'zod'
import { idSchema, timeSchema } from './common.ts'
import {
  CONSENT_ANSWERS,
  CONSENT_LEVELS,
  CONSENT_SPREADS,
  CONSENT_TOPICS,
  CONSENT_WAYS,
  READING_VERDICTS,
} from './consents.ts'

/** What may be written down about the making of a case. */
const CASE_ACTS = [
  'drafted',
  'case_changed',
  'statement_decided',
  'finding_decided',
  'image_decided',
  'link_made',
  'link_revoked',
  'stated',
  'second_reading',
  'published',
  'publish_refused',
  'withdrawn',
  'counted',
  'counted_no_more',
  'narrowed',
] as const

const code = z.string().regex(/^[a-zA-Z_]{1,40}$/)

/**
 * What is known of an act: ids, hashes, counts and codes. Nothing here takes a sentence or a name; a key of a finding
 * does not stand here either, since it holds a hash of the word itself.
 */
export const caseLogFactsSchema = z.strictObject({
  statementId: idSchema.optional(),
  organisationId: idSchema.optional(),
  kind: code.optional(),
  action: code.optional(),
  section: code.optional(),
  field: z.array(code).max(20).optional(),
  everywhere: z.boolean().optional(),
  snapshots: z.number().int().nonnegative().optional(),
  state: z.enum(CONSENT_ANSWERS).optional(),
  level: z.enum(CONSENT_LEVELS).optional(),
  spread: z.enum(CONSENT_SPREADS).optional(),
  topics: z.array(z.enum(CONSENT_TOPICS)).optional(),
  way: z.enum(CONSENT_WAYS).optional(),
  verdict: z.enum(READING_VERDICTS).optional(),
  reason: code.optional(),
  textHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
})
/** One line of the log of decisions. */
const caseLogLineSchema = z.strictObject({
  id: idSchema,
  act: z.enum(CASE_ACTS),
  /** The name of who did it, as she is called now; null for an organisation's link and for who has left. */
  who: z.string().nullable(),
  facts: caseLogFactsSchema,
  at: timeSchema,
})
/** `GET /api/cases/:id/log`, newest first. */
export const caseLogSchema = z.strictObject({ lines: z.array(caseLogLineSchema) })

/** What may be written down about the making of a case. */
export type CaseAct = (typeof CASE_ACTS)[number]
/** What is known of an act. */
export type CaseLogFacts = z.infer<typeof caseLogFactsSchema>
