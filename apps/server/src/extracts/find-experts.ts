import { reaches } from '@tablee/contract'
import { actorOn } from '../boards/actor.ts'
import type { BoardRow } from '../boards/store.ts'
import { findMembers } from '../cohorts/membership-store.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import { scopesAround } from '../cohorts/scopes-around.ts'
import type { Context } from '../context.ts'

/** Those who are on a board as experts, as the board knows them. */
export async function findExperts(
  { db }: Pick<Context, 'db'>,
  board: Pick<BoardRow, 'id' | 'actorKey'>,
): Promise<string[]> {
  const place = await placeOfBoard(db, board.id)
  if (!place) return []
  const members = await findMembers(db, scopesAround(place))
  return members
    .filter((member) => member.role === 'expert' && reaches(member, place))
    .map(({ personId }) => actorOn(board.actorKey, board.id, personId).actorId)
}
