import { randomBytes } from 'node:crypto'
import type { LocalisedText } from '@tablee/board'
import { type BOARD_STATUSES, localisedTextSchema } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { type BoardGroup, findBoardGroups } from '../cohorts/board-store.ts'
import type { Database } from '../db/schema.ts'
import { CONTENT_FORM } from './upgrade-old-board.ts'

/** Length of a board's key for actor ids, in bytes (256 bits). */
const ACTOR_KEY_BYTES = 32

/** Whether a board is written on or only read. */
export type BoardStatus = (typeof BOARD_STATUSES)[number]

/** A board as it is stored, with the names around it. */
export interface BoardRow {
  readonly id: string
  readonly title: string
  /** What the actor ids of this board are made with. */
  readonly actorKey: string
  readonly status: BoardStatus
  readonly cohort: { readonly id: string; readonly name: string }
  /** Null for a plenary board. */
  readonly organisation: { readonly id: string; readonly name: string } | null
  /** The same in short, as its place is made of. */
  readonly organisationId: string | null
  /** The group of a workshop that it is for; null when it is for none. */
  readonly group: BoardGroup | null
  readonly template: {
    readonly id: string
    readonly version: string
    readonly family: string
    readonly title: LocalisedText
  }
  readonly createdAt: string
}

/** What a new board is made of. */
export interface NewBoard {
  id: string
  cohortId: string
  organisationId: string | null
  title: string
  template: { id: string; version: string; family: string; title: LocalisedText }
  personId: string | null
}

/** One board. */
export async function findBoard(db: Kysely<Database>, id: string): Promise<BoardRow | null> {
  const rows = await selectBoards(db).where('board.id', '=', id).execute()
  return (await toBoards(db, rows))[0] ?? null
}

/** The boards of a cohort, oldest first. */
export async function findBoardsOfCohort(db: Kysely<Database>, cohortId: string): Promise<BoardRow[]> {
  const rows = await selectBoards(db)
    .where('board.cohort_id', '=', cohortId)
    .orderBy('board.created_at')
    .orderBy('board.id')
    .execute()
  return toBoards(db, rows)
}

/** The boards made from a method, oldest first. */
export async function findBoardsOfTemplate(db: Kysely<Database>, templateId: string): Promise<BoardRow[]> {
  const rows = await selectBoards(db)
    .where('board.template_id', '=', templateId)
    .orderBy('board.created_at')
    .orderBy('board.id')
    .execute()
  return toBoards(db, rows)
}

/** Notes which version of its method a board has by now; the board's own document comes first. */
export async function setBoardTemplate(
  db: Kysely<Database>,
  id: string,
  { version, title, boardTitle }: { version: string; title: LocalisedText; boardTitle: string },
): Promise<void> {
  await db
    .updateTable('board')
    .set((eb) => ({
      template_version: version,
      template_title: JSON.stringify(title),
      title: boardTitle,
      title_untold: eb.case().when('title', '=', boardTitle).then(eb.ref('title_untold')).else(1).end(),
    }))
    .where('id', '=', id)
    .execute()
}

/** Keeps a new board; it is open. */
export async function insertBoard(db: Kysely<Database>, board: NewBoard, now: number): Promise<void> {
  await db
    .insertInto('board')
    .values({
      id: board.id,
      cohort_id: board.cohortId,
      organisation_id: board.organisationId,
      title: board.title,
      title_untold: 0,
      actor_key: randomBytes(ACTOR_KEY_BYTES).toString('base64url'),
      status: 'open',
      template_id: board.template.id,
      template_version: board.template.version,
      template_family: board.template.family,
      template_title: JSON.stringify(board.template.title),
      content_form: CONTENT_FORM,
      created_at: new Date(now).toISOString(),
      created_by: board.personId,
    })
    .execute()
}

/** Changes a board's title, its status or both. */
export async function updateBoard(
  db: Kysely<Database>,
  id: string,
  change: { title?: string | undefined; status?: BoardStatus | undefined },
): Promise<void> {
  if (change.title === undefined && change.status === undefined) return
  await db
    .updateTable('board')
    .set({ ...change, ...(change.title !== undefined && { title_untold: 1 }) })
    .where('id', '=', id)
    .execute()
}

/** The boards whose documents do not say yet how they are called. */
export async function findUntoldTitles(db: Kysely<Database>): Promise<string[]> {
  const rows = await db.selectFrom('board').select('id').where('title_untold', '=', 1).execute()
  return rows.map(({ id }) => id)
}

/** How a board is called, when its document does not say so yet. */
export async function findTitle(db: Kysely<Database>, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('board')
    .select('title')
    .where('id', '=', id)
    .where('title_untold', '=', 1)
    .executeTakeFirst()
  return row?.title ?? null
}

/** Notes that a document says this title; one that was given meanwhile is told after it. */
export async function markTitleTold(db: Kysely<Database>, id: string, title: string): Promise<void> {
  await db
    .updateTable('board')
    .set({ title_untold: 0 })
    .where('id', '=', id)
    .where('title', '=', title)
    .execute()
}

function selectBoards(db: Kysely<Database>) {
  return db
    .selectFrom('board')
    .innerJoin('cohort', 'cohort.id', 'board.cohort_id')
    .leftJoin('organisation', 'organisation.id', 'board.organisation_id')
    .select([
      'board.id as id',
      'board.title as title',
      'board.actor_key as actorKey',
      'board.status as status',
      'board.template_id as templateId',
      'board.template_version as templateVersion',
      'board.template_family as templateFamily',
      'board.template_title as templateTitle',
      'board.created_at as createdAt',
      'cohort.id as cohortId',
      'cohort.name as cohortName',
      'organisation.id as organisationId',
      'organisation.name as organisationName',
    ])
}

type SelectedBoard = Awaited<ReturnType<ReturnType<typeof selectBoards>['executeTakeFirstOrThrow']>>

async function toBoards(db: Kysely<Database>, rows: readonly SelectedBoard[]): Promise<BoardRow[]> {
  const groupOf = await findBoardGroups(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => toBoard(row, groupOf.get(row.id) ?? null))
}

function toBoard(row: SelectedBoard, group: BoardGroup | null): BoardRow {
  const { organisationId, organisationName } = row
  return {
    group,
    organisationId,
    id: row.id,
    title: row.title,
    actorKey: row.actorKey,
    status: row.status,
    cohort: { id: row.cohortId, name: row.cohortName },
    organisation:
      organisationId === null || organisationName === null
        ? null
        : { id: organisationId, name: organisationName },
    template: {
      id: row.templateId,
      version: row.templateVersion,
      family: row.templateFamily,
      title: localisedTextSchema.parse(JSON.parse(row.templateTitle)),
    },
    createdAt: row.createdAt,
  }
}
