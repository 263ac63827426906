import type { MigrationStep } from '../dialect.ts'

/** Boards that were renamed and do not say so yet to those who have them open. */
export const boardTitles: MigrationStep = async (db) => {
  await db.schema
    .alterTable('board')
    .addColumn('title_untold', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
}
