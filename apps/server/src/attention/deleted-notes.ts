import { setTimeout as pause } from 'node:timers/promises'
import type { BoardRecord } from '@tablee/board'
import type { FastifyBaseLogger } from 'fastify'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'

/** Most notes that are kept for one board: what was taken away in an afternoon. */
const DELETED_NOTES_MAX = 60
/** Pauses before a note that could not be kept is kept again, in ms; after them storage is the lesser worry. */
const RETRIES_MS = [500, 2_000, 10_000] as const

/** Keeps what people take off boards, so that who leads can put it back. */
interface DeletedNotes {
  /** Called in the tick that takes it away; never throws. */
  keep(boardId: string, record: BoardRecord): void
  /** Resolves when all is kept, or given up. */
  close(): Promise<void>
}

/** Starts to keep them in the database. */
export function startDeletedNotes(
  { db, now }: { db: Kysely<Database>; now: () => number },
  logger: FastifyBaseLogger,
): DeletedNotes {
  const keeping = new Set<Promise<void>>()
  const closed = new AbortController()
  async function keep(boardId: string, record: BoardRecord, at: string): Promise<void> {
    for (const pauseMs of [...RETRIES_MS, null]) {
      try {
        await insertDeleted(db, { boardId, record, at })
        return
      } catch (err) {
        if (pauseMs === null || closed.signal.aborted) {
          logger.warn({ err, boardId }, 'a deleted note could not be kept')
          return
        }
        await pause(pauseMs, undefined, { signal: closed.signal, ref: false }).catch(() => undefined)
      }
    }
  }
  return {
    keep(boardId, record) {
      if (record.type !== 'note') return
      const kept = keep(boardId, record, new Date(now()).toISOString()).finally(() => keeping.delete(kept))
      keeping.add(kept)
    },
    async close() {
      closed.abort()
      await Promise.all(keeping)
    },
  }
}

async function insertDeleted(
  db: Kysely<Database>,
  { boardId, record, at }: { boardId: string; record: BoardRecord; at: string },
): Promise<void> {
  const row = { record: JSON.stringify(record), deleted_at: at }
  await db
    .insertInto('deleted_note')
    .values({ board_id: boardId, record_id: record.id, ...row })
    .onConflict((conflict) => conflict.columns(['board_id', 'record_id']).doUpdateSet(row))
    .execute()
  const surplus = await db
    .selectFrom('deleted_note')
    .select('record_id')
    .where('board_id', '=', boardId)
    .orderBy('deleted_at', 'desc')
    .orderBy('record_id')
    .offset(DELETED_NOTES_MAX)
    .limit(DELETED_NOTES_MAX)
    .execute()
  if (surplus.length > 0)
    await db
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
): Promise<{ record: BoardRecord; deletedAt: string }[]> {
  const rows = await db
    .selectFrom('deleted_note')
    .select(['record', 'deleted_at'])
    .where('board_id', '=', boardId)
    .orderBy('deleted_at', 'desc')
    .orderBy('record_id')
    .execute()
  return rows.map(({ record, deleted_at }) => ({
    // written by `keep` alone
    record: JSON.parse(record) as BoardRecord,
    deletedAt: deleted_at,
  }))
}

/** A note stands on the board again. */
export async function forgetDeleted(db: Kysely<Database>, boardId: string, recordId: string): Promise<void> {
  await db
    .deleteFrom('deleted_note')
    .where('board_id', '=', boardId)
    .where('record_id', '=', recordId)
    .execute()
}
