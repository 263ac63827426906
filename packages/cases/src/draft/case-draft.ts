import { LANGUAGES } from '@tablee/board'
import * as z from 'zod'
import { CASE_SECTIONS, UNSORTED } from '../outline.ts'
import { caseTagsSchema } from './case-tags.ts'

/** The version of the stored draft's form. */
export const CASE_DRAFT_FORMAT = 2

/** The id under which findings in the public name are decided. */
export const PUBLIC_NAME_ID = 'publicName'

/** The id under which findings in the keywords are decided; their text is one keyword a line. */
export const KEYWORDS_ID = 'keywords'

const sourceSchema = z.strictObject({
  snapshotId: z.string(),
  itemId: z.string(),
  zoneId: z.string().nullable(),
  text: z.string(),
})

const statementDecisionSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('undecided') }),
  z.strictObject({ state: z.literal('kept') }),
  z.strictObject({ state: z.literal('reworded'), text: z.string().min(1) }),
  z.strictObject({ state: z.literal('dropped') }),
])

/** What a statement says of itself beside its words; all of it from cells of its row, or the editor's. */
const statementFacetsSchema = z.strictObject({
  /** Who tells it: a term of `roleClass`. */
  role: z.string().nullable(),
  /** A term of `effectPolarity`. */
  sign: z.string().nullable(),
  /** Terms of the statement vocabularies. */
  tags: z.array(z.string()),
  /** A term of `phase`: when in the project. */
  phase: z.string().nullable(),
  /** Months from the start, `M0` or `M+5`. */
  relTime: z
    .string()
    .regex(/^M(?:0|\+\d{1,3}|-\d{1,3})$/)
    .nullable(),
  /** A term of `audience`: to whom a recommendation speaks. */
  audience: z.string().nullable(),
  /** A term of `stake`. */
  stake: z.string().nullable(),
})

/** What somebody typed where a term was asked for, and the terms that she may have meant: shown, never chosen. */
const proposalSchema = z.strictObject({
  /** A facet of the statement, or of the case. */
  facet: z.string(),
  typed: z.string(),
  terms: z.array(z.string()),
})

/** One statement as it is stored. */
export const statementSchema = z.strictObject({
  id: z.string(),
  section: z.enum([...CASE_SECTIONS, UNSORTED]),
  /** The words of the board. */
  text: z.string(),
  /** Every note that says this, for the team only. */
  sources: z.array(sourceSchema).min(1),
  decision: statementDecisionSchema,
  kind: z.enum(['statement', 'quote', 'answer']),
  /** The statement that a quote stands beside, or that an answer answers. */
  of: z.string().nullable(),
  ...statementFacetsSchema.shape,
  /** Statements that tell it differently, each naming the other. Neither is ever merged into the other. */
  contrastWith: z.array(z.string()),
  /** Whether the person quoted agreed to her words being read. */
  quoteAgreed: z.boolean(),
  proposals: z.array(proposalSchema),
})

/** A picture that may enter the case, without its pixels. */
const imageSchema = z.strictObject({
  id: z.string(),
  /** Letters that its pixels alone give: other pixels have others. */
  pixels: z.string().regex(/^[a-z]+$/),
  width: z.int().positive(),
  height: z.int().positive(),
  /** What somebody reads who does not see it. */
  alt: z.string(),
  /** Whether it enters the case: somebody has looked at it, and said so. */
  taken: z.boolean(),
  /** The snapshot that was drawn, with the words that were to be read when it was; null for a file. */
  drawn: z.strictObject({ snapshotId: z.string(), words: z.string() }).nullable(),
})

/** A stored draft; private to the team that writes the case. Read it with `readCaseDraft`. */
export const caseDraftSchema = z.strictObject({
  format: z.literal(CASE_DRAFT_FORMAT),
  lang: z.enum(LANGUAGES),
  publicName: z.string(),
  tags: caseTagsSchema,
  /** The month that the case counts from, `YYYY-MM`; never published. */
  monthZero: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
    .nullable(),
  /** Tags that count across cases and are not shown in this one. */
  countsOnly: z.array(z.string()),
  /** Roster ids of the organisations whose case this is: their name becomes the public name. */
  ownOrganisationIds: z.array(z.string()),
  /**
   * Every organisation of every board that it was drafted from, those of a shared or plenary board included: each has
   * to agree. Empty means that nobody is known who could.
   */
  organisationIds: z.array(z.string()),
  statements: z.array(statementSchema),
  /** In the order in which they are shown. */
  images: z.array(imageSchema).default([]),
  /** Words that stood where a facet of the case was asked for. */
  proposals: z.array(proposalSchema),
  /** Replacement per roster entity; the same everywhere in the case (R31). */
  pseudonyms: z.record(z.string(), z.string()),
})

/** A case being written: statements that wait for an editor's decision. */
export type CaseDraft = z.infer<typeof caseDraftSchema>
/** One statement of a draft. */
export type DraftStatement = z.infer<typeof statementSchema>
/** A picture that may enter the case. */
export type DraftImage = z.infer<typeof imageSchema>
/** What an editor decided about a statement. */
export type StatementDecision = z.infer<typeof statementDecisionSchema>
/** What a statement says of itself beside its words. */
export type StatementFacets = z.infer<typeof statementFacetsSchema>

/** Nothing said beside the words. */
export const NO_STATEMENT_FACETS: StatementFacets = {
  role: null,
  sign: null,
  tags: [],
  phase: null,
  relTime: null,
  audience: null,
  stake: null,
}

/** The present wording of a statement, before redaction. */
export function statementText(statement: DraftStatement): string {
  return statement.decision.state === 'reworded' ? statement.decision.text : statement.text
}

/** Whether a statement is to be published. */
export function entersCase(statement: DraftStatement): boolean {
  return statement.decision.state === 'kept' || statement.decision.state === 'reworded'
}

/** The keywords as one text, one a line. */
export function keywordText({ tags }: Pick<CaseDraft, 'tags'>): string {
  return tags.keywords.join('\n')
}
