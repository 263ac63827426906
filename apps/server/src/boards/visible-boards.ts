import { allows, type Membership, reaches } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { placeInCohort, placeOfBoard } from '../cohorts/places.ts'
import { findAllCohortOrganisations, findCohorts } from '../cohorts/store.ts'
import type { Database } from '../db/schema.ts'
import { type BoardRow, findBoard, findBoardsOfCohort } from './store.ts'

/** The boards that somebody may see at this moment, the newest first; of one cohort when it is named. */
export async function visibleBoards(
  db: Kysely<Database>,
  memberships: readonly Membership[],
  cohortId: string | null,
): Promise<BoardRow[]> {
  const organisations = new Map<string, string[]>()
  for (const row of await findAllCohortOrganisations(db))
    organisations.set(row.cohortId, [...(organisations.get(row.cohortId) ?? []), row.organisationId])
  const boards = new Map<string, BoardRow>()
  for (const { id, programmeId } of await findCohorts(db)) {
    if (cohortId !== null && id !== cohortId) continue
    const cohort = { programmeId, cohortId: id, organisationIds: organisations.get(id) ?? [] }
    if (!memberships.some((membership) => reaches(membership, cohort))) continue
    for (const board of await findBoardsOfCohort(db, id)) {
      if (allows('board.view', memberships, placeInCohort(cohort, board))) boards.set(board.id, board)
    }
  }
  for (const { scopeKind, scopeId } of memberships) {
    if (scopeKind !== 'board' || boards.has(scopeId)) continue
    const board = await findBoard(db, scopeId)
    const place = board && (await placeOfBoard(db, scopeId))
    if (!board || !place || !allows('board.view', memberships, place)) continue
    if (cohortId === null || board.cohort.id === cohortId) boards.set(scopeId, board)
  }
  return [...boards.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt))
}

/** A board that somebody sees, and after it the others of its cohort that she may see now, the newest first. */
export async function visibleWith(
  db: Kysely<Database>,
  board: BoardRow,
  memberships: readonly Membership[],
): Promise<BoardRow[]> {
  const others = await visibleBoards(db, memberships, board.cohort.id)
  return [board, ...others.filter(({ id }) => id !== board.id)]
}
