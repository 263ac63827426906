import type { Kysely, Selectable } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { DoorPassState, DoorTables } from './tables.ts'

/** How somebody stands at a door, with her name. */
export type PassRow = Selectable<DoorTables['door_pass']> & { readonly name: string }

/** The door that stands before a board: its workshop's, or its own. */
export async function doorIdOf(db: Kysely<Database>, boardId: string): Promise<string> {
  const row = await db
    .selectFrom('workshop_board')
    .select('workshop_id')
    .where('board_id', '=', boardId)
    .executeTakeFirst()
  return row?.workshop_id ?? boardId
}

/** The boards behind a door. */
export async function boardsBehind(db: Kysely<Database>, doorId: string): Promise<string[]> {
  const ofWorkshop = await db
    .selectFrom('workshop_board')
    .select('board_id')
    .where('workshop_id', '=', doorId)
    .execute()
  return ofWorkshop.length > 0 ? ofWorkshop.map(({ board_id }) => board_id) : [doorId]
}

/** A door as it is stored; null for one that was never locked. */
export async function findDoor(
  db: Kysely<Database>,
  doorId: string,
): Promise<Selectable<DoorTables['door']> | null> {
  return (await db.selectFrom('door').selectAll().where('id', '=', doorId).executeTakeFirst()) ?? null
}

/** How one person stands at a door; null when she never came. */
export async function findPass(
  db: Kysely<Database>,
  doorId: string,
  personId: string,
): Promise<Selectable<DoorTables['door_pass']> | null> {
  const row = await db
    .selectFrom('door_pass')
    .selectAll()
    .where('door_id', '=', doorId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row ?? null
}

/** Everybody who came to a door, in the order of their names. */
export function findPasses(db: Kysely<Database>, doorId: string): Promise<PassRow[]> {
  return db
    .selectFrom('door_pass')
    .innerJoin('person', 'person.id', 'door_pass.person_id')
    .selectAll('door_pass')
    .select('person.name as name')
    .where('door_id', '=', doorId)
    .orderBy('person.name')
    .orderBy('person.id')
    .execute()
}

/** Who stands so at a door, by their ids. */
export async function findInState(
  db: Kysely<Database>,
  doorId: string,
  state: DoorPassState,
): Promise<string[]> {
  const rows = await db
    .selectFrom('door_pass')
    .select('person_id')
    .where('door_id', '=', doorId)
    .where('state', '=', state)
    .execute()
  return rows.map(({ person_id }) => person_id)
}

/** Writes how somebody stands at a door. */
export async function putPass(
  db: Kysely<Database>,
  pass: { doorId: string; personId: string; state: DoorPassState; now: number },
): Promise<void> {
  const { doorId, personId, state, now } = pass
  const seen_at = new Date(now).toISOString()
  await db
    .insertInto('door_pass')
    .values({ door_id: doorId, person_id: personId, state, seen_at })
    .onConflict((conflict) => conflict.columns(['door_id', 'person_id']).doUpdateSet({ state, seen_at }))
    .execute()
}

/** Somebody who was let in so shortly before is not put back before the door by her own last knock, in ms. */
const LET_IN_MS = 60_000

/**
 * The same for who enters or knocks, unless she was sent out, not let in, or let in at the same moment.
 * @returns whether it is written
 */
export async function putPassUnlessShut(
  db: Kysely<Database>,
  pass: { doorId: string; personId: string; state: 'inside' | 'waiting'; now: number },
): Promise<boolean> {
  const { doorId, personId, state, now } = pass
  const seen_at = new Date(now).toISOString()
  const shut: readonly DoorPassState[] = state === 'inside' ? ['removed'] : ['removed', 'refused']
  const letIn = new Date(now - LET_IN_MS).toISOString()
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('door_pass')
    .values({ door_id: doorId, person_id: personId, state, seen_at })
    .onConflict((conflict) =>
      conflict
        .columns(['door_id', 'person_id'])
        .doUpdateSet({ state, seen_at })
        .where('door_pass.state', 'not in', shut)
        .where((row) =>
          row.or([
            row('door_pass.state', '<>', 'inside'),
            row('door_pass.seen_at', '<', state === 'inside' ? seen_at : letIn),
          ]),
        ),
    )
    .executeTakeFirstOrThrow()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Takes away who waits or was not let in: the door is open. */
export async function forgetWaiting(db: Kysely<Database>, doorId: string): Promise<void> {
  await db
    .deleteFrom('door_pass')
    .where('door_id', '=', doorId)
    .where('state', 'in', ['waiting', 'refused'])
    .execute()
}

/** Locks or opens a door; a door that stands so already stays as it is. */
export async function putDoor(
  db: Kysely<Database>,
  doorId: string,
  { locked, now }: { locked: boolean; now: number },
): Promise<void> {
  await db
    .insertInto('door')
    .values({ id: doorId, locked: 0, locked_at: null, revision: 0 })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  await db
    .updateTable('door')
    .set((row) => ({
      locked: locked ? 1 : 0,
      locked_at: locked ? new Date(now).toISOString() : null,
      revision: row('revision', '+', 1),
    }))
    .where('id', '=', doorId)
    .where('locked', '=', locked ? 0 : 1)
    .execute()
}

/** Its boards are told again: somebody waits, or does not wait any more. */
export async function touchDoor(db: Kysely<Database>, doorId: string): Promise<void> {
  await db
    .updateTable('door')
    .set((row) => ({ revision: row('revision', '+', 1) }))
    .where('id', '=', doorId)
    .execute()
}

/** Puts boards behind a door, so that they are told of it. */
export async function putDoorBoards(
  db: Kysely<Database>,
  doorId: string,
  boardIds: readonly string[],
): Promise<void> {
  await db
    .insertInto('door_board')
    .values(boardIds.map((board_id) => ({ board_id, door_id: doorId, told_revision: 0 })))
    .onConflict((conflict) => conflict.column('board_id').doUpdateSet({ door_id: doorId, told_revision: 0 }))
    .execute()
}

/** The boards whose facts do not say yet how their door stands. */
export async function findUntoldDoors(db: Kysely<Database>): Promise<string[]> {
  const rows = await db
    .selectFrom('door_board')
    .innerJoin('door', 'door.id', 'door_board.door_id')
    .select('board_id')
    .whereRef('told_revision', '<', 'revision')
    .execute()
  return rows.map(({ board_id }) => board_id)
}

/** The door of a board as its facts are to say it; null when they say so, or it has none. */
export async function findDoorToTell(
  db: Kysely<Database>,
  boardId: string,
): Promise<{ doorId: string; locked: boolean; revision: number } | null> {
  const row = await db
    .selectFrom('door_board')
    .innerJoin('door', 'door.id', 'door_board.door_id')
    .select(['door.id as doorId', 'door.locked', 'door.revision'])
    .where('board_id', '=', boardId)
    .whereRef('told_revision', '<', 'revision')
    .executeTakeFirst()
  return row ? { ...row, locked: row.locked === 1 } : null
}

/** How many wait at a door. */
export async function countWaiting(db: Kysely<Database>, doorId: string, since: string): Promise<number> {
  const { count } = await db
    .selectFrom('door_pass')
    .select((row) => row.fn.countAll().as('count'))
    .where('door_id', '=', doorId)
    .where('state', '=', 'waiting')
    .where('seen_at', '>=', since)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** A board's facts say how its door stands. */
export async function markDoorTold(db: Kysely<Database>, boardId: string, revision: number): Promise<void> {
  await db
    .updateTable('door_board')
    .set({ told_revision: revision })
    .where('board_id', '=', boardId)
    .where('told_revision', '<', revision)
    .execute()
}
