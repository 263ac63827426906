import type { MigrationStep } from '../dialect.ts'

/** Makes the tables of comments: what is said, whom it names, and what boards know of it. */
export const comments: MigrationStep = async (db) => {
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
    .execute()
  await db.schema.createIndex('comment_mention_person').on('comment_mention').column('person_id').execute()
  await db.schema
    .createTable('comment_told')
    .addColumn('board_id', 'text', (column) =>
      column.primaryKey().notNull().references('board.id').onDelete('cascade'),
    )
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('told_revision', 'integer', (column) => column.notNull())
    .execute()
}
