import type { ScopeKind } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { findPlacedBoards } from './board-store.ts'
import type { Scope } from './scope-names.ts'
import { findCohortOrganisations, findCohorts, findProgrammes } from './store.ts'

/** The ids of several places of one kind. */
export interface ScopeGroup {
  readonly scopeKind: ScopeKind
  readonly scopeIds: readonly string[]
}

/** A place and everything inside it. */
export async function scopesInside(db: Kysely<Database>, scope: Scope): Promise<ScopeGroup[]> {
  const here: ScopeGroup = { scopeKind: scope.scopeKind, scopeIds: [scope.scopeId] }
  switch (scope.scopeKind) {
    case 'instance': {
      const programmes = await findProgrammes(db)
      const cohorts = await findCohorts(db)
      return [
        here,
        { scopeKind: 'programme', scopeIds: programmes.map(({ id }) => id) },
        ...(await insideCohorts(
          db,
          cohorts.map(({ id }) => id),
        )),
      ]
    }
    case 'programme': {
      const cohorts = await findCohorts(db)
      return [
        here,
        ...(await insideCohorts(
          db,
          cohorts.filter(({ programmeId }) => programmeId === scope.scopeId).map(({ id }) => id),
        )),
      ]
    }
    case 'cohort':
      return insideCohorts(db, [scope.scopeId])
    case 'organisation': {
      const boards = await findPlacedBoards(db, { organisationId: scope.scopeId })
      return [here, { scopeKind: 'board', scopeIds: boards.map(({ id }) => id) }]
    }
    case 'board':
      return [here]
  }
}

async function insideCohorts(db: Kysely<Database>, cohortIds: readonly string[]): Promise<ScopeGroup[]> {
  const organisations = await findCohortOrganisations(db, { cohortIds })
  const boards = await Promise.all(cohortIds.map((cohortId) => findPlacedBoards(db, { cohortId })))
  return [
    { scopeKind: 'cohort', scopeIds: cohortIds },
    { scopeKind: 'organisation', scopeIds: organisations.map(({ organisationId }) => organisationId) },
    { scopeKind: 'board', scopeIds: boards.flat().map(({ id }) => id) },
  ]
}
