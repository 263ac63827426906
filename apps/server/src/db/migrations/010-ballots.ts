import { sql } from 'kysely'
import type { MigrationStep } from '../dialect.ts'

/** Makes the tables of ballots, and notes up to which form the content of every board was brought. */
export const ballots: MigrationStep = async (db) => {
  await db.schema
    .createTable('ballot')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('board_id', 'text', (column) => column.notNull().references('board.id').onDelete('cascade'))
    .addColumn('zone_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('budget', 'integer')
    .addColumn('per_item', 'integer')
    .addColumn('scale_min', 'integer')
    .addColumn('scale_max', 'integer')
    .addColumn('keys', 'text')
    .addColumn('result', 'text')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('told_revision', 'integer', (column) => column.notNull())
    .addColumn('opened_at', 'text', (column) => column.notNull())
    .addColumn('closed_at', 'text')
    .execute()
  await db.schema
    .createIndex('ballot_by_zone')
    .on('ballot')
    .columns(['board_id', 'zone_id', 'opened_at'])
    .execute()
  // one open ballot for each zone, whatever comes at the same moment
  await db.schema
    .createIndex('ballot_open')
    .unique()
    .on('ballot')
    .columns(['board_id', 'zone_id'])
    .where(sql.ref('state'), '=', 'open')
    .execute()
  await db.schema
    .createTable('ballot_cast')
    .addColumn('ballot_id', 'text', (column) => column.notNull().references('ballot.id').onDelete('cascade'))
    .addColumn('respondent', 'text', (column) => column.notNull())
    .addColumn('votes', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('ballot_cast_key', ['ballot_id', 'respondent'])
    .execute()
  await db.schema
    .alterTable('board')
    .addColumn('content_form', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
}
