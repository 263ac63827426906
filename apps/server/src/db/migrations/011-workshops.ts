import type { MigrationStep } from '../dialect.ts'

/** Makes the tables of workshops: their boards, who is placed where, ways in, links of the collation, and exclusions. */
export const workshops: MigrationStep = async (db) => {
  await db.schema
    .createTable('workshop')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('cohort_id', 'text', (column) => column.notNull().references('cohort.id'))
    .addColumn('request_key', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('starts_at', 'text', (column) => column.notNull())
    .addColumn('minutes', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('here', 'text', (column) => column.notNull())
    .addColumn('here_at', 'text', (column) => column.notNull())
    .addColumn('late_arrivals', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.references('person.id').onDelete('set null'))
    .addUniqueConstraint('workshop_once', ['cohort_id', 'request_key'])
    .execute()
  await db.schema
    .createTable('workshop_board')
    .addColumn('board_id', 'text', (column) =>
      column.primaryKey().notNull().references('board.id').onDelete('cascade'),
    )
    .addColumn('workshop_id', 'text', (column) =>
      column.notNull().references('workshop.id').onDelete('cascade'),
    )
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('told_revision', 'integer', (column) => column.notNull())
    .addColumn('snapshot_id', 'text')
    .execute()
  await db.schema.createIndex('workshop_board_workshop').on('workshop_board').column('workshop_id').execute()
  await db.schema
    .createTable('workshop_place')
    .addColumn('workshop_id', 'text', (column) =>
      column.notNull().references('workshop.id').onDelete('cascade'),
    )
    .addColumn('organisation_id', 'text', (column) =>
      column.notNull().references('organisation.id').onDelete('cascade'),
    )
    .addColumn('board_id', 'text', (column) => column.notNull().references('board.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('workshop_place_key', ['workshop_id', 'organisation_id'])
    .execute()
  await db.schema
    .createTable('workshop_guest')
    .addColumn('workshop_id', 'text', (column) =>
      column.notNull().references('workshop.id').onDelete('cascade'),
    )
    .addColumn('person_id', 'text', (column) => column.notNull().references('person.id').onDelete('cascade'))
    .addColumn('organisation_id', 'text', (column) =>
      column.references('organisation.id').onDelete('set null'),
    )
    .addColumn('said', 'text')
    .addColumn('board_id', 'text', (column) => column.references('board.id').onDelete('set null'))
    .addPrimaryKeyConstraint('workshop_guest_key', ['workshop_id', 'person_id'])
    .execute()
  await db.schema
    .createTable('workshop_invitation')
    .addColumn('invitation_id', 'text', (column) =>
      column.primaryKey().notNull().references('invitation.id').onDelete('cascade'),
    )
    .addColumn('workshop_id', 'text', (column) =>
      column.notNull().references('workshop.id').onDelete('cascade'),
    )
    .addColumn('organisation_id', 'text', (column) =>
      column.references('organisation.id').onDelete('cascade'),
    )
    .execute()
  await db.schema
    .createTable('workshop_link')
    .addColumn('workshop_id', 'text', (column) =>
      column.notNull().references('workshop.id').onDelete('cascade'),
    )
    .addColumn('first_item', 'text', (column) => column.notNull())
    .addColumn('second_item', 'text', (column) => column.notNull())
    .addColumn('link', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('workshop_link_key', ['workshop_id', 'first_item', 'second_item'])
    .execute()
  await db.schema
    .createTable('exclusion')
    .addColumn('cohort_id', 'text', (column) => column.notNull().references('cohort.id').onDelete('cascade'))
    .addColumn('first_id', 'text', (column) =>
      column.notNull().references('organisation.id').onDelete('cascade'),
    )
    .addColumn('second_id', 'text', (column) =>
      column.notNull().references('organisation.id').onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('exclusion_key', ['cohort_id', 'first_id', 'second_id'])
    .execute()
}
