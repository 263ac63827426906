import { allows, type Place } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type { SignedIn } from '../accounts/session.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { doorIdOf, findDoor, findInState, findPass, putPassUnlessShut } from './store.ts'

/** Who was seen inside so long before a door was locked counts as inside, in ms: the workshop's morning. */
const INSIDE_BEFORE_MS = 4 * 3_600_000
/** How old a mark of who is inside may grow, in ms: one writing an hour and person is enough. */
const MARK_AGE_MAX_MS = 3_600_000

/** Why somebody may not come in, as an error code. */
export type Barred = 'door_locked' | 'door_refused' | 'door_removed'

/** Who stands before a board: whoever leads has the key. */
interface AtDoor {
  boardId: string
  personId: string
  /** The right `script.run` there. */
  leads: boolean
}

/** Why a person may not come onto a board that she has the right to see, or null. Changes nothing. */
export async function barredAt(
  db: Kysely<Database>,
  { boardId, personId, leads }: AtDoor,
): Promise<Barred | null> {
  if (leads) return null
  return (await standingAt(db, await doorsOf(db, boardId), personId)).barred
}

/**
 * Holds a request to the door of a board, after its right was asked for. Whoever reads what comes of a board without
 * ever entering it, such as an editor, does not come through its door.
 * @throws {AppError} `door_locked`, `door_refused` or `door_removed`
 */
export async function requirePassage(
  db: Kysely<Database>,
  { person, memberships }: Pick<SignedIn, 'memberships'> & { readonly person: { readonly id: string } },
  place: Place,
): Promise<void> {
  const { boardId } = place
  if (boardId === undefined || !allows('board.view', memberships, place)) return
  const leads = allows('script.run', memberships, place)
  const barred = await barredAt(db, { boardId, personId: person.id, leads })
  if (barred !== null) throw new AppError(barred)
}

/** Brings somebody in, and remembers that she is inside: she comes back to it when the door was locked meanwhile. */
export async function enterDoor(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { boardId, personId, leads }: AtDoor,
): Promise<Barred | null> {
  if (leads) return null
  const doors = await doorsOf(db, boardId)
  const { doorId } = doors
  const { barred, seenAt } = await standingAt(db, doors, personId)
  if (barred !== null) return barred
  if (seenAt !== null && now() - seenAt < MARK_AGE_MAX_MS) return null
  if (await putPassUnlessShut(db, { doorId, personId, state: 'inside', now: now() })) return null
  // at this very moment she was sent out, or came in with another of her pages
  return (await standingAt(db, doors, personId)).barred
}

/** The boards of a list that are not closed to a person by their doors. */
export async function throughDoors<Board extends { id: string }>(
  db: Kysely<Database>,
  personId: string,
  boards: readonly { board: Board; leads: boolean }[],
): Promise<Board[]> {
  // few doors are ever locked, and nobody is sent out through most of them
  const closed = await db
    .selectFrom('door')
    .leftJoin('workshop_board', 'workshop_board.workshop_id', 'door.id')
    .select((row) => row.fn.coalesce('workshop_board.board_id', 'door.id').as('boardId'))
    .execute()
  const known = new Set(closed.map(({ boardId }) => boardId))
  const open: Board[] = []
  for (const { board, leads } of boards) {
    const isBarred =
      known.has(board.id) && (await barredAt(db, { boardId: board.id, personId, leads })) !== null
    if (!isBarred) open.push(board)
  }
  return open
}

/** Who came in through the door of a board, by their ids, and was not sent out since. */
export async function insideDoor(db: Kysely<Database>, boardId: string): Promise<ReadonlySet<string>> {
  const { doorId, tableId } = await doorsOf(db, boardId)
  const inside = new Set(await findInState(db, doorId, 'inside'))
  if (tableId !== null) for (const id of await findInState(db, tableId, 'removed')) inside.delete(id)
  return inside
}

/** The door of a board, and the one of its own when it is a table of a workshop: through it people are only sent out. */
interface Doors {
  doorId: string
  tableId: string | null
}

async function doorsOf(db: Kysely<Database>, boardId: string): Promise<Doors> {
  const doorId = await doorIdOf(db, boardId)
  return { doorId, tableId: doorId === boardId ? null : boardId }
}

/** `seenAt`: when she was last marked as inside, in ms since 1970; null when she is not. */
async function standingAt(
  db: Kysely<Database>,
  { doorId, tableId }: Doors,
  personId: string,
): Promise<{ barred: Barred | null; seenAt: number | null }> {
  const [door, pass, atTable] = await Promise.all([
    findDoor(db, doorId),
    findPass(db, doorId, personId),
    tableId === null ? null : findPass(db, tableId, personId),
  ])
  const seenAt = pass?.state === 'inside' ? Date.parse(pass.seen_at) : null
  if (pass?.state === 'removed' || atTable?.state === 'removed') return { barred: 'door_removed', seenAt }
  if (!door?.locked || door.locked_at === null) return { barred: null, seenAt }
  if (seenAt !== null && seenAt >= Date.parse(door.locked_at) - INSIDE_BEFORE_MS)
    return { barred: null, seenAt }
  return { barred: pass?.state === 'refused' ? 'door_refused' : 'door_locked', seenAt }
}
