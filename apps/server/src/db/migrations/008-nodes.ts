import type { MigrationStep } from '../dialect.ts'

/** Makes the table of the processes that serve this database. */
export const nodes: MigrationStep = async (db) => {
  await db.schema
    .createTable('node')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('address', 'text')
    .addColumn('schema', 'text', (column) => column.notNull())
    .addColumn('key_check', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()
}
