import { sql } from 'kysely'
import type { MigrationStep } from '../dialect.ts'

/** Makes the table of rehearsals: one row for each board that was rehearsed, one that runs for each cohort. */
export const rehearsals: MigrationStep = async (db) => {
  await db.schema
    .createTable('rehearsal')
    .addColumn('board_id', 'text', (column) =>
      column.primaryKey().notNull().references('board.id').onDelete('cascade'),
    )
    .addColumn('cohort_id', 'text', (column) => column.notNull().references('cohort.id').onDelete('cascade'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('people', 'integer', (column) => column.notNull())
    .addColumn('steps', 'integer', (column) => column.notNull())
    .addColumn('steps_done', 'integer', (column) => column.notNull())
    .addColumn('stop_asked', 'integer', (column) => column.notNull())
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('alive_at', 'text', (column) => column.notNull())
    .addColumn('report', 'text')
    .execute()
  // one at a time, whatever comes at the same moment on whichever process
  await db.schema
    .createIndex('rehearsal_running')
    .unique()
    .on('rehearsal')
    .column('cohort_id')
    .where(sql.ref('state'), '=', 'running')
    .execute()
}
