import { sql } from 'kysely'
import type { MigrationStep } from '../dialect.ts'

/** Makes the tables of private writing. */
export const privateWriting: MigrationStep = async (db, dialect) => {
  await db.schema
    .createTable('curtain')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('board_id', 'text', (column) => column.notNull().references('board.id').onDelete('cascade'))
    .addColumn('zone_id', 'text', (column) => column.notNull())
    .addColumn('zone', 'text', (column) => column.notNull())
    .addColumn('anonymous', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('room', 'integer')
    .addColumn('hidden_told', 'integer', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('told_revision', 'integer', (column) => column.notNull())
    .addColumn('drawn_at', 'text', (column) => column.notNull())
    .execute()
  // one for each zone, whatever comes at the same moment
  await db.schema
    .createIndex('curtain_hanging')
    .unique()
    .on('curtain')
    .columns(['board_id', 'zone_id'])
    .where(sql.ref('state'), '<>', 'lifted')
    .execute()
  const notes = db.schema
    .createTable('private_note')
    .addColumn('curtain_id', 'text', (column) =>
      column.notNull().references('curtain.id').onDelete('cascade'),
    )
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('key_hash', 'text')
    .addColumn('person_id', 'text', (column) => column.references('person.id').onDelete('cascade'))
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('cells', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('record_id', 'text')
    .addPrimaryKeyConstraint('private_note_key', ['curtain_id', 'id'])
  // a rowid would say in which order they came (A5)
  await (dialect === 'sqlite' ? notes.modifyEnd(sql`without rowid`) : notes).execute()
  await db.schema
    .createIndex('private_note_of_person')
    .on('private_note')
    .column('person_id')
    .where(sql.ref('person_id'), 'is not', null)
    .execute()
}
