import type { StepTime } from '@tablee/board/script'
import type { Kysely, Selectable } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { PackTables } from './tables.ts'

/** Something that a session decided, as it is stored. */
export type ActionRow = Selectable<PackTables['workshop_action']>

/** Keeps what a session decided; what is kept already stays as it is. */
export async function insertActions(db: Kysely<Database>, rows: readonly ActionRow[]): Promise<void> {
  if (rows.length === 0) return
  await db
    .insertInto('workshop_action')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['board_id', 'item_id']).doNothing())
    .execute()
}

/** What closed sessions of a cohort left open for a later one; with what was ticked off in that one. */
export function findOpenActions(
  db: Kysely<Database>,
  { id, cohort_id, starts_at }: { id: string; cohort_id: string; starts_at: string },
): Promise<(ActionRow & { workshopTitle: string })[]> {
  return db
    .selectFrom('workshop_action')
    .innerJoin('workshop', 'workshop.id', 'workshop_action.workshop_id')
    .selectAll('workshop_action')
    .select('workshop.title as workshopTitle')
    .where('workshop.cohort_id', '=', cohort_id)
    .where('workshop.id', '!=', id)
    .where('workshop.starts_at', '<=', starts_at)
    .where((where) => where.or([where('done_in', 'is', null), where('done_in', '=', id)]))
    .orderBy('workshop.starts_at', 'desc')
    .orderBy('workshop_action.workshop_id')
    .orderBy('workshop_action.position')
    .execute()
}

/** The boards of closed sessions of a cohort on which something is put aside for a later one; the latest session first. */
export function findParkedBoards(
  db: Kysely<Database>,
  { id, cohort_id, starts_at }: { id: string; cohort_id: string; starts_at: string },
) {
  return db
    .selectFrom('workshop_board')
    .innerJoin('workshop', 'workshop.id', 'workshop_board.workshop_id')
    .innerJoin('board', 'board.id', 'workshop_board.board_id')
    .select([
      'workshop_board.board_id as boardId',
      'workshop_board.kind as kind',
      'workshop_board.name as name',
      'board.title as title',
      'workshop.id as workshopId',
      'workshop.title as workshopTitle',
    ])
    .where('workshop.cohort_id', '=', cohort_id)
    .where('workshop.id', '!=', id)
    .where('workshop.state', '=', 'closed')
    .where('workshop.starts_at', '<=', starts_at)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('comment')
          .select('comment.id')
          .whereRef('comment.board_id', '=', 'workshop_board.board_id')
          .where('comment.kind', '=', 'later')
          .where('comment.resolved', '=', 0),
      ),
    )
    .orderBy('workshop.starts_at', 'desc')
    .orderBy('workshop.id')
    .orderBy('workshop_board.position')
    .execute()
}

/** Ticks an action off in a session, or opens it again. */
export async function tickAction(
  db: Kysely<Database>,
  { boardId, itemId }: { boardId: string; itemId: string },
  doneIn: string | null,
): Promise<void> {
  await db
    .updateTable('workshop_action')
    .set({ done_in: doneIn })
    .where('board_id', '=', boardId)
    .where('item_id', '=', itemId)
    .execute()
}

/** Keeps how the script of a board ran, unless that is kept. */
export async function keepCourse(db: Kysely<Database>, boardId: string, course: string): Promise<void> {
  await db
    .updateTable('workshop_board')
    .set({ course })
    .where('board_id', '=', boardId)
    .where('course', 'is', null)
    .execute()
}

/** How the scripts of the boards of one method ran in closed sessions, by board. */
export async function findCourses(
  db: Kysely<Database>,
  templateId: string,
): Promise<{ boardId: string; course: StepTime[] }[]> {
  const rows = await db
    .selectFrom('workshop_board')
    .innerJoin('board', 'board.id', 'workshop_board.board_id')
    .select(['workshop_board.board_id', 'workshop_board.course'])
    .where('board.template_id', '=', templateId)
    .where('workshop_board.course', 'is not', null)
    .orderBy('workshop_board.board_id')
    .execute()
  return rows.map(({ board_id, course }) => ({
    boardId: board_id,
    // written by `keepCourse` alone
    course: JSON.parse(course ?? '[]') as StepTime[],
  }))
}
