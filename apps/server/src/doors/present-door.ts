import type { Door } from '@tablee/contract'
import { actorOn } from '../boards/actor.ts'
import type { BoardRow } from '../boards/store.ts'
import type { Context } from '../context.ts'
import { waitingSince } from './door-facts.ts'
import type { HeldDoor } from './hold-door.ts'
import { findDoor, findPasses, type PassRow } from './store.ts'

type DoorBoard = Pick<BoardRow, 'id' | 'actorKey'>

/** Somebody at a door, as she is called on the board. */
interface AtDoorOfBoard extends PassRow {
  readonly actorId: string
}

/** Everybody who ever came to a door, under the ids that they have on one board behind it. */
export async function findAtDoor(
  { db }: Pick<Context, 'db'>,
  board: DoorBoard,
  doorId: string,
): Promise<AtDoorOfBoard[]> {
  const passes = await findPasses(db, doorId)
  return passes.map((pass) => ({
    ...pass,
    actorId: actorOn(board.actorKey, board.id, pass.person_id).actorId,
  }))
}

/** The door of a board as somebody sees it who leads there: nobody whom she may not answer is named. */
export async function presentDoor(
  context: Pick<Context, 'db' | 'now'>,
  board: DoorBoard,
  { holds, doorId }: HeldDoor,
): Promise<Door> {
  const locked = (await findDoor(context.db, doorId))?.locked === 1
  const people = holds === 'all' ? await findAtDoor(context, board, doorId) : []
  const table = holds === 'none' || doorId === board.id ? [] : await findAtDoor(context, board, board.id)
  const since = waitingSince(context.now())
  const named = (wanted: readonly AtDoorOfBoard[]) => wanted.map(({ actorId, name }) => ({ actorId, name }))
  const gone = people.filter(({ state }) => state === 'removed')
  const goneHere = table.filter(
    ({ state, person_id }) => state === 'removed' && !gone.some((person) => person.person_id === person_id),
  )
  return {
    holds,
    locked,
    waiting: named(people.filter(({ state, seen_at }) => locked && state === 'waiting' && seen_at >= since)),
    refused: named(people.filter(({ state }) => locked && state === 'refused')),
    removed: named([...gone, ...goneHere]),
  }
}
