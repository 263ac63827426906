import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'

/** Of a board, what its place among cohorts and organisations is made of. */
export interface PlacedBoard {
  readonly id: string
  readonly title: string
  readonly cohortId: string
  /** Null for a plenary board of the whole cohort, and for the board of a workshop's group. */
  readonly organisationId: string | null
  /** Null unless it is the board of a workshop's group. */
  readonly group: BoardGroup | null
}

/** The group of a workshop that a board is for. */
export interface BoardGroup {
  /** Who was placed in it; none for the board on which the groups are collated. */
  readonly organisationIds: readonly string[]
  /** The boards of all groups of its workshop. */
  readonly boardIds: readonly string[]
}

/** Some boards; the tables are of `boards/` and `workshops/`, read here for places and names only. */
export async function findPlacedBoards(
  db: Kysely<Database>,
  by: { ids: readonly string[] } | { cohortId: string } | { organisationId: string },
): Promise<PlacedBoard[]> {
  if ('ids' in by && by.ids.length === 0) return []
  const query = db
    .selectFrom('board')
    .select(['id', 'title', 'cohort_id as cohortId', 'organisation_id as organisationId'])
  const boards = await ('ids' in by
    ? query.where('id', 'in', by.ids)
    : 'cohortId' in by
      ? query.where('cohort_id', '=', by.cohortId)
      : query.where('organisation_id', '=', by.organisationId)
  ).execute()
  const groupOf = await findBoardGroups(
    db,
    boards.map(({ id }) => id),
  )
  return boards.map((board) => ({ ...board, group: groupOf.get(board.id) ?? null }))
}

/** Remembers that an organisation may write on the board of a group: it has to agree to what comes of it, also later. */
export async function rememberWriter(
  db: Kysely<Database>,
  { boardId, organisationId }: { boardId: string; organisationId: string },
): Promise<void> {
  await db
    .insertInto('board_writer')
    .values({ board_id: boardId, organisation_id: organisationId })
    .onConflict((conflict) => conflict.columns(['board_id', 'organisation_id']).doNothing())
    .execute()
}

/** Every organisation that ever was in the group of a board. */
export async function findWriters(db: Kysely<Database>, boardId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('board_writer')
    .select('organisation_id')
    .where('board_id', '=', boardId)
    .execute()
  return rows.map(({ organisation_id }) => organisation_id)
}

/** Which of these boards are for groups of a workshop, and for whom. */
export async function findBoardGroups(
  db: Kysely<Database>,
  boardIds: readonly string[],
): Promise<ReadonlyMap<string, BoardGroup>> {
  if (boardIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('workshop_board as asked')
    .innerJoin('workshop_board as sibling', 'sibling.workshop_id', 'asked.workshop_id')
    .select(['sibling.board_id as boardId', 'sibling.workshop_id as workshopId'])
    .distinct()
    .where('asked.board_id', 'in', boardIds)
    .where('sibling.kind', 'in', ['group', 'collated'])
    .execute()
  if (rows.length === 0) return new Map()
  const places = await db
    .selectFrom('workshop_place')
    .select(['board_id as boardId', 'organisation_id as organisationId'])
    .where(
      'board_id',
      'in',
      rows.map(({ boardId }) => boardId),
    )
    .execute()
  return new Map(
    rows.map(({ boardId, workshopId }) => [
      boardId,
      {
        organisationIds: places
          .filter((place) => place.boardId === boardId)
          .map(({ organisationId }) => organisationId),
        boardIds: rows.filter((row) => row.workshopId === workshopId).map((row) => row.boardId),
      },
    ]),
  )
}
