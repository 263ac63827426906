import type { Kysely, Selectable } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { CommentTables } from './tables.ts'

/** A comment as it is stored, with the name of who signed it. */
export type CommentRow = Selectable<CommentTables['comment']> & { readonly authorName: string | null }

/** What is said on a board, in the order in which it was. */
export function findComments(db: Kysely<Database>, boardId: string): Promise<CommentRow[]> {
  return db
    .selectFrom('comment')
    .leftJoin('person', 'person.id', 'comment.person_id')
    .selectAll('comment')
    .select('person.name as authorName')
    .where('comment.board_id', '=', boardId)
    .orderBy('comment.created_at')
    .orderBy('comment.id')
    .execute()
}

/** The same without the unsigned ones that no beat has counted yet: in what leaves the board they would say when they came. */
export async function findToldComments(db: Kysely<Database>, boardId: string): Promise<CommentRow[]> {
  return (await findComments(db, boardId)).filter(({ untold }) => untold === 0)
}

/** Keeps a comment and whom it names; false when it is kept already. */
export async function insertComment(
  db: Kysely<Database>,
  comment: Selectable<CommentTables['comment']>,
  mentioned: readonly string[],
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('comment')
    .values(comment)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow()
  if ((numInsertedOrUpdatedRows ?? 0n) === 0n) return false
  if (mentioned.length > 0)
    await db
      .insertInto('comment_mention')
      .values(mentioned.map((person_id) => ({ comment_id: comment.id, person_id, seen: 0 })))
      .execute()
  return true
}

/** Marks a conversation as resolved, or opens it again. */
export async function setResolved(db: Kysely<Database>, id: string, resolved: boolean): Promise<void> {
  await db
    .updateTable('comment')
    .set({ resolved: resolved ? 1 : 0 })
    .where('id', '=', id)
    .execute()
}

/** Takes a comment away; the first of a conversation takes the answers with it. */
export async function deleteComment(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('comment').where('id', '=', id).execute()
}

/** Takes back what a comment says, and whom it names; the conversation stays. */
export async function emptyComment(db: Kysely<Database>, id: string): Promise<void> {
  await db.updateTable('comment').set({ text: '' }).where('id', '=', id).execute()
  await db.deleteFrom('comment_mention').where('comment_id', '=', id).execute()
}

/** Notes that what a board says of its comments is not true any more; in the transaction of the change. */
export async function markChanged(db: Kysely<Database>, boardId: string): Promise<void> {
  await db
    .insertInto('comment_told')
    .values({ board_id: boardId, revision: 1, told_revision: 0 })
    .onConflict((conflict) =>
      conflict.column('board_id').doUpdateSet((row) => ({ revision: row('comment_told.revision', '+', 1) })),
    )
    .execute()
}

/** Has the boards count the unsigned comments that came since the last beat: all of them at once. */
export async function countUnsigned(db: Kysely<Database>): Promise<void> {
  const rows = await db
    .selectFrom('comment')
    .select('board_id as boardId')
    .distinct()
    .where('untold', '=', 1)
    .execute()
  for (const { boardId } of rows)
    await db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('comment')
        .set({ untold: 0 })
        .where('board_id', '=', boardId)
        .where('untold', '=', 1)
        .execute()
      await markChanged(transaction, boardId)
    })
}

/** The boards whose facts do not say yet where comments are. */
export async function findUntoldCommentBoards(db: Kysely<Database>): Promise<string[]> {
  const rows = await db
    .selectFrom('comment_told')
    .select('board_id as boardId')
    .whereRef('told_revision', '<', 'revision')
    .execute()
  return rows.map(({ boardId }) => boardId)
}

/** What a board was told; null for one without comments. */
export async function findTold(
  db: Kysely<Database>,
  boardId: string,
): Promise<Selectable<CommentTables['comment_told']> | null> {
  const row = await db
    .selectFrom('comment_told')
    .selectAll()
    .where('board_id', '=', boardId)
    .executeTakeFirst()
  return row ?? null
}

/** The board's facts say so, up to this revision. */
export async function markTold(db: Kysely<Database>, boardId: string, revision: number): Promise<void> {
  await db
    .updateTable('comment_told')
    .set({ told_revision: revision })
    .where('board_id', '=', boardId)
    .where('told_revision', '<', revision)
    .execute()
}

/** The zones of a board that ever had an anonymous curtain. */
export async function findAnonymousZones(db: Kysely<Database>, boardId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('curtain')
    .select('zone_id as zoneId')
    .distinct()
    .where('board_id', '=', boardId)
    .where('anonymous', '=', 1)
    .execute()
  return rows.map(({ zoneId }) => zoneId)
}

/** What names a person, the latest first. */
export function findMentions(db: Kysely<Database>, personId: string, max: number) {
  return db
    .selectFrom('comment_mention')
    .innerJoin('comment', 'comment.id', 'comment_mention.comment_id')
    .innerJoin('comment as first', (join) =>
      join.on((where) =>
        where.or([
          where('first.id', '=', where.ref('comment.thread_id')),
          where.and([
            where('comment.thread_id', 'is', null),
            where('first.id', '=', where.ref('comment.id')),
          ]),
        ]),
      ),
    )
    .leftJoin('person', 'person.id', 'comment.person_id')
    .select([
      'comment.id as commentId',
      'comment.board_id as boardId',
      'comment.target_id as targetId',
      'comment.text as text',
      'comment.created_at as at',
      'comment_mention.seen as seen',
      'first.resolved as resolved',
      'person.name as author',
    ])
    .where('comment_mention.person_id', '=', personId)
    .where('comment.untold', '=', 0)
    .orderBy('comment.created_at', 'desc')
    .orderBy('comment.id')
    .limit(max)
    .execute()
}

/** A person saw all that names her and is listed. */
export async function markSeen(db: Kysely<Database>, personId: string): Promise<void> {
  await db
    .updateTable('comment_mention')
    .set({ seen: 1 })
    .where('person_id', '=', personId)
    .where('comment_id', 'in', (query) => query.selectFrom('comment').select('id').where('untold', '=', 0))
    .execute()
}
