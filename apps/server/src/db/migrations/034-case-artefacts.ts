import type { MigrationStep } from '../dialect.ts'

/** Makes the tables of what is published beside a case's text, and of files that are to be deleted. */
export const caseArtefacts: MigrationStep = async (db) => {
  await db.schema
    .createTable('case_artefact')
    .addColumn('document_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('bytes', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('case_artefact_pk', ['document_id', 'name'])
    .execute()
  await db.schema
    .createTable('file_purge')
    .addColumn('document_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('not_before', 'text', (column) => column.notNull())
    .execute()
  // what a public case was last read with, and where something was found that had not been known
  await db.schema
    .alterTable('case_publication')
    .addColumn('read_with', 'text', (column) => column.notNull().defaultTo(''))
    .execute()
  await db.schema
    .alterTable('case_publication')
    .addColumn('found_since', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute()
}
