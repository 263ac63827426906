import type { MigrationStep } from '../dialect.ts'

/** Makes the table of how the people in a room are shown: in a room's own row, changing it would wait for snapshots that are being written. */
export const syncManners: MigrationStep = async (db) => {
  await db.schema
    .createTable('sync_manners')
    .addColumn('room_id', 'text', (column) =>
      column.primaryKey().notNull().references('sync_room.id').onDelete('cascade'),
    )
    .addColumn('manners', 'text', (column) => column.notNull())
    .execute()
}
