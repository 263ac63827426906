import type { ReservedTopic } from '@tablee/cases'
import type { OrganisationProfile } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { findCohortOrganisations, findOrganisations } from '../../cohorts/store.ts'
import type { Database } from '../../db/schema.ts'
import { type CaseAnswers, findAnswers } from '../../publication/check-store.ts'
import type { StoredCase } from '../../publication/draft-store.ts'
import { type PublicCase, publishedCases } from './public-cases.ts'

/** What a case is checked against. */
export interface CheckFacts {
  readonly answers: CaseAnswers
  /** Every organisation of the cohort. */
  readonly organisations: readonly {
    readonly id: string
    readonly name: string
    readonly profile: OrganisationProfile
  }[]
  /** What everybody reads: what only some may read hides nobody. */
  readonly library: readonly PublicCase[]
  /** The cases of its own cohort that only some may read: whoever reads them may see what leads from one to the other. */
  readonly reserved: readonly PublicCase[]
  /** How the organisations want to be named, the strictest of them: a term of `anonymity`; null when nobody was asked. */
  readonly level: string | null
  /** What they asked not to be told about. */
  readonly topics: readonly ReservedTopic[]
}

/** Reads what a case is checked against, but for what its organisations asked for. */
export async function checkFactsOf(
  db: Kysely<Database>,
  { id, cohortId }: Pick<StoredCase, 'id' | 'cohortId'>,
): Promise<Omit<CheckFacts, 'level' | 'topics'>> {
  const members = await findCohortOrganisations(db, { cohortIds: [cohortId] })
  const organisations = await findOrganisations(
    db,
    members.map(({ organisationId }) => organisationId),
  )
  const published = await publishedCases(db)
  return {
    answers: await findAnswers(db, id),
    organisations,
    library: published.filter(({ spread }) => spread === 'public'),
    // those of another cohort are told to no team but theirs
    reserved: published.filter((other) => other.spread !== 'public' && other.cohortId === cohortId),
  }
}
