import type { MigrationStep } from '../dialect.ts'

/** Keeps how the script of a board ran when its session was closed, and what sessions decided, until it is done. */
export const packs: MigrationStep = async (db) => {
  await db.schema.alterTable('workshop_board').addColumn('course', 'text').execute()
  await db.schema
    .createTable('workshop_action')
    .addColumn('board_id', 'text', (column) => column.notNull().references('board.id').onDelete('cascade'))
    .addColumn('item_id', 'text', (column) => column.notNull())
    .addColumn('workshop_id', 'text', (column) =>
      column.notNull().references('workshop.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('who', 'text', (column) => column.notNull())
    .addColumn('due', 'text', (column) => column.notNull())
    .addColumn('done_in', 'text')
    .addPrimaryKeyConstraint('workshop_action_key', ['board_id', 'item_id'])
    .execute()
  await db.schema
    .createIndex('workshop_action_workshop')
    .on('workshop_action')
    .column('workshop_id')
    .execute()
}
