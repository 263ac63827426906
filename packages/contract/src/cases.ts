import * as z from 'zod'
import { idSchema, langSchema, timeSchema, titleSchema } from './common.ts'
import { CONSENT_SPREADS } from './consents.ts'
import {
  CASE_IMAGE_ALT_MAX,
  CASE_IMAGE_FILE_MAX,
  CASE_KEYWORDS_MAX,
  CASE_SNAPSHOTS_MAX,
  CASE_TERMS_MAX,
  STATEMENT_MAX,
} from './limits.ts'
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
const termSchema = z.string().min(1).max(60)
const termsSchema = z.array(termSchema).max(CASE_TERMS_MAX).default([])
const oneTermSchema = termSchema.nullable().default(null)

/** Facets of a case, all of them each time: terms of the vocabularies, by the list `CASE_FACETS` of @tablee/cases. */
export const caseTagsSchema = z.strictObject({
  sector: termsSchema,
  orgType: termsSchema,
  country: termsSchema,
  region: termsSchema,
  size: oneTermSchema,
  members: oneTermSchema,
  sites: oneTermSchema,
  projectKind: termsSchema,
  sourcing: termsSchema,
  phase: termsSchema,
  outcome: termsSchema,
  pooling: termsSchema,
  poolingGovernance: termsSchema,
  funding: z
    .array(z.strictObject({ source: termSchema, band: oneTermSchema }))
    .max(CASE_TERMS_MAX)
    .default([]),
  support: termsSchema,
  stakes: termsSchema,
  keywords: z
    .array(
      z
        .string()
        .trim()
        .min(1)
        .max(60)
        .regex(/^[^\n\r]*$/),
    )
    .max(CASE_KEYWORDS_MAX)
    .default([]),
  /** `2021–2024`, `2023`, or `M0–M+18`. */
  period: z
    .string()
    .regex(/^(?:\d{4}(?:[–-]\d{4})?|M0[–-]M\+\d{1,3})$/)
    .nullable()
    .default(null),
  /** How an axis of the organisation's maturity went; left out when nothing is said. */
  maturity: z
    .array(z.strictObject({ axis: termSchema, change: z.enum(['rose', 'stayed', 'fell']) }))
    .min(1)
    .max(CASE_TERMS_MAX)
    .optional(),
})
/** `PATCH /api/cases/:id`. */
export const updateCaseRequestSchema = z.strictObject({
  publicName: titleSchema.optional(),
  tags: caseTagsSchema.optional(),
})
/** What a statement says of itself beside its words: terms of the vocabularies. */
const statementFacetsSchema = z.strictObject({
  /** Who tells it, of `roleClass`. */
  role: termSchema.nullable(),
  /** Of `effectPolarity`. */
  sign: termSchema.nullable(),
  /** Of the vocabularies for opportunities, obstacles, effects and pooling. */
  tags: z.array(termSchema).max(CASE_TERMS_MAX),
  phase: termSchema.nullable(),
  /** Months from the start: `M0`, `M+5`. */
  relTime: z
    .string()
    .regex(/^M(?:0|[+-]\d{1,3})$/)
    .nullable(),
  audience: termSchema.nullable(),
  stake: termSchema.nullable(),
})
/** `PUT /api/cases/:id/statements/:statementId`; what is left out stays as it is. */
export const decideStatementRequestSchema = z.strictObject({
  decision: z.enum(['undecided', 'kept', 'reworded', 'dropped']).optional(),
  /** The editor's wording, with `reworded`. */
  text: z.string().trim().min(1).max(STATEMENT_MAX).optional(),
  section: z.string().max(40).optional(),
  ...statementFacetsSchema.partial().shape,
  /** Statements that tell it differently, all of them; each names the other. */
  contrastWith: z.array(idSchema).max(CASE_TERMS_MAX).optional(),
  /** Whether the person quoted agreed to her words being read. */
  quoteAgreed: z.boolean().optional(),
  /** One place further in its section. */
  move: z.enum(['up', 'down']).optional(),
})
/** In which way a replacement tells less: a role class, a band, months since the beginning, the year, a region, a noun. */
const findingHowSchema = z.enum(['role', 'band', 'relative', 'year', 'region', 'noun'])
/** `PUT /api/cases/:id/findings`: one decision holds for that finding; with `everywhere`, for the same string in the whole case. */
export const decideFindingRequestSchema = z.strictObject({
  statementId: idSchema,
  findingKey: z.string().min(1).max(400),
  decision: z.discriminatedUnion('action', [
    z.strictObject({ action: z.literal('undecided') }),
    z.strictObject({
      action: z.literal('replace'),
      replacement: z.string().trim().min(1).max(200),
      how: findingHowSchema.optional(),
    }),
    z.strictObject({ action: z.literal('remove') }),
    z.strictObject({ action: z.literal('keep'), reason: z.string().trim().min(3).max(400) }),
  ]),
  everywhere: z.boolean().default(false),
})

