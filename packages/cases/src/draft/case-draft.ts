import { LANGUAGES } from '@tablee/board'
import * as z from 'zod'
import { CASE_SECTIONS, UNSORTED } from '../outline.ts'

/** The id under which findings in the public name are decided. */
export const PUBLIC_NAME_ID = 'publicName'

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

const statementSchema = z.strictObject({
  id: z.string(),
  section: z.enum([...CASE_SECTIONS, UNSORTED]),
  /** The words of the board. */
  text: z.string(),
  /** Every note that says this, for the team only. */
  sources: z.array(sourceSchema).min(1),
  decision: statementDecisionSchema,
})

/** Facets of a case: ids of terms of the vocabularies of the same names. */
export const caseTagsSchema = z.strictObject({
  sector: z.array(z.string()),
  orgType: z.string().nullable(),
  size: z.string().nullable(),
  projectKind: z.array(z.string()),
  outcome: z.string().nullable(),
})

/** A stored draft; private to the team that writes the case. */
export const caseDraftSchema = z.strictObject({
  lang: z.enum(LANGUAGES),
  publicName: z.string(),
  tags: caseTagsSchema,
  /** Roster ids of the organisations whose case this is: their name becomes the public name. */
  ownOrganisationIds: z.array(z.string()),
  statements: z.array(statementSchema),
  /** Replacement per roster entity; the same everywhere in the case (R31). */
  pseudonyms: z.record(z.string(), z.string()),
})

/** A case being written: statements that wait for an editor's decision. */
export type CaseDraft = z.infer<typeof caseDraftSchema>
/** One statement of a draft. */
export type DraftStatement = z.infer<typeof statementSchema>
/** What an editor decided about a statement. */
export type StatementDecision = z.infer<typeof statementDecisionSchema>
/** Facets of a case. */
export type CaseTags = z.infer<typeof caseTagsSchema>

/** No facet chosen yet. */
export const NO_TAGS: CaseTags = { sector: [], orgType: null, size: null, projectKind: [], outcome: null }

/** The present wording of a statement, before redaction. */
export function statementText(statement: DraftStatement): string {
  return statement.decision.state === 'reworded' ? statement.decision.text : statement.text
}

/** Whether a statement is to be published. */
export function entersCase(statement: DraftStatement): boolean {
  return statement.decision.state === 'kept' || statement.decision.state === 'reworded'
}
