import type { MigrationStep } from '../dialect.ts'

/** Makes the tables of snapshots. */
export const snapshots: MigrationStep = async (db) => {
  await db.schema
    .createTable('snapshot')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('board_id', 'text', (column) => column.notNull().references('board.id'))
    .addColumn('cohort_id', 'text', (column) => column.notNull().references('cohort.id'))
    .addColumn('board_title', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('offered', 'integer', (column) => column.notNull())
    .addColumn('template_id', 'text', (column) => column.notNull())
    .addColumn('template_version', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('items', 'integer', (column) => column.notNull())
    .addColumn('taken_at', 'text', (column) => column.notNull())
    .addColumn('taken_by', 'text', (column) => column.references('person.id').onDelete('set null'))
    .execute()
  await db.schema.createIndex('snapshot_by_board').on('snapshot').columns(['board_id', 'taken_at']).execute()
  await db.schema
    .createIndex('snapshot_by_cohort')
    .on('snapshot')
    .columns(['cohort_id', 'offered', 'taken_at'])
    .execute()
}
