import { INSTANCE_SCOPE_ID, type Place, type ScopeKind } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { findPlacedBoards, type PlacedBoard } from './board-store.ts'
import { findCohort, findCohortOrganisations, findProgramme } from './store.ts'

/** Where a programme is. Null when there is none. */
export async function placeOfProgramme(db: Kysely<Database>, id: string): Promise<Place | null> {
  return (await findProgramme(db, id)) && { programmeId: id }
}

/** Where a cohort is; it counts as inside each of its organisations, so that their members reach it. */
export async function placeOfCohort(db: Kysely<Database>, id: string): Promise<Place | null> {
  const cohort = await findCohort(db, id)
  if (!cohort) return null
  return { programmeId: cohort.programmeId, cohortId: id, organisationIds: await organisationsOf(db, id) }
}

/** Where an organisation is as a member of one cohort. Null when it is not in it. */
export async function placeOfOrganisation(
  db: Kysely<Database>,
  organisationId: string,
  cohortId: string,
): Promise<Place | null> {
  const place = await placeOfCohort(db, cohortId)
  if (!place?.organisationIds?.includes(organisationId)) return null
  return { ...place, organisationIds: [organisationId] }
}

/**
 * Where a board of this cohort is: inside its organisation, inside those of its group in a workshop or, a plenary one,
 * inside every organisation.
 */
export function placeInCohort(
  cohort: Place,
  { id, organisationId, group }: Pick<PlacedBoard, 'id' | 'organisationId' | 'group'>,
): Place {
  if (group)
    return {
      ...cohort,
      organisationIds: group.organisationIds,
      boardId: id,
      groupBoardIds: group.boardIds,
    }
  return {
    ...cohort,
    organisationIds: organisationId === null ? cohort.organisationIds : [organisationId],
    boardId: id,
  }
}

/** Where a board is. Null when there is none. */
export async function placeOfBoard(db: Kysely<Database>, id: string): Promise<Place | null> {
  const [board] = await findPlacedBoards(db, { ids: [id] })
  const cohort = board && (await placeOfCohort(db, board.cohortId))
  return cohort ? placeInCohort(cohort, board) : null
}

/**
 * The places that an id stands for: none when it does not exist, several for an organisation that is in several
 * cohorts. A right on the organisation is a right in one of them.
 */
export async function placesOfScope(db: Kysely<Database>, kind: ScopeKind, id: string): Promise<Place[]> {
  switch (kind) {
    case 'instance':
      return id === INSTANCE_SCOPE_ID ? [{}] : []
    case 'programme':
      return present([await placeOfProgramme(db, id)])
    case 'cohort':
      return present([await placeOfCohort(db, id)])
    case 'organisation': {
      const rows = await findCohortOrganisations(db, { organisationIds: [id] })
      return present(await Promise.all(rows.map((row) => placeOfOrganisation(db, id, row.cohortId))))
    }
    case 'board':
      return present([await placeOfBoard(db, id)])
  }
}

async function organisationsOf(db: Kysely<Database>, cohortId: string): Promise<string[]> {
  const rows = await findCohortOrganisations(db, { cohortIds: [cohortId] })
  return rows.map((row) => row.organisationId)
}

function present(places: readonly (Place | null)[]): Place[] {
  return places.filter((place) => place !== null)
}
