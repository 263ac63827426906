import type { Insertable, Kysely, Selectable } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { SnapshotTable } from './tables.ts'

/** All of a snapshot but its content. */
export type SnapshotHead = Omit<Selectable<SnapshotTable>, 'content' | 'erased_at'>

const HEAD = [
  'id',
  'board_id',
  'cohort_id',
  'board_title',
  'name',
  'offered',
  'template_id',
  'template_version',
  'hash',
  'items',
  'taken_at',
  'taken_by',
] as const

/** Keeps a new snapshot. */
export async function insertSnapshot(
  db: Kysely<Database>,
  snapshot: Insertable<SnapshotTable>,
): Promise<void> {
  await db.insertInto('snapshot').values(snapshot).execute()
}

/** The snapshot, or undefined. */
export async function findSnapshotHead(db: Kysely<Database>, id: string): Promise<SnapshotHead | undefined> {
  return db.selectFrom('snapshot').select(HEAD).where('id', '=', id).executeTakeFirst()
}

/** The snapshot's canonical JSON, or undefined. */
export async function findSnapshotContent(db: Kysely<Database>, id: string): Promise<string | undefined> {
  const row = await db.selectFrom('snapshot').select('content').where('id', '=', id).executeTakeFirst()
  return row?.content
}

/** Snapshots of a board, newest first. */
export async function listSnapshotsOfBoard(db: Kysely<Database>, boardId: string): Promise<SnapshotHead[]> {
  return db
    .selectFrom('snapshot')
    .select(HEAD)
    .where('board_id', '=', boardId)
    .orderBy('taken_at', 'desc')
    .orderBy('id')
    .execute()
}

/** Snapshots of a cohort that were offered to the team that writes cases, newest first. */
export async function listOfferedSnapshots(db: Kysely<Database>, cohortId: string): Promise<SnapshotHead[]> {
  return db
    .selectFrom('snapshot')
    .select(HEAD)
    .where('cohort_id', '=', cohortId)
    .where('offered', '=', 1)
    .orderBy('taken_at', 'desc')
    .orderBy('id')
    .execute()
}

/** Offers a snapshot or takes the offer back: the only change there is. */
export async function setSnapshotOffered(db: Kysely<Database>, id: string, offered: boolean): Promise<void> {
  await db
    .updateTable('snapshot')
    .set({ offered: offered ? 1 : 0 })
    .where('id', '=', id)
    .execute()
}
