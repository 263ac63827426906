import { sql } from 'kysely'
import type { MigrationStep } from '../dialect.ts'

/**
 * Makes it known whose a board and a name were at any time: an organisation that was moved to another group still has
 * to agree to what it wrote before, and one that was renamed is known by its former names.
 */
export const caseOwners: MigrationStep = async (db) => {
  await db.schema
    .createTable('board_writer')
    .addColumn('board_id', 'text', (column) => column.notNull().references('board.id').onDelete('cascade'))
    .addColumn('organisation_id', 'text', (column) =>
      column.notNull().references('organisation.id').onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('board_writer_key', ['board_id', 'organisation_id'])
    .execute()
  await sql`insert into board_writer (board_id, organisation_id)
    select distinct board_id, organisation_id from workshop_place`.execute(db)
  await db.schema.alterTable('former_name').addColumn('subject_id', 'text').execute()
}
