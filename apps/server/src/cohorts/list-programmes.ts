import { allows, type Membership, type Place, type ProgrammeList, reaches, rightsIn } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { findPlacedBoards } from './board-store.ts'
import { placeOfBoard } from './places.ts'
import { findAllCohortOrganisations, findCohorts, findProgrammes } from './store.ts'

/** The tree of what somebody sees; what she does not see is not even counted: a number would tell. */
export async function listProgrammes(
  db: Kysely<Database>,
  memberships: readonly Membership[],
): Promise<ProgrammeList> {
  const organisations = new Map<string, string[]>()
  for (const { cohortId, organisationId } of await findAllCohortOrganisations(db))
    organisations.set(cohortId, [...(organisations.get(cohortId) ?? []), organisationId])
  const all = await findCohorts(db)
  const cohorts = all.flatMap((cohort) => {
    const place = {
      programmeId: cohort.programmeId,
      cohortId: cohort.id,
      organisationIds: organisations.get(cohort.id) ?? [],
    }
    if (!allows('cohort.view', memberships, place)) return []
    const roles = memberships.filter((membership) => reaches(membership, place)).map(({ role }) => role)
    return [
      {
        programmeId: cohort.programmeId,
        id: cohort.id,
        name: cohort.name,
        organisations: visibleOrganisations(memberships, place).length,
        roles: [...new Set(roles)],
      },
    ]
  })
  const programmes = (await findProgrammes(db)).flatMap((programme) => {
    const place = { programmeId: programme.id }
    const inside = cohorts.filter((cohort) => cohort.programmeId === programme.id)
    if (inside.length === 0 && !allows('cohort.view', memberships, place)) return []
    return [
      {
        ...programme,
        rights: rightsIn(memberships, place),
        cohorts: inside.map(({ programmeId: _, ...cohort }) => cohort),
      },
    ]
  })
  const followed = all.flatMap(({ id, programmeId }) => {
    // in the cohort itself: a member of one of its organisations must not compare herself with the others
    const place = { programmeId, cohortId: id }
    if (allows('cohort.view', memberships, place) || !allows('cohort.overview', memberships, place)) return []
    return [{ id }]
  })
  const seen = new Set(cohorts.map((cohort) => cohort.id))
  return { programmes, followed, boards: await listSingleBoards(db, memberships, seen) }
}

/** Of a cohort's organisations those that somebody sees: all with a role in the cohort or above, else only her own. */
export function visibleOrganisations(memberships: readonly Membership[], cohort: Place): readonly string[] {
  const all = cohort.organisationIds ?? []
  if (allows('cohort.view', memberships, { ...cohort, organisationIds: [] })) return all
  return all.filter((id) => allows('cohort.view', memberships, { organisationIds: [id] }))
}

async function listSingleBoards(
  db: Kysely<Database>,
  memberships: readonly Membership[],
  seenCohorts: ReadonlySet<string>,
): Promise<{ id: string; title: string }[]> {
  const ids = memberships.filter(({ scopeKind }) => scopeKind === 'board').map(({ scopeId }) => scopeId)
  const boards: { id: string; title: string }[] = []
  for (const board of await findPlacedBoards(db, { ids: [...new Set(ids)] })) {
    const place = await placeOfBoard(db, board.id)
    if (place && !seenCohorts.has(board.cohortId) && allows('board.view', memberships, place))
      boards.push({ id: board.id, title: board.title })
  }
  return boards
}
