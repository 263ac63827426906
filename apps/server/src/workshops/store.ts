import type { Kysely, Selectable } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { WorkshopBoardKind, WorkshopTables } from './tables.ts'

/** The revision of a workshop of which nothing was told but that it is planned. */
export const FIRST_REVISION = 1

/** A workshop as it is stored. */
export type WorkshopRow = Selectable<WorkshopTables['workshop']>
/** A board of a workshop as it is stored, with its title. */
export type WorkshopBoardRow = Selectable<WorkshopTables['workshop_board']> & {
  readonly title: string
  readonly organisationId: string | null
}

/** One workshop. */
export async function findWorkshop(db: Kysely<Database>, id: string): Promise<WorkshopRow | null> {
  const row = await db.selectFrom('workshop').selectAll().where('id', '=', id).executeTakeFirst()
  return row ?? null
}

/** The workshop that was made under a key, if there is one. */
export async function findWorkshopByKey(
  db: Kysely<Database>,
  { cohortId, key }: { cohortId: string; key: string },
): Promise<WorkshopRow | null> {
  const row = await db
    .selectFrom('workshop')
    .selectAll()
    .where('cohort_id', '=', cohortId)
    .where('request_key', '=', key)
    .executeTakeFirst()
  return row ?? null
}

/** The workshops of a cohort, or all, each with its cohort's name; the earliest first. */
export function findWorkshops(
  db: Kysely<Database>,
  cohortId: string | null,
): Promise<(WorkshopRow & { cohortName: string })[]> {
  const query = db
    .selectFrom('workshop')
    .innerJoin('cohort', 'cohort.id', 'workshop.cohort_id')
    .selectAll('workshop')
    .select('cohort.name as cohortName')
    .orderBy('workshop.starts_at')
    .orderBy('workshop.id')
  return (cohortId === null ? query : query.where('workshop.cohort_id', '=', cohortId)).execute()
}

/** The workshop that a board belongs to, and as what. */
export async function findWorkshopOfBoard(
  db: Kysely<Database>,
  boardId: string,
): Promise<{ workshopId: string; kind: WorkshopBoardKind } | null> {
  const row = await db
    .selectFrom('workshop_board')
    .select(['workshop_id as workshopId', 'kind'])
    .where('board_id', '=', boardId)
    .executeTakeFirst()
  return row ?? null
}

/** The boards of some workshops in their order. */
export function findWorkshopBoards(
  db: Kysely<Database>,
  workshopIds: readonly string[],
): Promise<WorkshopBoardRow[]> {
  if (workshopIds.length === 0) return Promise.resolve([])
  return db
    .selectFrom('workshop_board')
    .innerJoin('board', 'board.id', 'workshop_board.board_id')
    .selectAll('workshop_board')
    .select(['board.title as title', 'board.organisation_id as organisationId'])
    .where('workshop_board.workshop_id', 'in', workshopIds)
    .orderBy('workshop_board.position')
    .execute()
}

/**
 * The groups whose names may stand on a board, by their boards: on the plenary and on the collated board those of the
 * workshop, since what is there was shown to everybody; elsewhere none.
 */
export async function findGroupNamesFor(
  db: Kysely<Database>,
  boardId: string,
): Promise<ReadonlyMap<string, string>> {
  const of = await findWorkshopOfBoard(db, boardId)
  if (of?.kind !== 'plenary' && of?.kind !== 'collated') return new Map()
  const boards = await findWorkshopBoards(db, [of.workshopId])
  return new Map(boards.filter(({ kind }) => kind === 'group').map(({ board_id, name }) => [board_id, name]))
}

/** Keeps a new workshop and what its boards are in it; fails with a unique violation when its key is taken. */
export async function insertWorkshop(
  db: Kysely<Database>,
  workshop: WorkshopRow,
  boards: readonly { boardId: string; kind: WorkshopBoardKind; name: string }[],
): Promise<void> {
  await db.insertInto('workshop').values(workshop).execute()
  await insertWorkshopBoards(db, workshop.id, boards)
}

/** Adds boards to a workshop, behind those that it has. */
export async function insertWorkshopBoards(
  db: Kysely<Database>,
  workshopId: string,
  boards: readonly { boardId: string; kind: WorkshopBoardKind; name: string }[],
): Promise<void> {
  if (boards.length === 0) return
  const last = (await findWorkshopBoards(db, [workshopId])).at(-1)?.position ?? -1
  await db
    .insertInto('workshop_board')
    .values(
      boards.map(({ boardId, kind, name }, at) => ({
        board_id: boardId,
        workshop_id: workshopId,
        kind,
        name,
        position: last + 1 + at,
        told_revision: 0,
        snapshot_id: null,
        course: null,
        meets_at: null,
      })),
    )
    .execute()
}

