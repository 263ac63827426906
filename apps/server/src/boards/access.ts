import type { BoardAuthor } from '@tablee/board'
import { allows } from '@tablee/contract'
import type { PeerIdentity } from '@tablee/sync'
import type { CookieBearer } from '../accounts/session.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { actorOn } from './actor.ts'
import { boardRole } from './rules.ts'
import { findBoard } from './store.ts'

/** How somebody enters a board's room. */
export interface BoardAdmission {
  /** The person's id: her sockets are found by it when her rights change. */
  readonly authorId: string
  readonly author: BoardAuthor
  readonly access: 'write' | 'read'
  /** What the others on the board see of her. */
  readonly identity: PeerIdentity
}

/** Decides who comes into a board's room, and as what; null for nobody, for no such board and for one she may not see. */
export async function admitToBoard(
  { db, sessions }: Pick<Context, 'db' | 'sessions'>,
  request: CookieBearer,
  boardId: string,
): Promise<BoardAdmission | null> {
  const signedIn = await sessions.find(request)
  if (!signedIn) return null
  const board = await findBoard(db, boardId)
  const place = board && (await placeOfBoard(db, boardId))
  const role = place && boardRole(signedIn.memberships, place, board.status)
  if (!role) return null
  const { person } = signedIn
  const { actorId, colour } = actorOn(board.actorKey, boardId, person.id)
  return {
    authorId: person.id,
    author: { actorId, role, leads: allows('script.run', signedIn.memberships, place) },
    access: role === 'viewer' ? 'read' : 'write',
    identity: { id: actorId, name: person.name, color: colour },
  }
}
