import type { MigrationStep } from '../dialect.ts'

/** Makes the table of notes that were taken off boards lately. */
export const deletedNotes: MigrationStep = async (db) => {
  await db.schema
    .createTable('deleted_note')
    .addColumn('board_id', 'text', (column) => column.notNull().references('board.id').onDelete('cascade'))
    .addColumn('record_id', 'text', (column) => column.notNull())
    .addColumn('record', 'text', (column) => column.notNull())
    .addColumn('deleted_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('deleted_note_key', ['board_id', 'record_id'])
    .execute()
}
