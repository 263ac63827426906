import type { Kysely } from 'kysely'
import { bytesType, type MigrationStep } from '../dialect.ts'

/**
 * What organisations answer, second readings, and the log of decisions. Drafts know every organisation of the boards
 * that they were drawn from; that an editor once ticked « l'organisation a lu » is no answer of the organisation, and
 * goes: no draft is approved after this.
 */
export const consents: MigrationStep = async (db, dialect) => {
  await db.schema
    .createTable('consent_link')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('cohort_id', 'text', (column) => column.notNull().references('cohort.id'))
    .addColumn('organisation_id', 'text', (column) => column.notNull().references('organisation.id'))
    .addColumn('case_id', 'text', (column) => column.notNull())
    .addColumn('nonce', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.references('person.id').onDelete('set null'))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('revoked_at', 'text')
    .execute()
  await db.schema
    .createIndex('consent_link_asked')
    .on('consent_link')
    .columns(['cohort_id', 'organisation_id', 'case_id'])
    .execute()
  await db.schema
    .createTable('consent_statement')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('cohort_id', 'text', (column) => column.notNull().references('cohort.id'))
    .addColumn('organisation_id', 'text', (column) => column.notNull().references('organisation.id'))
    .addColumn('case_id', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('level', 'text')
    .addColumn('spread', 'text')
    .addColumn('topics', 'text', (column) => column.notNull())
    .addColumn('sealed', bytesType(dialect), (column) => column.notNull())
    .addColumn('text_hash', 'text')
    .addColumn('way', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.references('person.id').onDelete('set null'))
    .addColumn('link_id', 'text')
    .addColumn('stated_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('consent_statement_place', ['cohort_id', 'organisation_id', 'case_id', 'position'])
    .execute()
  await db.schema.createIndex('consent_statement_case').on('consent_statement').column('case_id').execute()
  await db.schema
    .createIndex('consent_statement_person')
    .on('consent_statement')
    .column('person_id')
    .execute()
  await db.schema
    .createTable('case_reading')
    .addColumn('case_id', 'text', (column) =>
      column.notNull().references('case_draft.id').onDelete('cascade'),
    )
    .addColumn('person_id', 'text', (column) => column.notNull().references('person.id').onDelete('cascade'))
    .addColumn('text_hash', 'text', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('read_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('case_reading_key', ['case_id', 'person_id', 'text_hash'])
    .execute()
  await db.schema
    .createTable('case_hand')
    .addColumn('case_id', 'text', (column) =>
      column.notNull().references('case_draft.id').onDelete('cascade'),
    )
    .addColumn('person_id', 'text', (column) => column.notNull().references('person.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('case_hand_key', ['case_id', 'person_id'])
    .execute()
  await db.schema
    .createTable('case_log')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('cohort_id', 'text', (column) => column.notNull().references('cohort.id'))
    .addColumn('case_id', 'text', (column) => column.notNull())
    .addColumn('act', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text', (column) => column.references('person.id').onDelete('set null'))
    .addColumn('facts', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('case_log_case').on('case_log').column('case_id').execute()

  await db.schema
    .alterTable('case_draft')
    .addColumn('organisation_ids', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute()
  await nameOrganisations(db)
  await rememberDrafters(db)
  for (const column of ['consent_at', 'consent_by', 'consent_hash'])
    await db.schema.alterTable('case_draft').dropColumn(column).execute()
  await db.schema.alterTable('case_publication').addColumn('slug_key', 'text').execute()
  await db.schema
    .createIndex('case_publication_forgotten_slug')
    .unique()
    .on('case_publication')
    .column('slug_key')
    .execute()
}

type Db = Kysely<Record<string, Record<string, unknown>>>

/** Whose boards a draft was drawn from; a board of nobody in particular is everybody's. */
async function nameOrganisations(db: Db): Promise<void> {
  const drafts = (await db.selectFrom('case_draft').select(['id', 'cohort_id', 'draft']).execute()) as {
    id: string
    cohort_id: string
    draft: string
  }[]
  for (const { id, cohort_id, draft } of drafts) {
    const { ownOrganisationIds = [], statements = [] } = JSON.parse(draft) as {
      ownOrganisationIds?: string[]
      statements?: { sources: { snapshotId: string }[] }[]
    }
    const snapshotIds = new Set(statements.flatMap(({ sources }) => sources.map((one) => one.snapshotId)))
    const boards =
      snapshotIds.size === 0
        ? []
        : await db
            .selectFrom('snapshot')
            .innerJoin('board', 'board.id', 'snapshot.board_id')
            .select('board.organisation_id')
            .where('snapshot.id', 'in', [...snapshotIds])
            .execute()
    const named = new Set<unknown>(ownOrganisationIds)
    for (const { organisation_id } of boards) if (organisation_id !== null) named.add(organisation_id)
    if (named.size === 0 || boards.some(({ organisation_id }) => organisation_id === null)) {
      const everybody = await db
        .selectFrom('cohort_organisation')
        .select('organisation_id')
        .where('cohort_id', '=', cohort_id)
        .execute()
      for (const { organisation_id } of everybody) named.add(organisation_id)
    }
    await db
      .updateTable('case_draft')
      .set({ organisation_ids: JSON.stringify([...named]) })
      .where('id', '=', id)
      .execute()
  }
}

/**
 * Nobody wrote down who changed a draft: whoever made it, said that it was agreed to, or may edit it counts as one of
 * them, so that a second reader is surely somebody else.
 */
async function rememberDrafters(db: Db): Promise<void> {
  const people = new Set((await db.selectFrom('person').select('id').execute()).map(({ id }) => id))
  const drafts = await db
    .selectFrom('case_draft')
    .innerJoin('cohort', 'cohort.id', 'case_draft.cohort_id')
    .select([
      'case_draft.id',
      'case_draft.cohort_id',
      'cohort.programme_id',
      'case_draft.created_by',
      'case_draft.consent_by',
    ])
    .execute()
  for (const { id, cohort_id, programme_id, created_by, consent_by } of drafts) {
    const editors = await db
      .selectFrom('membership')
      .select('person_id')
      .where('role', '=', 'editor')
      .where((is) =>
        is.or([is('scope_kind', '=', 'instance'), is('scope_id', 'in', [cohort_id, programme_id])]),
      )
      .execute()
    const hands = new Set([created_by, consent_by, ...editors.map(({ person_id }) => person_id)])
    for (const personId of hands)
      if (people.has(personId))
        await db.insertInto('case_hand').values({ case_id: id, person_id: personId }).execute()
  }
}
