import type { Kysely } from 'kysely'
import { findCohortOrganisations } from '../cohorts/store.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { findAnswers } from '../publication/check-store.ts'
import type { StoredCase } from '../publication/draft-store.ts'
import { listHands, listReadings, type ReadingRow } from './reading-store.ts'
import { openWords } from './sealed-words.ts'
import { lastOfEach, lastStatements, listStatements, type StatementRow } from './store.ts'

/** All that was said and read about a case. */
export interface ApprovalFacts {
  /** The organisations of the cohort. */
  readonly organisationIds: ReadonlySet<string>
  /** The last answers before any case, by organisation. */
  readonly general: ReadonlyMap<string, StatementRow>
  /** All answers before any case, of each organisation the last one last. */
  readonly generals: readonly StatementRow[]
  /** The last answers to this case, by organisation. */
  readonly ofCase: ReadonlyMap<string, StatementRow>
  /** Answers whose words cannot be read any more: somebody's reservation may be among them. */
  readonly unreadable: ReadonlySet<string>
  readonly readings: readonly ReadingRow[]
  /** Why an editor says that many organisations fit the case; empty when she does not. */
  readonly reason: string
  /** Everybody who changed the draft. */
  readonly hands: ReadonlySet<string>
}

/** Reads what was said and read about a case; in a transaction, one after the other. */
export async function readApprovalFacts(
  { config }: Pick<Context, 'config'>,
  db: Kysely<Database>,
  { id, cohortId }: Pick<StoredCase, 'id' | 'cohortId'>,
): Promise<ApprovalFacts> {
  const members = await findCohortOrganisations(db, { cohortIds: [cohortId] })
  const generals = await listStatements(db, { cohortId, caseId: null })
  const general = lastOfEach(generals)
  const ofCase = await lastStatements(db, { cohortId, caseId: id })
  const readings = await listReadings(db, id)
  const hands = await listHands(db, id)
  const { reason } = await findAnswers(db, id)
  const unreadable = [...general.values(), ...ofCase.values()].filter(
    (statement) => openWords({ config }, statement) === null,
  )
  return {
    organisationIds: new Set(members.map(({ organisationId }) => organisationId)),
    general,
    generals,
    ofCase,
    unreadable: new Set(unreadable.map((statement) => statement.id)),
    readings,
    reason,
    hands,
  }
}
