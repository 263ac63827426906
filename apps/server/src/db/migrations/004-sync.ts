import { bytesType, type MigrationStep } from '../dialect.ts'

/** Makes the tables of sync. */
export const sync: MigrationStep = async (db, dialect) => {
  const bytes = bytesType(dialect)
  await db.schema
    .createTable('sync_room')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('epoch', 'text', (column) => column.notNull())
    .addColumn('server_client', 'bigint', (column) => column.notNull())
    .addColumn('snapshot', bytes, (column) => column.notNull())
    .addColumn('state_vector', bytes, (column) => column.notNull())
    .addColumn('snapshot_seq', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('sync_update')
    .addColumn('room_id', 'text', (column) => column.notNull().references('sync_room.id').onDelete('cascade'))
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('body', bytes, (column) => column.notNull())
    .addPrimaryKeyConstraint('sync_update_pk', ['room_id', 'seq'])
    .execute()
  await db.schema
    .createTable('sync_claim')
    .addColumn('room_id', 'text', (column) => column.notNull().references('sync_room.id').onDelete('cascade'))
    .addColumn('client', 'bigint', (column) => column.notNull())
    .addColumn('author_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('sync_claim_pk', ['room_id', 'client'])
    .execute()
}
