import type { MigrationStep } from '../dialect.ts'

/** Makes the tables of doors: whether they are locked, which boards are behind them, and how people stand at them. */
export const doors: MigrationStep = async (db) => {
  await db.schema
    .createTable('door')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('locked', 'integer', (column) => column.notNull())
    .addColumn('locked_at', 'text')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('door_board')
    .addColumn('board_id', 'text', (column) =>
      column.primaryKey().notNull().references('board.id').onDelete('cascade'),
    )
    .addColumn('door_id', 'text', (column) => column.notNull().references('door.id').onDelete('cascade'))
    .addColumn('told_revision', 'integer', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('door_board_door').on('door_board').column('door_id').execute()
  await db.schema
    .createTable('door_pass')
    .addColumn('door_id', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.notNull().references('person.id').onDelete('cascade'))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('door_pass_key', ['door_id', 'person_id'])
    .execute()
  await db.schema.createIndex('door_pass_person').on('door_pass').column('person_id').execute()
}
