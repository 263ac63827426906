import type { Kysely } from 'kysely'
import { findCohortOrganisations, findOrganisations } from '../cohorts/store.ts'
import type { Database } from '../db/schema.ts'
import { matchOrganisation } from './match-organisation.ts'

/** How the organisations of a cohort are found by what somebody writes about where she comes from. */
export async function organisationNames(
  db: Kysely<Database>,
  cohortId: string,
): Promise<(said: string) => string | null> {
  const ids = await findCohortOrganisations(db, { cohortIds: [cohortId] })
  const organisations = await findOrganisations(
    db,
    ids.map(({ organisationId }) => organisationId),
  )
  const named = organisations.map(({ id, name, profile }) => ({ id, name, aliases: profile.aliases ?? [] }))
  return (said) => matchOrganisation(said, named)
}
