import type { RehearsalReport } from '@tablee/board/rehearsal'
import type { Kysely, Selectable } from 'kysely'
import type { Database } from '../db/schema.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'
import type { RehearsalTables } from './tables.ts'

/** How long a rehearsal may be silent before its process counts as gone, in ms. */
const SILENT_MAX_MS = 15_000

/** A rehearsal as it is stored. */
export type RehearsalRow = Selectable<RehearsalTables['rehearsal']>

/** The latest rehearsal of a board; one whose process fell silent is lost. */
export async function findRehearsal(
  db: Kysely<Database>,
  boardId: string,
  now: number,
): Promise<RehearsalRow | null> {
  const row = await db.selectFrom('rehearsal').selectAll().where('board_id', '=', boardId).executeTakeFirst()
  if (!row) return null
  return row.state === 'running' && row.alive_at < silentSince(now) ? { ...row, state: 'lost' } : row
}

/** Begins a rehearsal in place of the board's last one. @returns false when the cohort has one that runs */
export async function beginRehearsal(
  db: Kysely<Database>,
  of: { id: string; boardId: string; cohortId: string; people: number; steps: number },
  now: number,
): Promise<boolean> {
  const moment = new Date(now).toISOString()
  try {
    return await db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('rehearsal')
        .set({ state: 'lost' })
        .where('cohort_id', '=', of.cohortId)
        .where('state', '=', 'running')
        .where('alive_at', '<', silentSince(now))
        .execute()
      await transaction
        .deleteFrom('rehearsal')
        .where('board_id', '=', of.boardId)
        .where('state', '<>', 'running')
        .execute()
      await transaction
        .insertInto('rehearsal')
        .values({
          board_id: of.boardId,
          cohort_id: of.cohortId,
          id: of.id,
          state: 'running',
          people: of.people,
          steps: of.steps,
          steps_done: 0,
          stop_asked: 0,
          started_at: moment,
          alive_at: moment,
          report: null,
        })
        .execute()
      return true
    })
  } catch (error) {
    if (isUniqueViolation(error)) return false
    throw error
  }
}

/** Says that a rehearsal is alive and how far it is. @returns whether it may go on: nobody stopped it, and its board is there */
export async function sayAlive(
  db: Kysely<Database>,
  { id, stepsDone }: { id: string; stepsDone: number },
  now: number,
): Promise<boolean> {
  const row = await db
    .updateTable('rehearsal')
    .set({ steps_done: stepsDone, alive_at: new Date(now).toISOString() })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .returning('stop_asked')
    .executeTakeFirst()
  return row?.stop_asked === 0
}

/** Asks a rehearsal to stop, wherever it runs. */
export async function askToStop(db: Kysely<Database>, boardId: string): Promise<void> {
  await db
    .updateTable('rehearsal')
    .set({ stop_asked: 1 })
    .where('board_id', '=', boardId)
    .where('state', '=', 'running')
    .execute()
}

/** Ends a rehearsal. */
export async function endRehearsal(
  db: Kysely<Database>,
  id: string,
  end: { state: 'done'; report: RehearsalReport } | { state: 'stopped' | 'failed' },
): Promise<void> {
  const report = end.state === 'done' ? JSON.stringify(end.report) : null
  const done = db.updateTable('rehearsal').set({ state: end.state, report }).where('id', '=', id)
  await done.where('state', '=', 'running').execute()
}

function silentSince(now: number): string {
  return new Date(now - SILENT_MAX_MS).toISOString()
}
