import { bytesType, type MigrationStep } from '../dialect.ts'

/**
 * Makes the tables of what is erased: erasures under way and done, when cohorts end, how long their raw boards are kept,
 * and what was decided about that.
 */
export const erasures: MigrationStep = async (db, dialect) => {
  await db.schema
    .createTable('erasure')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('subject', bytesType(dialect))
    .addColumn('asked_by', 'text', (column) => column.references('person.id').onDelete('set null'))
    .addColumn('asked_at', 'text', (column) => column.notNull())
    .addColumn('done_at', 'text')
    .addColumn('counts', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('erasure_state').on('erasure').column('state').execute()
  await db.schema.alterTable('snapshot').addColumn('erased_at', 'text').execute()
  await db.schema
    .createTable('retention')
    .addColumn('cohort_id', 'text', (column) =>
      column.primaryKey().notNull().references('cohort.id').onDelete('cascade'),
    )
    .addColumn('ended_on', 'text')
    .addColumn('keep_months', 'integer')
    .addColumn('paused_at', 'text')
    .addColumn('pause_reason', 'text', (column) => column.notNull())
    .addColumn('erased_at', 'text')
    .execute()
  await db.schema
    .createTable('programme_retention')
    .addColumn('programme_id', 'text', (column) =>
      column.primaryKey().notNull().references('programme.id').onDelete('cascade'),
    )
    .addColumn('keep_months', 'integer', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('retention_log')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('cohort_id', 'text', (column) => column.notNull().references('cohort.id').onDelete('cascade'))
    .addColumn('act', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.references('person.id').onDelete('set null'))
    .addColumn('facts', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('retention_log_cohort').on('retention_log').column('cohort_id').execute()
}
