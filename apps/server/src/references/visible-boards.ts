import type { Membership } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { canView } from '../boards/rules.ts'
import { type BoardRow, findBoard, findBoardsOfCohort } from '../boards/store.ts'
import { placeInCohort, placeOfCohort } from '../cohorts/places.ts'
import type { Database } from '../db/schema.ts'

/** The other boards of a board's cohort that somebody with these memberships may see now. */
export async function otherVisibleBoards(
  db: Kysely<Database>,
  boardId: string,
  memberships: readonly Membership[],
): Promise<BoardRow[]> {
  const board = await findBoard(db, boardId)
  const cohort = board && (await placeOfCohort(db, board.cohort.id))
  if (!board || !cohort) return []
  return (await findBoardsOfCohort(db, board.cohort.id)).filter(({ id, organisation }) => {
    const place = placeInCohort(cohort, { id, organisationId: organisation?.id ?? null })
    return id !== boardId && canView(memberships, place)
  })
}
