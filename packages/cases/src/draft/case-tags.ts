import * as z from 'zod'

const terms = z.array(z.string())
const term = z.string().nullable()

/** Years, or months from the start: never a date. */
const PERIOD_PATTERN = /^(?:\d{4}(?:[–-]\d{4})?|M0[–-]M\+\d{1,3})$/

/** How the median of an axis went between two self-checks. */
export const MATURITY_CHANGES = ['rose', 'stayed', 'fell'] as const

/** Facets of a case as an editor chooses them: ids of terms of the vocabularies that `CASE_FACETS` names. */
export const caseTagsSchema = z.strictObject({
  sector: terms,
  orgType: terms,
  country: terms,
  region: terms,
  size: term,
  members: term,
  sites: term,
  projectKind: terms,
  sourcing: terms,
  phase: terms,
  outcome: terms,
  pooling: terms,
  poolingGovernance: terms,
  funding: z.array(z.strictObject({ source: z.string(), band: term })),
  support: terms,
  stakes: terms,
  /** Words of the editor's own: read for identifiers like every sentence. */
  keywords: z.array(z.string().min(1)),
  period: z.string().regex(PERIOD_PATTERN).nullable(),
  /** How the organisation's digital maturity went, by axis: never a score. */
  maturity: z
    .array(z.strictObject({ axis: z.string(), change: z.enum(MATURITY_CHANGES) }))
    .min(1)
    .optional(),
})

/** Facets of a case. */
export type CaseTags = z.infer<typeof caseTagsSchema>

/** No facet chosen yet. */
export const NO_TAGS: CaseTags = {
  sector: [],
  orgType: [],
  country: [],
  region: [],
  size: null,
  members: null,
  sites: null,
  projectKind: [],
  sourcing: [],
  phase: [],
  outcome: [],
  pooling: [],
  poolingGovernance: [],
  funding: [],
  support: [],
  stakes: [],
  keywords: [],
  period: null,
}

const formOneTagsSchema = z.strictObject({
  sector: terms,
  orgType: term,
  size: term,
  projectKind: terms,
  outcome: term,
})

const listOf = (id: string | null): string[] => (id === null ? [] : [id])

/** Facets of the first form, which had five, as they are now. */
export const upgradedTagsSchema = formOneTagsSchema.transform(
  ({ sector, orgType, size, projectKind, outcome }): CaseTags => ({
    ...NO_TAGS,
    sector,
    orgType: listOf(orgType),
    size,
    projectKind,
    outcome: listOf(outcome),
  }),
)
