import type { ZoneDefinition } from '@tablee/board'
import type { Kysely, Selectable } from 'kysely'
import type { DialectName } from '../db/dialect.ts'
import type { Database } from '../db/schema.ts'
import type { PrivateWritingTables } from './tables.ts'

/** What a stored note may be; `revealing` from the decision until the board has it. */
export const HELD_STATES = ['hidden', 'revealing', 'revealed', 'removed'] as const

/** A curtain as it is stored. */
export interface CurtainRow {
  readonly id: string
  readonly boardId: string
  readonly zone: ZoneDefinition
  readonly anonymous: boolean
  readonly state: PrivateWritingTables['curtain']['state']
  readonly room: number | null
  readonly hiddenTold: number
  readonly revision: number
  readonly toldRevision: number
  readonly drawnAt: string
}

/** Draws a curtain. Fails with a unique violation when one hangs before that zone. */
export async function insertCurtain(
  db: Kysely<Database>,
  curtain: Pick<CurtainRow, 'id' | 'boardId' | 'zone' | 'anonymous' | 'room'>,
  now: number,
): Promise<void> {
  await db
    .insertInto('curtain')
    .values({
      id: curtain.id,
      board_id: curtain.boardId,
      zone_id: curtain.zone.id,
      zone: JSON.stringify(curtain.zone),
      anonymous: curtain.anonymous ? 1 : 0,
      state: 'drawn',
      room: curtain.room,
      hidden_told: 0,
      revision: 1,
      told_revision: 0,
      drawn_at: new Date(now).toISOString(),
    })
    .execute()
}

/** The curtains of a board that hang, or of which its facts do not say yet what became of them; oldest first. */
export async function findCurtains(db: Kysely<Database>, boardId: string): Promise<CurtainRow[]> {
  const rows = await db
    .selectFrom('curtain')
    .selectAll()
    .where('board_id', '=', boardId)
    .where((is) => is.or([is('state', '<>', 'lifted'), is('told_revision', '<', is.ref('revision'))]))
    .orderBy('drawn_at')
    .orderBy('id')
    .execute()
  return rows.map(toCurtain)
}

/** One curtain of a board as it is now. */
export async function findCurtain(
  db: Kysely<Database>,
  { boardId, id }: { boardId: string; id: string },
): Promise<CurtainRow | null> {
  const row = await db
    .selectFrom('curtain')
    .selectAll()
    .where('id', '=', id)
    .where('board_id', '=', boardId)
    .executeTakeFirst()
  return row ? toCurtain(row) : null
}

/**
 * One curtain of a board, held against other writers until the transaction ends: what is kept before it is lifted is
 * revealed with it, and nothing is hidden afterwards.
 */
export async function holdCurtain(
  transaction: Kysely<Database>,
  dialect: DialectName,
  { boardId, id }: { boardId: string; id: string },
): Promise<CurtainRow | null> {
  const found = transaction
    .selectFrom('curtain')
    .selectAll()
    .where('id', '=', id)
    .where('board_id', '=', boardId)
  // SQLite has one writer at a time anyway
  const row = await (dialect === 'postgres' ? found.forUpdate() : found).executeTakeFirst()
  return row ? toCurtain(row) : null
}

/** Changes the state of a curtain; its board is to be told. */
export async function setCurtainState(
  db: Kysely<Database>,
  id: string,
  state: CurtainRow['state'],
): Promise<void> {
  await db
    .updateTable('curtain')
    .set((row) => ({ state, revision: row('revision', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** The board is to be told of this curtain although it hangs, or does not hang, as before. */
export async function markUntold(db: Kysely<Database>, id: string): Promise<void> {
  await db
    .updateTable('curtain')
    .set((row) => ({ revision: row('revision', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** The boards whose facts do not say yet what became of a curtain. */
export async function findUntoldBoards(db: Kysely<Database>): Promise<string[]> {
  const rows = await db
    .selectFrom('curtain')
    .select('board_id')
    .distinct()
    .whereRef('told_revision', '<', 'revision')
    .execute()
  return rows.map(({ board_id }) => board_id)
}

/** The board's facts say so, up to this revision and with this number of hidden notes. */
export async function markTold(
  db: Kysely<Database>,
  { id, revision }: Pick<CurtainRow, 'id' | 'revision'>,
  hidden: number,
): Promise<void> {
  await db
    .updateTable('curtain')
    .set({ told_revision: revision, hidden_told: hidden })
    .where('id', '=', id)
    .where('told_revision', '<=', revision)
    .execute()
}

/** A lifting curtain ends: its notes are on the board, or could not be put there and stay hidden. */
export async function endLifting(
  db: Kysely<Database>,
  { id, revision }: Pick<CurtainRow, 'id' | 'revision'>,
  state: 'lifted' | 'drawn',
): Promise<void> {
  await db
    .updateTable('curtain')
    .set({ state, told_revision: revision })
    .where('id', '=', id)
    .where('state', '=', 'lifting')
    .execute()
}

/** How many notes are hidden behind each curtain that hangs, where the board's facts say another number. */
export async function findMovedCounts(
  db: Kysely<Database>,
  anonymous: boolean,
): Promise<{ boardId: string; curtainId: string; hidden: number }[]> {
  const rows = await db
    .selectFrom('curtain')
    .leftJoin('private_note', (join) =>
      join.onRef('private_note.curtain_id', '=', 'curtain.id').on('private_note.state', '=', 'hidden'),
    )
    .select((row) => [
      'curtain.board_id as boardId',
      'curtain.id as curtainId',
      'curtain.hidden_told as told',
      row.fn.count<number | string>('private_note.id').as('hidden'),
    ])
    .where('curtain.state', 'in', ['drawn', 'reading'])
    .where('curtain.anonymous', '=', anonymous ? 1 : 0)
    .groupBy(['curtain.board_id', 'curtain.id', 'curtain.hidden_told'])
    .execute()
  return rows
    .map(({ boardId, curtainId, told, hidden }) => ({ boardId, curtainId, told, hidden: Number(hidden) }))
    .filter(({ told, hidden }) => told !== hidden)
}

function toCurtain(row: Selectable<PrivateWritingTables['curtain']>): CurtainRow {
  return {
    id: row.id,
    boardId: row.board_id,
    // Only `insertCurtain` writes it.
    zone: JSON.parse(row.zone) as ZoneDefinition,
    anonymous: row.anonymous === 1,
    state: row.state,
    room: row.room,
    hiddenTold: row.hidden_told,
    revision: row.revision,
    toldRevision: row.told_revision,
    drawnAt: row.drawn_at,
  }
}
