import { bytesType, type MigrationStep } from '../dialect.ts'

/** Makes the tables of the pictures that may enter cases, as pixels alone, and of who is called what in which case, sealed. */
export const caseImagesVaults: MigrationStep = async (db, dialect) => {
  await db.schema
    .createTable('case_image')
    .addColumn('case_id', 'text', (column) => column.notNull().references('case_draft.id'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('png', bytesType(dialect), (column) => column.notNull())
    .addColumn('said', 'text')
    .addPrimaryKeyConstraint('case_image_pk', ['case_id', 'id'])
    .execute()
  await db.schema
    .createTable('case_vault')
    .addColumn('case_id', 'text', (column) => column.primaryKey().notNull().references('case_draft.id'))
    .addColumn('sealed', bytesType(dialect), (column) => column.notNull())
    .addColumn('kept_at', 'text', (column) => column.notNull())
    .execute()
}
