import type { MigrationStep } from '../dialect.ts'

/** Ballots of which each organisation has one, and voices that are given for people without a device. */
export const ballotVoices: MigrationStep = async (db) => {
  await db.schema
    .alterTable('ballot')
    .addColumn('voter', 'text', (column) => column.notNull().defaultTo('person'))
    .execute()
  await db.schema
    .alterTable('ballot_cast')
    .addColumn('voices', 'integer', (column) => column.notNull().defaultTo(1))
    .execute()
}
