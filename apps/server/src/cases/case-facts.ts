import type { Roster } from '@tablee/cases'
import type { Kysely } from 'kysely'
import { type ApprovalFacts, readApprovalFacts } from '../consents/approval-facts.ts'
import { askedFor } from '../consents/asked-for.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { draftRoster } from '../publication/draft-roster.ts'
import type { StoredCase } from '../publication/draft-store.ts'
import { type CheckFacts, checkFactsOf } from './checks/check-facts.ts'

/** What is known about a case beside its draft, read once for everything that has to be decided about it. */
export interface CaseFacts {
  /** With what a local model suspects in this case. */
  readonly roster: Roster
  readonly check: CheckFacts
  /** What organisations and second readers said about it. */
  readonly approval: ApprovalFacts
}

/** Reads what is known about a case; `suspects` when the model has read it already. */
export async function caseFactsOf(
  context: Pick<Context, 'config' | 'names'>,
  db: Kysely<Database>,
  stored: Pick<StoredCase, 'id' | 'cohortId' | 'organisationIds' | 'draft'>,
  suspects?: NonNullable<Roster['suspects']>,
): Promise<CaseFacts> {
  const roster = await draftRoster(context, db, stored, suspects)
  const approval = await readApprovalFacts(context, db, stored)
  const check = await checkFactsOf(db, stored)
  return {
    roster,
    check: { ...check, ...askedFor(approval, stored.organisationIds) },
    approval,
  }
}
