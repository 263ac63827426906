import type { MigrationStep } from '../dialect.ts'

/** Makes the tables of boards. */
export const boards: MigrationStep = async (db) => {
  await db.schema
    .createTable('board')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('cohort_id', 'text', (column) => column.notNull().references('cohort.id'))
    .addColumn('organisation_id', 'text', (column) => column.references('organisation.id'))
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('actor_key', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('template_id', 'text', (column) => column.notNull())
    .addColumn('template_version', 'text', (column) => column.notNull())
    .addColumn('template_family', 'text', (column) => column.notNull())
    .addColumn('template_title', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.references('person.id').onDelete('set null'))
    .execute()
  await db.schema
    .createIndex('board_by_cohort')
    .on('board')
    .columns(['cohort_id', 'organisation_id', 'created_at'])
    .execute()
}
