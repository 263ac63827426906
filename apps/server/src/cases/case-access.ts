import { allows, type Membership, type Place, type Right } from '@tablee/contract'
import type { FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import { takenBackBy } from '../consents/approval.ts'
import type { LoggedAct } from '../consents/case-log.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { AppError, notFound } from '../errors.ts'
import { canSeeDrafts, caseRights } from '../publication/draft-rights.ts'
import { findCase, type StoredCase } from '../publication/draft-store.ts'
import { findPublication } from '../publication/publication-store.ts'
import { withPseudonyms } from '../publication/with-pseudonyms.ts'
import { type CaseFacts, caseFactsOf } from './case-facts.ts'
import type { CaseChange } from './change-case.ts'

/** A case that somebody may see, with what is known about it, and what she may do with it. */
export interface CaseAccess {
  readonly stored: StoredCase
  readonly facts: CaseFacts
  readonly rights: readonly Right[]
  readonly personId: string
  readonly memberships: readonly Membership[]
  readonly place: Place
}

/**
 * The case, if the person may see it, and may do `right` with it. Rights come before content: one that she may not
 * know of costs the same question to the database as one that does not exist, and its draft is not read.
 * @throws {AppError} `not_found` for both; `forbidden` for a right that she lacks on a case that she may see;
 * `consent_refused` for a draft from boards of an organisation that wants no case at all.
 */
export async function requireCase(
  context: Pick<Context, 'config' | 'db' | 'names' | 'sessions'>,
  request: FastifyRequest,
  caseId: string,
  right?: Right,
): Promise<CaseAccess> {
  const { db, sessions } = context
  const { person, memberships } = await sessions.require(request)
  const place = await placeOfCase(db, caseId)
  if (place === null || !canSeeDrafts(memberships, place)) throw notFound()
  if (right !== undefined && !allows(right, memberships, place)) throw new AppError('forbidden')
  const stored = await findCase(context, db, caseId)
  if (stored === null) throw notFound()
  const facts = await caseFactsOf(context, db, stored)
  await refuseTakenBack(db, stored, facts)
  return {
    stored: await withPseudonyms(context, db, stored, facts.roster),
    facts,
    rights: caseRights(memberships, place),
    personId: person.id,
    memberships,
    place,
  }
}

/** What may not be drafted is not read either: an organisation's general no hides what was drafted from its boards. */
async function refuseTakenBack(
  db: Kysely<Database>,
  stored: StoredCase,
  { approval }: CaseFacts,
): Promise<void> {
  const organisationIds = takenBackBy(stored, approval)
  if (organisationIds.length === 0) return
  // a tombstone has no words
  if ((await findPublication(db, { caseId: stored.id })) !== null) return
  throw new AppError('consent_refused', { details: { organisationIds } })
}

/** Where a case is, in one question and without its text. Null when there is none. */
async function placeOfCase(db: Kysely<Database>, caseId: string): Promise<Place | null> {
  const rows = await db
    .selectFrom('case_draft')
    .innerJoin('cohort', 'cohort.id', 'case_draft.cohort_id')
    .leftJoin('cohort_organisation', 'cohort_organisation.cohort_id', 'cohort.id')
    .select(['cohort.id as cohortId', 'cohort.programme_id as programmeId'])
    .select('cohort_organisation.organisation_id as organisationId')
    .where('case_draft.id', '=', caseId)
    .execute()
  const [first] = rows
  if (first === undefined) return null
  return {
    programmeId: first.programmeId,
    cohortId: first.cohortId,
    organisationIds: rows.flatMap(({ organisationId }) => organisationId ?? []),
  }
}

/** A change of a case by who was let to it. */
export function changeBy({ stored, facts, personId }: CaseAccess, logged: LoggedAct): CaseChange {
  return { caseId: stored.id, roster: facts.roster, personId, logged }
}