/** Letters of base64 that the largest file takes. */
const IMAGE_BASE64_MAX = Math.ceil(CASE_IMAGE_FILE_MAX / 3) * 4
/**
 * `POST /api/cases/:id/images`: a PNG or JPEG in base64, or a snapshot of the case that is drawn with the words that are
 * read of it. `replaces`: the picture whose place it takes; it has to be ticked again.
 */
export const addCaseImageRequestSchema = z
  .strictObject({
    file: z.string().min(1).max(IMAGE_BASE64_MAX).optional(),
    snapshotId: idSchema.optional(),
    replaces: idSchema.optional(),
  })
  .refine(({ file, snapshotId }) => (file === undefined) !== (snapshotId === undefined))
/** `PUT /api/cases/:id/images/:imageId`; what is left out stays as it is. */
export const changeCaseImageRequestSchema = z.strictObject({
  alt: z.string().trim().max(CASE_IMAGE_ALT_MAX).optional(),
  taken: z.boolean().optional(),
})
/** `GET /api/cases/:id/boards`: the snapshots that the case was drafted from and that may be drawn. */
export const caseBoardsSchema = z.strictObject({
  boards: z.array(z.strictObject({ snapshotId: idSchema, boardTitle: z.string(), name: z.string() })),
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
  /** Ways to tell it more coarsely, the proposed one first; `term` is the band that the words stand for. */
  options: z.array(z.strictObject({ how: findingHowSchema, words: z.string(), term: z.string().nullable() })),
  decision: z.strictObject({
    action: z.enum(['undecided', 'replace', 'remove', 'keep']),
    replacement: z.string().nullable(),
    how: findingHowSchema.nullable(),
    reason: z.string().nullable(),
  }),
})
/** Words that stood where a term was asked for, and the terms that may be meant. */
const proposalSchema = z.strictObject({
  facet: z.string(),
  typed: z.string(),
  terms: z.array(z.string()),
})
/** One statement of a draft. */
export const caseStatementSchema = z.strictObject({
  id: idSchema,
  section: z.string(),
  kind: z.enum(['statement', 'quote', 'answer']),
  /** The statement that a quote stands beside, or that an answer answers. */
  of: idSchema.nullable(),
  ...statementFacetsSchema.shape,
  contrastWith: z.array(idSchema),
  quoteAgreed: z.boolean(),
  proposals: z.array(proposalSchema),
  /** What stood on the board, the first of `sources` notes; the team's eyes only. */
  source: z.strictObject({ snapshotId: idSchema, zoneId: z.string().nullable(), text: z.string() }),
  sources: z.int().positive(),
  /** The present wording, before redaction. */
  text: z.string(),
  decision: z.enum(['undecided', 'kept', 'reworded', 'dropped']),
  findings: z.array(findingSchema),
  /** The wording after the decisions taken so far. */
  redacted: z.string(),
})
/** A picture of a draft. */
const caseImageSchema = z.strictObject({
  id: idSchema,
  /** Letters that its pixels alone give: the address of its bytes changes with them. */
  pixels: z.string(),
  width: z.int(),
  height: z.int(),
  /** The snapshot that was drawn; null for a file. */
  snapshotId: idSchema.nullable(),
  alt: z.string(),
  /** The same after the decisions taken so far. */
  redacted: z.string(),
  findings: z.array(findingSchema),
  taken: z.boolean(),
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
  /** Identifiers in the keywords, which are read as one text, a keyword a line. */
  keywordFindings: z.array(findingSchema),
  tags: caseTagsSchema,
  /** Words that stood where a facet of the case was asked for. */
  proposals: z.array(proposalSchema),
  /** Pairs of statements that tell it differently: linked by somebody, or only looking so. */
  contrasts: z.array(z.strictObject({ statementIds: z.tuple([idSchema, idSchema]), linked: z.boolean() })),
  sections: z.array(
    z.strictObject({ id: z.string(), required: z.boolean(), statements: z.array(caseStatementSchema) }),
  ),
  images: z.array(caseImageSchema),
  /** Decisions whose words are still there and found no more: they would be read again. By the text they are in. */
  lost: z.array(z.strictObject({ statementId: idSchema, key: z.string() })),
  /** Why "Publier" is not possible yet; empty when it is. */
  obstacles: z.array(
    z.strictObject({
      code: z.string(),
      statementIds: z.array(idSchema),
      sections: z.array(z.string()),
      /** Pictures that stand in the way. */
      imageIds: z.array(idSchema).optional(),
      /** Organisations whose answer is missing. */
      organisationIds: z.array(idSchema).optional(),
      /** Facets that too few others share. */
      facets: z.array(z.string()).optional(),
    }),
  ),
  /** For a case that is to be in the figures only: whether it is, and whether everybody agreed to it. Null for any other. */
  counting: z.strictObject({ counted: z.boolean(), ready: z.boolean() }).nullable(),
  /** `foundSince`: kinds of what is in the public case and was not known when it was published. */
  published: z
    .strictObject({
      slug: z.string(),
      path: z.string(),
      url: z.string(),
      /** Who reads it. */
      spread: z.enum(CONSENT_SPREADS),
      /** Whether a report of what was looked at in its files is published beside it. */
      isVerified: z.boolean(),
      foundSince: z.array(z.string()),
    })
    .nullable(),
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
      /** Where it is read, when it is published. */
      path: z.string().nullable(),
      /** It is public, and too few others hide it by now. */
      standsOut: z.boolean(),
      /** Kinds of what is in the public case and was not known when it was published. */
      foundSince: z.array(z.string()),
    }),
  ),
})
/** `POST /api/cases/:id/publish`. */
export const publishedSchema = z.strictObject({ slug: z.string(), url: z.string() })

