import type { MigrationStep } from '../dialect.ts'

/** Makes the tables of cohorts: programmes, cohorts, organisations, who is what where, and invitations. */
export const cohorts: MigrationStep = async (db) => {
  await db.schema
    .createTable('programme')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('cohort')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('programme_id', 'text', (column) => column.notNull().references('programme.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('cohort_name_once', ['programme_id', 'name_key'])
    .execute()
  await db.schema
    .createTable('organisation')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('profile', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('cohort_organisation')
    .addColumn('cohort_id', 'text', (column) => column.notNull().references('cohort.id'))
    .addColumn('organisation_id', 'text', (column) => column.notNull().references('organisation.id'))
    .addColumn('name_key', 'text', (column) => column.notNull())
    .addColumn('added_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('cohort_organisation_key', ['cohort_id', 'organisation_id'])
    .addUniqueConstraint('organisation_name_once', ['cohort_id', 'name_key'])
    .execute()
  await db.schema
    .createIndex('cohort_organisation_organisation')
    .on('cohort_organisation')
    .column('organisation_id')
    .execute()
  await db.schema
    .createTable('membership')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('person_id', 'text', (column) => column.notNull().references('person.id').onDelete('cascade'))
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('scope_kind', 'text', (column) => column.notNull())
    .addColumn('scope_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('membership_once', ['person_id', 'role', 'scope_kind', 'scope_id'])
    .execute()
  await db.schema
    .createIndex('membership_scope')
    .on('membership')
    .columns(['scope_kind', 'scope_id'])
    .execute()
  await db.schema
    .createTable('invitation')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('scope_kind', 'text', (column) => column.notNull())
    .addColumn('scope_id', 'text', (column) => column.notNull())
    // token and code are derived from it and the server's secret; neither is stored
    .addColumn('nonce', 'text', (column) => column.notNull())
    .addColumn('code_hash', 'text', (column) => column.notNull().unique())
    .addColumn('created_by', 'text', (column) => column.references('person.id').onDelete('set null'))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('revoked_at', 'text')
    .addColumn('uses', 'integer', (column) => column.notNull())
    .addColumn('max_uses', 'integer')
    .execute()
  await db.schema
    .createIndex('invitation_scope')
    .on('invitation')
    .columns(['scope_kind', 'scope_id'])
    .execute()
}
