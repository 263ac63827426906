import { sql } from 'kysely'
import { bytesType, type MigrationStep } from '../dialect.ts'

/** Cuts snapshots into parts, and lets one of several processes hold a room. */
export const syncParts: MigrationStep = async (db, dialect) => {
  await db.schema
    .alterTable('sync_room')
    .addColumn('fence', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema.alterTable('sync_room').addColumn('holder', 'text').execute()
  await db.schema
    .alterTable('sync_room')
    .addColumn('generation', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema
    .createTable('sync_part')
    .addColumn('room_id', 'text', (column) => column.notNull().references('sync_room.id').onDelete('cascade'))
    .addColumn('generation', 'integer', (column) => column.notNull())
    .addColumn('part', 'integer', (column) => column.notNull())
    .addColumn('body', bytesType(dialect), (column) => column.notNull())
    .addPrimaryKeyConstraint('sync_part_pk', ['room_id', 'generation', 'part'])
    .execute()
  await db.schema.alterTable('sync_update').addColumn('clocks', bytesType(dialect)).execute()
  await sql`insert into sync_part (room_id, generation, part, body) select id, 0, 0, snapshot from sync_room`.execute(
    db,
  )
  await db.schema.alterTable('sync_room').dropColumn('snapshot').execute()
}
