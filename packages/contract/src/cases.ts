import * as z from 'zod'
import { idSchema, langSchema, timeSchema, titleSchema } from './common.ts'
import { CASE_SNAPSHOTS_MAX, STATEMENT_MAX } from './limits.ts'
import { RIGHT_NAMES } from './rights.ts'

/** Kinds of name that an editor adds to a cohort's roster by hand. */
export const ROSTER_ENTRY_KINDS = ['person', 'organisation', 'place', 'product'] as const
/** `POST /api/cohorts/:id/roster`. */
export const addRosterEntryRequestSchema = z.strictObject({
  kind: z.enum(ROSTER_ENTRY_KINDS),
  name: titleSchema,
  aliases: z.array(titleSchema).max(20).default([]),
  /** For a person: the role class that stands for her in a case, e.g. `DIR`. */
  roleClass: z.string().max(20).optional(),
})
/** A name that must not survive publication. `automatic`: from the cohort's organisations and members. */
export const rosterEntrySchema = z.strictObject({
  id: z.string(),
  kind: z.enum(ROSTER_ENTRY_KINDS),
  name: z.string(),
  aliases: z.array(z.string()),
  roleClass: z.string().nullable(),
  automatic: z.boolean(),
})
/** `GET /api/cohorts/:id/roster`. */
export const rosterSchema = z.strictObject({ entries: z.array(rosterEntrySchema) })

/** `POST /api/cases`. */
export const createCaseRequestSchema = z.strictObject({
  cohortId: idSchema,
  snapshotIds: z.array(idSchema).min(1).max(CASE_SNAPSHOTS_MAX),
  publicName: titleSchema,
  lang: langSchema.default('fr'),
})
/** Facets of a published case: terms of the vocabulary. */
export const caseTagsSchema = z.strictObject({
  sector: z.array(z.string().max(60)).max(5).default([]),
  orgType: z.string().max(60).nullable().default(null),
  size: z.string().max(60).nullable().default(null),
  projectKind: z.array(z.string().max(60)).max(5).default([]),
  outcome: z.string().max(60).nullable().default(null),
})
/** `PATCH /api/cases/:id`. `consentConfirmed`: the editor states that the organisation agreed. */
export const updateCaseRequestSchema = z.strictObject({
  publicName: titleSchema.optional(),
  tags: caseTagsSchema.optional(),
  consentConfirmed: z.boolean().optional(),
})
/** `PUT /api/cases/:id/statements/:statementId`. */
export const decideStatementRequestSchema = z.strictObject({
  decision: z.enum(['undecided', 'kept', 'reworded', 'dropped']),
  /** The editor's wording, with `reworded`. */
  text: z.string().trim().min(1).max(STATEMENT_MAX).optional(),
  section: z.string().max(40).optional(),
})
/** `PUT /api/cases/:id/findings`: one decision holds for that finding; with `everywhere`, for the same string in the whole case. */
export const decideFindingRequestSchema = z.strictObject({
  statementId: idSchema,
  findingKey: z.string().min(1).max(400),
  decision: z.discriminatedUnion('action', [
    z.strictObject({ action: z.literal('undecided') }),
    z.strictObject({ action: z.literal('replace'), replacement: z.string().trim().min(1).max(200) }),
    z.strictObject({ action: z.literal('remove') }),
    z.strictObject({ action: z.literal('keep'), reason: z.string().trim().min(3).max(400) }),
  ]),
  everywhere: z.boolean().default(false),
})

/** One identifier found in a statement's present text. Offsets count UTF-16 units of `text`. */
export const findingSchema = z.strictObject({
  key: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  text: z.string(),
  kind: z.string(),
  class: z.enum(['A', 'Q', 'S']),
  layer: z.string(),
  reason: z.string(),
  proposal: z.strictObject({ action: z.enum(['replace', 'remove']), replacement: z.string().nullable() }),
  decision: z.strictObject({
    action: z.enum(['undecided', 'replace', 'remove', 'keep']),
    replacement: z.string().nullable(),
    reason: z.string().nullable(),
  }),
})
/** One statement of a draft. */
export const caseStatementSchema = z.strictObject({
  id: idSchema,
  section: z.string(),
  /** What stood on the board; the team's eyes only. */
  source: z.strictObject({ snapshotId: idSchema, zoneId: z.string().nullable(), text: z.string() }),
  /** The present wording, before redaction. */
  text: z.string(),
  decision: z.enum(['undecided', 'kept', 'reworded', 'dropped']),
  findings: z.array(findingSchema),
  /** The wording after the decisions taken so far. */
  redacted: z.string(),
})
/** `GET /api/cases/:id`. */
export const caseDraftSchema = z.strictObject({
  id: idSchema,
  cohortId: idSchema,
  lang: langSchema,
  status: z.enum(['draft', 'published', 'withdrawn']),
  publicName: z.string(),
  /** Identifiers in the public name itself: they block publication like any other. */
  publicNameFindings: z.array(findingSchema),
  tags: caseTagsSchema,
  consent: z.strictObject({ confirmed: z.boolean(), confirmedAt: timeSchema.nullable() }),
  sections: z.array(
    z.strictObject({ id: z.string(), required: z.boolean(), statements: z.array(caseStatementSchema) }),
  ),
  /** Why "Publier" is not possible yet; empty when it is. */
  obstacles: z.array(
    z.strictObject({ code: z.string(), statementIds: z.array(idSchema), sections: z.array(z.string()) }),
  ),
  published: z.strictObject({ slug: z.string(), url: z.string() }).nullable(),
  rights: z.array(z.enum(RIGHT_NAMES as [string, ...string[]])), // the table is never empty
})
/** `GET /api/cohorts/:id/cases`. */
export const caseListSchema = z.strictObject({
  cases: z.array(
    z.strictObject({
      id: idSchema,
      publicName: z.string(),
      status: z.enum(['draft', 'published', 'withdrawn']),
      slug: z.string().nullable(),
    }),
  ),
})
/** `POST /api/cases/:id/publish`. */
export const publishedSchema = z.strictObject({ slug: z.string(), url: z.string() })

/** A draft as its editor sees it. */
export type CaseDraftView = z.infer<typeof caseDraftSchema>
/** One statement of a draft. */
export type CaseStatementView = z.infer<typeof caseStatementSchema>
/** One identifier found. */
export type FindingView = z.infer<typeof findingSchema>
/** A name that must not survive publication. */
export type RosterEntry = z.infer<typeof rosterEntrySchema>
