import { allows, type Membership, type People, type Place } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { findPlacedBoards } from './board-store.ts'
import { findMembers } from './membership-store.ts'
import { placeInCohort } from './places.ts'
import { nameScopes } from './scope-names.ts'

/** Everybody who is something in a cohort, in one of its organisations or on one of its boards. */
export async function listPeople(
  db: Kysely<Database>,
  reader: readonly Membership[],
  cohort: Place & { cohortId: string },
): Promise<People> {
  const boards = await findPlacedBoards(db, { cohortId: cohort.cohortId })
  const members = await findMembers(db, [
    { scopeKind: 'cohort', scopeIds: [cohort.cohortId] },
    { scopeKind: 'organisation', scopeIds: cohort.organisationIds ?? [] },
    { scopeKind: 'board', scopeIds: boards.map((board) => board.id) },
  ])
  const nameOf = await nameScopes(db, members)
  const hidden = new Set(
    boards
      .filter((board) => !allows('board.view', reader, placeInCohort(cohort, board)))
      .map((board) => board.id),
  )
  // who may not remove them needs not know who is on a board that she does not see
  const shown = allows('people.remove', reader, cohort)
    ? members
    : members.filter(({ scopeId }) => !hidden.has(scopeId))
  return {
    people: shown.map(({ id, ...member }) => ({
      ...member,
      membershipId: id,
      // an administrator manages people but does not see boards, nor their titles
      scopeName: hidden.has(member.scopeId) ? '' : nameOf(member),
    })),
  }
}
