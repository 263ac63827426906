import type { MigrationStep } from '../dialect.ts'

/** Makes the library's revision, and what it reads of each publication. */
export const library: MigrationStep = async (db) => {
  await db.schema
    .createTable('library_state')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .execute()
  await db.schema
    .alterTable('case_publication')
    .addColumn('changed_revision', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema
    .alterTable('case_publication')
    .addColumn('naming', 'text', (column) => column.notNull().defaultTo('pseudonym'))
    .execute()
  await db.schema
    .alterTable('case_publication')
    .addColumn('counted', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute()
  await db.schema
    .createIndex('case_publication_changed')
    .on('case_publication')
    .column('changed_revision')
    .execute()
}
