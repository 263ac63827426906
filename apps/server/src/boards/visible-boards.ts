import { allows, type Membership, type Place, reaches } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { placeInCohort, placeOfBoard } from '../cohorts/places.ts'
import { findAllCohortOrganisations, findCohorts } from '../cohorts/store.ts'
import type { Database } from '../db/schema.ts'
import { throughDoors } from '../doors/pass-door.ts'
import { type BoardRow, findBoard, findBoardsOfCohort } from './store.ts'

/** Who reads, and what she is where. */
interface Reader {
  personId: string
  memberships: readonly Membership[]
}

/**
 * The boards that somebody may read at this moment, the newest first; of one cohort when it is named. Those whose door is
 * closed to her are not among them.
 */
export async function visibleBoards(
  db: Kysely<Database>,
  { personId, memberships }: Reader,
  cohortId: string | null,
): Promise<BoardRow[]> {
  const organisations = new Map<string, string[]>()
  for (const row of await findAllCohortOrganisations(db))
    organisations.set(row.cohortId, [...(organisations.get(row.cohortId) ?? []), row.organisationId])
  const boards = new Map<string, { board: BoardRow; leads: boolean }>()
  const add = (board: BoardRow, place: Place) => {
    if (!allows('board.view', memberships, place)) return
    boards.set(board.id, { board, leads: allows('script.run', memberships, place) })
  }
  for (const { id, programmeId } of await findCohorts(db)) {
    if (cohortId !== null && id !== cohortId) continue
    const cohort = { programmeId, cohortId: id, organisationIds: organisations.get(id) ?? [] }
    if (!memberships.some((membership) => reaches(membership, cohort))) continue
    for (const board of await findBoardsOfCohort(db, id)) add(board, placeInCohort(cohort, board))
  }
  for (const { scopeKind, scopeId } of memberships) {
    if (scopeKind !== 'board' || boards.has(scopeId)) continue
    const board = await findBoard(db, scopeId)
    const place = board && (await placeOfBoard(db, scopeId))
    if (board && place && (cohortId === null || board.cohort.id === cohortId)) add(board, place)
  }
  const readable = await throughDoors(db, personId, [...boards.values()])
  return readable.sort((a, b) => b.createdAt.localeCompare(a.createdAt))
}

/** A board that somebody sees, and after it the others of its cohort that she may see now, the newest first. */
export async function visibleWith(
  db: Kysely<Database>,
  board: BoardRow,
  reader: Reader,
): Promise<BoardRow[]> {
  const others = await visibleBoards(db, reader, board.cohort.id)
  return [board, ...others.filter(({ id }) => id !== board.id)]
}
