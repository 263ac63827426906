import { allows, type Membership } from '@tablee/contract'
import { actorOn } from '../boards/actor.ts'
import type { SeenBoard } from '../boards/require-board.ts'
import type { BoardRow } from '../boards/store.ts'
import { findMembers } from '../cohorts/membership-store.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import { scopesAround } from '../cohorts/scopes-around.ts'
import type { Context } from '../context.ts'
import { insideDoor } from '../doors/pass-door.ts'

/** Somebody who sees a board, as the board knows her. */
export interface PersonOfBoard {
  personId: string
  actorId: string
  name: string
  /** The right `script.run`. */
  leads: boolean
}

/** Whom a reader may name: for who does not lead, only those who lead and those who came in through the door. */
export async function peopleToName(
  context: Pick<Context, 'db'>,
  { board, leads }: Pick<SeenBoard, 'board' | 'leads'>,
  people: readonly PersonOfBoard[],
): Promise<PersonOfBoard[]> {
  if (leads) return [...people]
  const inside = await insideDoor(context.db, board.id)
  return people.filter((person) => person.leads || inside.has(person.personId))
}

/** Everybody who sees a board and may write on it: those whom a comment may name, by name. */
export async function peopleOfBoard(
  { db }: Pick<Context, 'db'>,
  board: Pick<BoardRow, 'id' | 'actorKey'>,
): Promise<PersonOfBoard[]> {
  const place = await placeOfBoard(db, board.id)
  if (!place) return []
  const members = await findMembers(db, scopesAround(place))
  const held = new Map<string, { name: string; memberships: Membership[] }>()
  for (const { personId, name, role, scopeKind, scopeId } of members) {
    const person = held.get(personId) ?? { name, memberships: [] }
    person.memberships.push({ role, scopeKind, scopeId })
    held.set(personId, person)
  }
  return [...held].flatMap(([personId, { name, memberships }]) =>
    allows('board.write', memberships, place)
      ? [
          {
            personId,
            name,
            actorId: actorOn(board.actorKey, board.id, personId).actorId,
            leads: allows('script.run', memberships, place),
          },
        ]
      : [],
  )
}
