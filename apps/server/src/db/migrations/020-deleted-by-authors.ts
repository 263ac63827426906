import type { MigrationStep } from '../dialect.ts'

/** Which deleted notes their own authors took away: they make room first. */
export const deletedByAuthors: MigrationStep = async (db) => {
  await db.schema
    .alterTable('deleted_note')
    .addColumn('own', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema.createIndex('deleted_note_age').on('deleted_note').column('deleted_at').execute()
}
