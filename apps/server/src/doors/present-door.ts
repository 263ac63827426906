import type { Door } from '@tablee/contract'
import { actorOn } from '../boards/actor.ts'
import type { BoardRow } from '../boards/store.ts'
import type { Context } from '../context.ts'
import { waitingSince } from './door-facts.ts'
import { doorIdOf, findDoor, findPasses, type PassRow } from './store.ts'

/** Somebody at a door, as she is called on the board. */
interface AtDoorOfBoard extends PassRow {
  readonly actorId: string
}

/** Everybody who ever came to the door of a board, under the ids that they have on it. */
export async function findAtDoor(
  { db }: Pick<Context, 'db'>,
  board: Pick<BoardRow, 'id' | 'actorKey'>,
): Promise<{ doorId: string; people: AtDoorOfBoard[] }> {
  const doorId = await doorIdOf(db, board.id)
  const passes = await findPasses(db, doorId)
  return {
    doorId,
    people: passes.map((pass) => ({
      ...pass,
      actorId: actorOn(board.actorKey, board.id, pass.person_id).actorId,
    })),
  }
}

/** The door of a board as those who lead see it. */
export async function presentDoor(
  context: Pick<Context, 'db' | 'now'>,
  board: Pick<BoardRow, 'id' | 'actorKey'>,
): Promise<Door> {
  const { doorId, people } = await findAtDoor(context, board)
  const locked = (await findDoor(context.db, doorId))?.locked === 1
  const since = waitingSince(context.now())
  const named = (wanted: (person: AtDoorOfBoard) => boolean) =>
    people.filter(wanted).map(({ actorId, name }) => ({ actorId, name }))
  return {
    locked,
    waiting: named(({ state, seen_at }) => locked && state === 'waiting' && seen_at >= since),
    refused: named(({ state }) => locked && state === 'refused'),
    removed: named(({ state }) => state === 'removed'),
  }
}