const boxSchema = z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
/** `GET /api/cases/:id/statements/:statementId/sources`: the notes that say it, and where they are in the picture. */
export const statementSourcesSchema = z.strictObject({
  snapshots: z.array(
    z.strictObject({
      id: idSchema,
      /** Of which board and moment it is; null, like the picture, when the snapshot may no longer be seen. */
      taken: z.strictObject({ boardTitle: z.string(), name: z.string(), at: timeSchema }).nullable(),
      /** The part of the board that the picture shows. */
      picture: boxSchema.nullable(),
      notes: z.array(
        z.strictObject({
          zone: z.string().nullable(),
          text: z.string(),
          /** In the units of `picture`; null for what is not drawn. */
          place: boxSchema.nullable(),
        }),
      ),
    }),
  ),
})

/** A draft as its editor sees it. */
export type CaseDraftView = z.infer<typeof caseDraftSchema>
/** One statement of a draft. */
export type CaseStatementView = z.infer<typeof caseStatementSchema>
/** A picture of a draft. */
export type CaseImageView = CaseDraftView['images'][number]
/** The notes behind a statement. */
export type StatementSources = z.infer<typeof statementSourcesSchema>
/** One identifier found. */
export type FindingView = z.infer<typeof findingSchema>
/** A name that must not survive publication. */
export type RosterEntry = z.infer<typeof rosterEntrySchema>
