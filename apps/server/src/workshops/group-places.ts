import type { Place } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { findPlacedBoards } from '../cohorts/board-store.ts'
import { placeInCohort, placeOfCohort } from '../cohorts/places.ts'
import type { Database } from '../db/schema.ts'
import { findWorkshop, findWorkshopBoards, findWorkshops, type WorkshopRow } from './store.ts'

/** Where the boards of the groups of all workshops of a cohort are. */
export async function groupPlacesOfCohort(db: Kysely<Database>, cohortId: string): Promise<Place[]> {
  return placesOfGroups(db, cohortId, await findWorkshops(db, cohortId))
}

/** Where the boards of a workshop's groups are. */
export async function groupPlacesOfWorkshop(db: Kysely<Database>, workshopId: string): Promise<Place[]> {
  const workshop = await findWorkshop(db, workshopId)
  return workshop ? placesOfGroups(db, workshop.cohort_id, [workshop]) : []
}

async function placesOfGroups(
  db: Kysely<Database>,
  cohortId: string,
  workshops: readonly Pick<WorkshopRow, 'id'>[],
): Promise<Place[]> {
  const cohort = await placeOfCohort(db, cohortId)
  if (!cohort) return []
  const boards = await findWorkshopBoards(
    db,
    workshops.map(({ id }) => id),
  )
  const ids = boards.filter(({ kind }) => kind === 'group').map(({ board_id }) => board_id)
  return (await findPlacedBoards(db, { ids })).map((board) => placeInCohort(cohort, board))
}
