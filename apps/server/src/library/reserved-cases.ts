import { allows, type ConsentSpread, type Membership, type Place } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { hasReport } from '../publication/files/artefact-store.ts'
import type { LibraryCase } from './library-case.ts'
import { caseOfRow } from './library-store.ts'

/** A case that its organisations agreed to for their cohort or programme alone. */
export interface ReservedCase {
  readonly spread: ConsentSpread
  /** Null once it is withdrawn. */
  readonly found: LibraryCase | null
}

/** What somebody may read because she takes part: all of it, or the one at an address. */
export type ReservedBy = { readonly slug: string; readonly slugKey: string } | null

/**
 * The cases for few that somebody may read, withdrawn ones included, by public name. Whoever takes part in a cohort reads
 * what is for it, and what is for its programme; places are asked for before any case is, so that what is hidden takes
 * as long as what is not there.
 */
export async function readReservedCases(
  db: Kysely<Database>,
  memberships: readonly Membership[],
  by: ReservedBy,
): Promise<ReservedCase[]> {
  const isReadable = await reservedReader(db, memberships)
  const query = db
    .selectFrom('case_publication')
    .innerJoin('case_draft', 'case_draft.id', 'case_publication.case_id')
    .innerJoin('cohort', 'cohort.id', 'case_draft.cohort_id')
    .selectAll('case_publication')
    .select(['case_draft.cohort_id', 'cohort.programme_id'])
    .select(hasReport)
    .where('spread', '!=', 'public')
  const rows = await (by === null
    ? query
    : query.where((is) => is.or([is('slug', '=', by.slug), is('slug_key', '=', by.slugKey)]))
  ).execute()
  return rows
    .filter(({ spread, cohort_id, programme_id }) =>
      isReadable({ spread, cohortId: cohort_id, programmeId: programme_id }),
    )
    .map((row) => ({ spread: row.spread, found: caseOfRow(row) }))
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'fr'))
}

const nameOf = ({ found }: ReservedCase): string => found?.document.meta.publicName ?? ''

/** A case as far as it decides who reads it. */
interface CaseScope {
  readonly spread: ConsentSpread
  readonly cohortId: string
  readonly programmeId: string
}

/** Which cases for few somebody may read, by the cohorts and programmes in which she takes part. */
export async function reservedReader(
  db: Kysely<Database>,
  memberships: readonly Membership[],
): Promise<(of: CaseScope) => boolean> {
  const rows = await db
    .selectFrom('cohort')
    .leftJoin('cohort_organisation', 'cohort_organisation.cohort_id', 'cohort.id')
    .select(['cohort.id as cohortId', 'cohort.programme_id as programmeId'])
    .select('cohort_organisation.organisation_id as organisationId')
    .execute()
  const places = new Map<string, Place & { programmeId: string; organisationIds: string[] }>()
  for (const { cohortId, programmeId, organisationId } of rows) {
    const place = places.get(cohortId) ?? { cohortId, programmeId, organisationIds: [] }
    if (organisationId !== null) place.organisationIds.push(organisationId)
    places.set(cohortId, place)
  }
  const own = [...places].filter(([, place]) => allows('case.readReserved', memberships, place))
  const cohortIds = new Set(own.map(([id]) => id))
  const programmeIds = new Set(own.map(([, { programmeId }]) => programmeId))
  return ({ spread, cohortId, programmeId }) =>
    spread === 'cohort' ? cohortIds.has(cohortId) : programmeIds.has(programmeId)
}
