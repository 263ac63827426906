import type { BoardAuthor } from '@tablee/board'
import { allows } from '@tablee/contract'
import type { PeerIdentity } from '@tablee/sync'
import type { CookieBearer } from '../accounts/session.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { enterDoor } from '../doors/pass-door.ts'
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
  /** She is told who is here and whose words are on their way. */
  readonly watches: boolean
  /** She came by a link and has no account. */
  readonly guest: boolean
}

/** Somebody who may know of the board, and may not come in now. */
interface BarredFromBoard {
  readonly barred: 'door_locked' | 'sent_out'
}

/**
 * Decides who comes into a board's room, and as what; null for nobody, for no such board and for one she may not see. Who
 * comes in is remembered as inside.
 * @param known told who asks before the board is looked at
 */
export async function admitToBoard(
  { db, sessions, colours, now }: Pick<Context, 'db' | 'sessions' | 'colours' | 'now'>,
  request: CookieBearer,
  boardId: string,
  known: (personId: string) => void = () => undefined,
): Promise<BoardAdmission | BarredFromBoard | null> {
  const signedIn = await sessions.find(request)
  if (!signedIn) return null
  known(signedIn.person.id)
  const board = await findBoard(db, boardId)
  const place = board && (await placeOfBoard(db, boardId))
  const role = place && boardRole(signedIn.memberships, place, board.status)
  if (!role) return null
  const { person } = signedIn
  const leads = allows('script.run', signedIn.memberships, place)
  const barred = await enterDoor({ db, now }, { boardId, personId: person.id, leads })
  if (barred !== null) return { barred: barred === 'door_removed' ? 'sent_out' : 'door_locked' }
  const { actorId } = actorOn(board.actorKey, boardId, person.id)
  return {
    authorId: person.id,
    author: { actorId, role, leads },
    access: role === 'viewer' ? 'read' : 'write',
    identity: {
      id: actorId,
      name: person.name,
      color: colours.colourOf(boardId, actorId),
      ...(leads ? { leads } : {}),
    },
    watches: leads,
    guest: person.kind === 'guest',
  }
}
