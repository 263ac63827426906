import type { MigrationStep } from '../dialect.ts'

/**
 * Keeps at which address everybody could read what is for few readers by now, and which public cases name somebody who
 * was erased.
 */
export const narrowedErased: MigrationStep = async (db) => {
  await db.schema.alterTable('case_publication').addColumn('public_key', 'text').execute()
  // whoever asks for an address where nothing is asks for this
  await db.schema
    .createIndex('case_publication_public_key')
    .on('case_publication')
    .column('public_key')
    .execute()
  await db.schema
    .createTable('erasure_case')
    .addColumn('erasure_id', 'text', (column) =>
      column.notNull().references('erasure.id').onDelete('cascade'),
    )
    .addColumn('case_id', 'text', (column) => column.notNull().references('case_draft.id'))
    .addPrimaryKeyConstraint('erasure_case_pk', ['erasure_id', 'case_id'])
    .execute()
  await db.schema.createIndex('erasure_case_case').on('erasure_case').column('case_id').execute()
}
