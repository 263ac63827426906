import type { MigrationStep } from '../dialect.ts'

/** Who waits in a workshop because a coach said so: an organisation, or a guest who has none. */
export const waitingByHand: MigrationStep = async (db) => {
  await db.schema
    .createTable('workshop_held')
    .addColumn('workshop_id', 'text', (column) =>
      column.notNull().references('workshop.id').onDelete('cascade'),
    )
    .addColumn('organisation_id', 'text', (column) =>
      column.notNull().references('organisation.id').onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('workshop_held_key', ['workshop_id', 'organisation_id'])
    .execute()
  await db.schema
    .alterTable('workshop_guest')
    .addColumn('held', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
}
