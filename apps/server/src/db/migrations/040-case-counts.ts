import type { MigrationStep } from '../dialect.ts'

/** Makes the table of cases that are counted and not told: their tags, and nothing else of them. */
export const caseCounts: MigrationStep = async (db) => {
  await db.schema
    .createTable('case_count')
    .addColumn('case_id', 'text', (column) => column.primaryKey().notNull().references('case_draft.id'))
    .addColumn('tags', 'text', (column) => column.notNull())
    .addColumn('year', 'integer', (column) => column.notNull())
    .execute()
}
