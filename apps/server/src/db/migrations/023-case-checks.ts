import type { MigrationStep } from '../dialect.ts'

/** Makes the table of what editors answered when asked whether somebody could guess whose case it is. */
export const caseChecks: MigrationStep = async (db) => {
  await db.schema
    .createTable('case_check')
    .addColumn('case_id', 'text', (column) =>
      column.primaryKey().notNull().references('case_draft.id').onDelete('cascade'),
    )
    .addColumn('population', 'text')
    .addColumn('population_for', 'text')
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('links', 'text', (column) => column.notNull())
    .execute()
}
