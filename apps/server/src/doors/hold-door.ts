import { allows, type DoorHold, type Membership } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { findPlacedBoards } from '../cohorts/board-store.ts'
import { placeInCohort, placeOfCohort } from '../cohorts/places.ts'
import type { Database } from '../db/schema.ts'
import { boardsBehind, doorIdOf } from './store.ts'

/** What somebody who leads a board may do with the door before it (SPEC.md H1 to H3). */
export interface HeldDoor {
  readonly holds: DoorHold
  /** The door of the board, which may be that of its whole workshop. */
  readonly doorId: string
  /** The boards behind it. */
  readonly behind: readonly string[]
}

/** Finds out how far the door before a board is in the hands of somebody who leads that board. */
export async function holdDoor(
  db: Kysely<Database>,
  memberships: readonly Membership[],
  boardId: string,
): Promise<HeldDoor> {
  const doorId = await doorIdOf(db, boardId)
  const behind = await boardsBehind(db, doorId)
  if (doorId === boardId) return { holds: 'all', doorId, behind }
  const boards = await db
    .selectFrom('workshop_board')
    .innerJoin('workshop', 'workshop.id', 'workshop_board.workshop_id')
    .select(['board_id as id', 'kind', 'cohort_id as cohortId'])
    .where('workshop_id', '=', doorId)
    .execute()
  const cohort = await placeOfCohort(db, boards[0]?.cohortId ?? '')
  if (!cohort) return { holds: 'none', doorId, behind }
  const runs = allows('workshop.run', memberships, cohort)
  // who runs the workshop has its tables; boards beside them may be given to others
  const decisive = new Set(
    boards.filter(({ kind }) => !runs || kind === 'group' || kind === 'plenary').map(({ id }) => id),
  )
  const placed = await findPlacedBoards(db, { ids: [...decisive] })
  const leadsAll = placed.every((board) => allows('script.run', memberships, placeInCohort(cohort, board)))
  if (leadsAll) return { holds: 'all', doorId, behind }
  const isTable = boards.some(({ id, kind }) => id === boardId && kind === 'group')
  return { holds: isTable ? 'table' : 'none', doorId, behind }
}
