import { LANGUAGES } from '@tablee/board'
import * as z from 'zod'
import { seededRandom } from '../text/seeded-random.ts'
import {
  CASE_DRAFT_FORMAT,
  type CaseDraft,
  caseDraftSchema,
  type DraftStatement,
  NO_STATEMENT_FACETS,
  statementSchema,
} from './case-draft.ts'
import { inCaseOrder } from './case-order.ts'
import { upgradedTagsSchema } from './case-tags.ts'

/** A draft of the first form: sentences without role, sign or tags, in the order of the boards. */
const formOneSchema = z.strictObject({
  lang: z.enum(LANGUAGES),
  publicName: z.string(),
  tags: upgradedTagsSchema,
  ownOrganisationIds: z.array(z.string()),
  statements: z.array(
    statementSchema.pick({ id: true, section: true, text: true, sources: true, decision: true }),
  ),
  pseudonyms: z.record(z.string(), z.string()),
})

/**
 * A stored draft of this form or the former one. Reading twice gives the same: the order that the former form took
 * from its boards is drawn from the case's id, which nobody outside knows.
 * @throws {z.ZodError} when it is neither.
 */
export function readCaseDraft(json: unknown, caseId: string): CaseDraft {
  if (typeof json === 'object' && json !== null && 'format' in json) return caseDraftSchema.parse(json)
  const former = formOneSchema.parse(json)
  const statements = former.statements.map(
    (statement): DraftStatement => ({
      ...statement,
      ...NO_STATEMENT_FACETS,
      kind: 'statement',
      of: null,
      contrastWith: [],
      quoteAgreed: false,
      proposals: [],
    }),
  )
  return {
    ...former,
    format: CASE_DRAFT_FORMAT,
    monthZero: null,
    countsOnly: [],
    organisationIds: former.ownOrganisationIds,
    statements: inCaseOrder(statements, seededRandom(caseId)),
    images: [],
    proposals: [],
  }
}
