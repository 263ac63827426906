import { type Kysely, sql } from 'kysely'
import type { MigrationStep } from '../dialect.ts'

/**
 * An unsigned comment says nothing of its moment: its row has no number that counts up (as A5 of private notes), and
 * boards count it with the next beat. Rows on SQLite are put in anew, in the order of their random ids.
 */
export const commentsWithoutMoment: MigrationStep = async (db, dialect) => {
  if (dialect === 'sqlite') await makeAnew(db)
  else await addUntold(db)
  await db.schema
    .createIndex('comment_untold')
    .on('comment')
    .column('board_id')
    .where(sql.ref('untold'), '=', 1)
    .execute()
}

type Db = Kysely<Record<string, Record<string, unknown>>>

async function addUntold(db: Db): Promise<void> {
  await db.schema
    .alterTable('comment')
    .addColumn('untold', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
}

async function makeAnew(db: Db): Promise<void> {
  for (const table of ['comment', 'comment_mention'])
    await sql`create temporary table ${sql.ref(`kept_${table}`)} as select * from ${sql.ref(table)}`.execute(
      db,
    )
  await db.schema.dropTable('comment_mention').execute()
  await db.schema.dropTable('comment').execute()
  await db.schema
    .createTable('comment')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('board_id', 'text', (column) => column.notNull().references('board.id').onDelete('cascade'))
    .addColumn('target_id', 'text', (column) => column.notNull())
    .addColumn('thread_id', 'text', (column) => column.references('comment.id').onDelete('cascade'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.references('person.id').onDelete('set null'))
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('resolved', 'integer', (column) => column.notNull())
    .addColumn('untold', 'integer', (column) => column.notNull().defaultTo(0))
    .modifyEnd(sql`without rowid`)
    .execute()
  await db.schema.createIndex('comment_board').on('comment').column('board_id').execute()
  await db.schema.createIndex('comment_person').on('comment').column('person_id').execute()
  await db.schema
    .createTable('comment_mention')
    .addColumn('comment_id', 'text', (column) =>
      column.notNull().references('comment.id').onDelete('cascade'),
    )
    .addColumn('person_id', 'text', (column) => column.notNull().references('person.id').onDelete('cascade'))
    .addColumn('seen', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('comment_mention_key', ['comment_id', 'person_id'])
    .modifyEnd(sql`without rowid`)
    .execute()
  await db.schema.createIndex('comment_mention_person').on('comment_mention').column('person_id').execute()
  await sql`
    insert into comment (id, board_id, target_id, thread_id, kind, person_id, text, created_at, resolved)
    select id, board_id, target_id, thread_id, kind, person_id, text, created_at, resolved
    from kept_comment order by id`.execute(db)
  await sql`insert into comment_mention select comment_id, person_id, seen from kept_comment_mention`.execute(
    db,
  )
  for (const table of ['comment', 'comment_mention'])
    await sql`drop table ${sql.ref(`kept_${table}`)}`.execute(db)
}
