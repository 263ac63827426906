import * as z from 'zod'
import { caseTagsSchema } from './cases.ts'
import { idSchema } from './common.ts'
import { CASE_TERMS_MAX } from './limits.ts'

/** How many organisations somebody who reads the facets would think of. */
export const POPULATIONS = ['many', 'few', 'one'] as const
/** What an editor says about a link: nobody could make it, or the other side knows and agrees. */
export const LINK_ANSWERS = ['apart', 'agreed'] as const

const termsSchema = z.array(z.string().max(60)).max(CASE_TERMS_MAX)
const facetsSchema = z.strictObject({
  sector: termsSchema,
  projectKind: termsSchema,
  orgType: termsSchema,
  country: termsSchema,
  size: termsSchema,
  region: termsSchema,
})
/** What else a case tells of itself; keywords and maturity are no terms that others could share. */
const toldFacetSchema = caseTagsSchema
  .omit({
    sector: true,
    projectKind: true,
    orgType: true,
    country: true,
    size: true,
    region: true,
    keywords: true,
    maturity: true,
  })
  .keyof()
/** Shortest reason why many organisations fit that says something, in characters. */
export const POPULATION_REASON_MIN = 10
/** Longest reason why many organisations fit, in characters. */
const REASON_MAX = 400

/** `PATCH /api/cases/:id/check`: only what is given changes. */
export const updateCaseCheckRequestSchema = z.strictObject({
  /** The answer to the population question; `about` is the description that was on the screen (`CaseCheck.about`). */
  population: z
    .strictObject({
      answer: z.enum(POPULATIONS),
      about: z.string().min(1).max(100),
      reason: z
        .string()
        .trim()
        .max(REASON_MAX)
        .refine((reason) => reason === '' || reason.length >= POPULATION_REASON_MIN)
        .default(''),
    })
    .optional(),
  /** One link's answer; null takes it back. */
  link: z
    .strictObject({ key: z.string().min(1).max(200), answer: z.enum(LINK_ANSWERS).nullable() })
    .optional(),
  /** The month that the case counts from, `YYYY-MM`. */
  monthZero: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
    .nullable()
    .optional(),
  /** A tag of a statement that is to count across cases without being shown in this one. */
  countOnly: z.strictObject({ statementId: idSchema, tag: z.string().min(1).max(60) }).optional(),
  /** A tag that is to count no longer without being shown. */
  countNoMore: z.string().min(1).max(60).optional(),
})

/** `GET /api/cases/:id/check`: whether somebody could guess whose case it is. */
export const caseCheckSchema = z.strictObject({
  /** Facets that are shown and that could tell it. */
  facets: facetsSchema,
  /** Names this description: an answer is about it. */
  about: z.string(),
  /** How many organisations fit, this one included. */
  cohort: z.number().int(),
  library: z.number().int(),
  /** Fewer than this many stand out. */
  least: z.number().int(),
  isSafe: z.boolean(),
  /** What the case tells beside its description, and fewer organisations of the library do than `least`. */
  rare: z.array(
    z.strictObject({
      facet: toldFacetSchema,
      value: z.string(),
      band: z.string().nullable(),
    }),
  ),
  /** The case is published under the organisation's own name: nobody has to guess. */
  isNamed: z.boolean(),
  /** Whether "many" with a reason outweighs the numbers: not where the organisation wants no detail that leads to it. */
  mayReason: z.boolean(),
  proposals: z.array(
    z.strictObject({
      steps: z.array(z.strictObject({ facet: facetsSchema.keyof(), level: z.enum(['group', 'hidden']) })),
      facets: facetsSchema,
      cohort: z.number().int(),
      library: z.number().int(),
    }),
  ),
  /** Null: nobody answered, or the facets changed since. */
  population: z.enum(POPULATIONS).nullable(),
  reason: z.string(),
  /** Obstacles that everybody has who fits: who is recognised as one of them is known to have them too. */
  sharedTags: z.array(z.string()),
  links: z.array(
    z.strictObject({
      key: z.string(),
      to: z.enum(['organisation', 'case']),
      name: z.string(),
      reasons: z.array(z.enum(['named', 'same_facets', 'partner_facets', 'same_words', 'rare_tags'])),
      statementIds: z.array(idSchema),
      shared: z.array(z.string()),
      answer: z.enum(LINK_ANSWERS).nullable(),
      /** Her name is to be read in the case: then only her own agreement settles it. */
      isNameKept: z.boolean(),
    }),
  ),
  /** By the id of the text: a statement, `publicName`, `keywords`, or a picture. */
  reservations: z.array(
    z.strictObject({ statementId: idSchema, topic: z.string(), tags: z.array(z.string()) }),
  ),
  /** Facets of the case that tell about what was reserved. */
  reservedFacets: z.array(
    z.strictObject({
      topic: z.string(),
      facet: toldFacetSchema.extract(['funding', 'pooling', 'poolingGovernance', 'period']),
    }),
  ),
  /** Statements that repeat somebody's words. */
  quotes: z.array(z.strictObject({ statementId: idSchema, agreed: z.boolean() })),
  monthZero: z.string().nullable(),
  countsOnly: z.array(z.string()),
  /** The local model of names: at work, or what it lacks. */
  nameModel: z.enum(['ready', 'not_configured', 'library_not_installed', 'folder_missing', 'not_readable']),
})

/** Whether somebody could guess whose case it is. */
export type CaseCheckView = z.infer<typeof caseCheckSchema>
/** A change of a case's check. */
export type CaseCheckChange = z.input<typeof updateCaseCheckRequestSchema>
