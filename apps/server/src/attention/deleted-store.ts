import type { BoardRecord } from '@tablee/board'
import { DELETED_NOTES_MAX } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import type { Database } from '../db/schema.ts'

/** How long they are kept, in ms: a week, until the facilitator has looked at what came of the workshop (D3). */
const KEPT_MS = 7 * 24 * 3_600_000
/** Rows that are written at a time: databases bound how many values one statement takes. */
const ROWS_AT_ONCE = 200

/** What a transaction without traces needs. */
type Where = Pick<Context, 'db' | 'dialect'>

/** A note that somebody took off a board. */
export interface DeletedNote {
  readonly record: BoardRecord
  /** Its own author took it away. */
  readonly own: boolean
  readonly deletedAt: string
}

/** The moment since which a note must have been taken away to be kept still. */
function keptSince(nowMs: number): string {
  return new Date(nowMs - KEPT_MS).toISOString()
}

/** Keeps notes that were taken off a board; not of one that is archived, and none that its writer has withdrawn (D2). */
export async function insertDeleted(
  { db, dialect }: Where,
  boardId: string,
  notes: readonly DeletedNote[],
): Promise<void> {
  await erasing(db, dialect, async (transaction) => {
    const board = await transaction
      .selectFrom('board')
      .select('status')
      .where('id', '=', boardId)
      .executeTakeFirst()
    if (!board || board.status === 'archived') return
    for (let at = 0; at < notes.length; at += ROWS_AT_ONCE)
      await transaction
        .insertInto('deleted_note')
        .values(
          notes.slice(at, at + ROWS_AT_ONCE).map(({ record, own, deletedAt }) => ({
            board_id: boardId,
            record_id: record.id,
            record: JSON.stringify(record),
            deleted_at: deletedAt,
            own: own ? (1 as const) : (0 as const),
          })),
        )
        .onConflict((conflict) =>
          conflict
            .columns(['board_id', 'record_id'])
            .doUpdateSet((row) => ({
              record: row.ref('excluded.record'),
              deleted_at: row.ref('excluded.deleted_at'),
              own: row.ref('excluded.own'),
            }))
            .where('deleted_note.record', '<>', ''),
        )
        .execute()
    await makeRoom(transaction, boardId)
  })
}

/** What authors took away themselves goes first, so that nobody pushes out what another lost (D3). */
async function makeRoom(transaction: Kysely<Database>, boardId: string): Promise<void> {
  const surplus = await transaction
    .selectFrom('deleted_note')
    .select('record_id')
    .where('board_id', '=', boardId)
    .where('record', '<>', '')
    .orderBy('own')
    .orderBy('deleted_at', 'desc')
    .orderBy('record_id')
    .offset(DELETED_NOTES_MAX)
    .limit(DELETED_NOTES_MAX)
    .execute()
  if (surplus.length === 0) return
  await transaction
    .deleteFrom('deleted_note')
    .where('board_id', '=', boardId)
    .where(
      'record_id',
      'in',
      surplus.map(({ record_id }) => record_id),
    )
    .execute()
}

/** The notes that were taken off a board lately, the latest first. */
export async function findDeletedNotes(
  db: Kysely<Database>,
  boardId: string,
  nowMs: number,
): Promise<DeletedNote[]> {
  const rows = await db
    .selectFrom('deleted_note')
    .select(['record', 'deleted_at', 'own'])
    .where('board_id', '=', boardId)
    .where('record', '<>', '')
    .where('deleted_at', '>=', keptSince(nowMs))
    .orderBy('deleted_at', 'desc')
    .orderBy('record_id')
    .execute()
  return rows.map(({ record, deleted_at, own }) => ({
    // written by `insertDeleted` alone
    record: JSON.parse(record) as BoardRecord,
    own: own === 1,
    deletedAt: deleted_at,
  }))
}

/** Which of these notes their writers have withdrawn. */
export async function findWithdrawn(
  db: Kysely<Database>,
  boardId: string,
  recordIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (recordIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('deleted_note')
    .select('record_id')
    .where('board_id', '=', boardId)
    .where('record_id', 'in', recordIds)
    .where('record', '=', '')
    .execute()
  return new Set(rows.map(({ record_id }) => record_id))
}

/** Notes stand on the board again. */
export async function forgetDeleted(
  { db, dialect }: Where,
  boardId: string,
  recordIds: readonly string[],
): Promise<void> {
  await erasing(db, dialect, (transaction) =>
    transaction
      .deleteFrom('deleted_note')
      .where('board_id', '=', boardId)
      .where('record_id', 'in', recordIds)
      // withdrawn meanwhile
      .where('record', '<>', '')
      .execute(),
  )
}

/** A note is withdrawn by its writer: its copy is gone, one that is on its way is not kept, and it is not put back (D2). */
export async function forbidDeleted(
  { db, dialect, now }: Where & Pick<Context, 'now'>,
  boardId: string,
  recordId: string,
): Promise<void> {
  const row = {
    record: '',
    deleted_at: `${new Date(now()).toISOString().slice(0, 10)}T00:00:00.000Z`,
    own: 0,
  } as const
  await erasing(db, dialect, (transaction) =>
    transaction
      .insertInto('deleted_note')
      .values({ board_id: boardId, record_id: recordId, ...row })
      .onConflict((conflict) => conflict.columns(['board_id', 'record_id']).doUpdateSet(row))
      .execute(),
  )
}

/** A board is archived: nothing is put back on it (D4). */
export async function forgetAllDeleted({ db, dialect }: Where, boardId: string): Promise<void> {
  await erasing(db, dialect, (transaction) =>
    transaction.deleteFrom('deleted_note').where('board_id', '=', boardId).execute(),
  )
}

/** Deletes what is older than it may be, on all boards. */
export async function forgetOldDeleted({ db, dialect }: Where, nowMs: number): Promise<void> {
  await erasing(db, dialect, (transaction) =>
    transaction.deleteFrom('deleted_note').where('deleted_at', '<', keptSince(nowMs)).execute(),
  )
}