/** Changes what a workshop is called, when it begins, and what becomes of who comes late. */
export async function updateWorkshop(
  db: Kysely<Database>,
  id: string,
  change: Partial<Pick<WorkshopRow, 'title' | 'starts_at' | 'minutes' | 'late_arrivals'>>,
): Promise<void> {
  if (Object.keys(change).length === 0) return
  await db.updateTable('workshop').set(change).where('id', '=', id).execute()
}

/**
 * The workshop of a board has begun: a script of it was started. Nobody is called anywhere by that, so its boards are told
 * nothing.
 */
export async function markWorkshopBegun(db: Kysely<Database>, boardId: string): Promise<void> {
  await db
    .updateTable('workshop')
    .set({ state: 'running' })
    .where('state', '=', 'planned')
    .where('id', 'in', (row) =>
      row.selectFrom('workshop_board').select('workshop_id').where('board_id', '=', boardId),
    )
    .execute()
}

/** Whether anybody was called anywhere yet: everything that boards are told raises the revision. */
export function isCalled({ revision }: Pick<WorkshopRow, 'revision'>): boolean {
  return revision > FIRST_REVISION
}

/** Calls everybody somewhere; false when they are expected there already, or the workshop is closed. */
export async function callTo(
  db: Kysely<Database>,
  id: string,
  { here, now }: { here: WorkshopRow['here']; now: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('workshop')
    .set((row) => ({
      here,
      here_at: new Date(now).toISOString(),
      state: 'running',
      revision: row('revision', '+', 1),
    }))
    .where('id', '=', id)
    .where('state', '!=', 'closed')
    .where((where) => where.or([where('here', '!=', here), where('revision', '=', FIRST_REVISION)]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Closes a workshop; nothing changes when it is closed. */
export async function markWorkshopClosed(db: Kysely<Database>, id: string): Promise<void> {
  await db
    .updateTable('workshop')
    .set((row) => ({ state: 'closed', revision: row('revision', '+', 1) }))
    .where('id', '=', id)
    .where('state', '!=', 'closed')
    .execute()
}

/** Says when the organisation of a coaching board meets its coach; null where nothing is agreed. */
export async function putMeeting(
  db: Kysely<Database>,
  boardId: string,
  meetsAt: string | null,
): Promise<void> {
  await db.updateTable('workshop_board').set({ meets_at: meetsAt }).where('board_id', '=', boardId).execute()
}

/** Names the snapshot that the closing takes of a board, unless it is named. */
export async function reserveSnapshot(
  db: Kysely<Database>,
  boardId: string,
  snapshotId: string,
): Promise<void> {
  await db
    .updateTable('workshop_board')
    .set({ snapshot_id: snapshotId })
    .where('board_id', '=', boardId)
    .where('snapshot_id', 'is', null)
    .execute()
}

/** Makes whoever places people in a workshop wait for the one before; inside a transaction. */
export async function lockWorkshop(db: Kysely<Database>, id: string): Promise<WorkshopRow | null> {
  await db
    .updateTable('workshop')
    .set((row) => ({ revision: row.ref('revision') }))
    .where('id', '=', id)
    .execute()
  return findWorkshop(db, id)
}

/** The boards of workshops whose facts do not say yet what their workshop is. */
export async function findUntoldWorkshopBoards(db: Kysely<Database>): Promise<string[]> {
  const rows = await db
    .selectFrom('workshop_board')
    .innerJoin('workshop', 'workshop.id', 'workshop_board.workshop_id')
    .select('workshop_board.board_id as boardId')
    .whereRef('workshop_board.told_revision', '<', 'workshop.revision')
    .execute()
  return rows.map(({ boardId }) => boardId)
}

/** A board and its workshop, as its facts should say; null for a board of no workshop. */
export async function findBoardWorkshop(
  db: Kysely<Database>,
  boardId: string,
): Promise<(WorkshopRow & { kind: WorkshopBoardKind; told_revision: number }) | null> {
  const row = await db
    .selectFrom('workshop_board')
    .innerJoin('workshop', 'workshop.id', 'workshop_board.workshop_id')
    .selectAll('workshop')
    .select(['workshop_board.kind as kind', 'workshop_board.told_revision as told_revision'])
    .where('workshop_board.board_id', '=', boardId)
    .executeTakeFirst()
  return row ?? null
}

/** The board's facts say so, up to this revision. */
export async function markWorkshopTold(
  db: Kysely<Database>,
  boardId: string,
  revision: number,
): Promise<void> {
  await db
    .updateTable('workshop_board')
    .set({ told_revision: revision })
    .where('board_id', '=', boardId)
    .where('told_revision', '<', revision)
    .execute()
}
