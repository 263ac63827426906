import { allows, type Membership, type ScopeKind } from '@tablee/contract'
import { actorOn } from '../boards/actor.ts'
import type { BoardRow } from '../boards/store.ts'
import { findMembers } from '../cohorts/membership-store.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'

/** Somebody who sees a board, as the board knows her. */
export interface PersonOfBoard {
  personId: string
  actorId: string
  name: string
}

/** Everybody who sees a board and may write on it: those whom a comment may name, by name. */
export async function peopleOfBoard(
  { db }: Pick<Context, 'db'>,
  board: Pick<BoardRow, 'id' | 'actorKey'>,
): Promise<PersonOfBoard[]> {
  const place = await placeOfBoard(db, board.id)
  if (!place) return []
  const ids = (scopeKind: ScopeKind, id: string | undefined) => ({ scopeKind, scopeIds: id ? [id] : [] })
  const members = await findMembers(db, [
    ids('programme', place.programmeId),
    ids('cohort', place.cohortId),
    { scopeKind: 'organisation', scopeIds: place.organisationIds ?? [] },
    ids('board', place.boardId),
    { scopeKind: 'board', scopeIds: place.groupBoardIds ?? [] },
  ])
  const held = new Map<string, { name: string; memberships: Membership[] }>()
  for (const { personId, name, role, scopeKind, scopeId } of members) {
    const person = held.get(personId) ?? { name, memberships: [] }
    person.memberships.push({ role, scopeKind, scopeId })
    held.set(personId, person)
  }
  return [...held].flatMap(([personId, { name, memberships }]) =>
    allows('board.write', memberships, place)
      ? [{ personId, name, actorId: actorOn(board.actorKey, board.id, personId).actorId }]
      : [],
  )
}
