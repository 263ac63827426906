import { type Migration, Migrator, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { insertCohort, insertOrganisation, insertProgramme } from '../../cohorts/store.ts'
import { forgetTombstones } from '../../consents/forget-tombstones.ts'
import { findPublication, wasPublicAt } from '../../publication/publication-store.ts'
import { slugKeyOf } from '../../publication/slug-key.ts'
import { DATABASES, type TestStorage } from '../../testing/databases.ts'
import { migrate } from '../migrate.ts'
import { type OpenDatabase, openDatabase } from '../open-database.ts'
import { MIGRATIONS } from './index.ts'

const MOMENT = '2026-03-12T09:00:00.000Z'
const SECRET = 'a-secret-of-the-tests-0123456789abcdef'

describe.each(DATABASES)('cases of before organisations were asked, on $name', ({ openEmpty }) => {
  let storage: TestStorage
  let database: OpenDatabase
  beforeEach(async () => {
    storage = await openEmpty()
    database = openDatabase(storage)
    const { db, dialect } = database
    const migrations: Record<string, Migration> = {}
    for (const [name, step] of Object.entries(MIGRATIONS))
      migrations[name] = { up: (on) => step(on, dialect) }
    const getMigrations = async () => migrations
    const before = '021-comments-without-moment'
    const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateTo(before)
    if (error) throw error
  })
  afterEach(async () => {
    await database.db.destroy()
    await storage.remove()
  })

  test('are of every organisation of their boards, are approved no more, and forget the address of a tombstone', async () => {
    const { db, dialect } = database
    const now = Date.parse(MOMENT)
    const programmeId = await insertProgramme(db, 'P', now)
    const cohortId = await insertCohort(db, { programmeId, name: 'C', coachId: null }, now)
    const ids = []
    for (const name of ['Une', 'Deux'])
      ids.push(await insertOrganisation(db, { cohortId, name, profile: {} }, now))
    const [one = '', two = ''] = ids
    for (const id of ['made-it', 'said-so', 'may-edit'])
      await sql`insert into person (id, name, email, kind, lang, created_at, updated_at)
        values (${id}, ${id}, null, 'guest', 'fr', ${MOMENT}, ${MOMENT})`.execute(db)
    await sql`insert into membership (id, person_id, role, scope_kind, scope_id, created_at)
      values ('m', 'may-edit', 'editor', 'cohort', ${cohortId}, ${MOMENT})`.execute(db)
    const insert = (id: string, organisationIds: readonly string[]) =>
      sql`insert into case_draft (id, cohort_id, draft, decisions, revision, consent_at, consent_by, consent_hash, created_by, created_at)
        values (${id}, ${cohortId}, ${JSON.stringify({
          lang: 'fr',
          publicName: 'Rive',
          tags: { sector: [], orgType: null, size: null, projectKind: [], outcome: null },
          ownOrganisationIds: organisationIds,
          statements: [],
          pseudonyms: {},
        })}, '{}', 3, ${MOMENT}, 'said-so', 'hash', 'made-it', ${MOMENT})`.execute(db)
    await insert('of-one', [one])
    await insert('of-nobody', [])
    await sql`insert into case_publication (case_id, slug, document_id, version, document, published_by, published_at, withdrawn_at)
      values ('of-one', 'rive-ancienne', 'document', 1, null, 'made-it', ${MOMENT}, ${MOMENT})`.execute(db)

    expect(await migrate(db, dialect)).toContain('022-consents')

    const drafts = await db
      .selectFrom('case_draft')
      .select(['id', 'organisation_ids'])
      .orderBy('id')
      .execute()
    expect(drafts.map(({ id, organisation_ids }) => [id, JSON.parse(organisation_ids).sort()])).toEqual([
      ['of-nobody', [one, two].sort()],
      ['of-one', [one]],
    ])
    const hands = await db.selectFrom('case_hand').selectAll().where('case_id', '=', 'of-one').execute()
    expect(hands.map(({ person_id }) => person_id).sort()).toEqual(['made-it', 'may-edit', 'said-so'])
    expect(await db.selectFrom('consent_statement').selectAll().execute()).toEqual([])

    for (const _ of ['first', 'again']) await forgetTombstones(database, SECRET)
    const by = { slug: 'rive-ancienne', slugKey: slugKeyOf(SECRET, 'rive-ancienne') }
    expect(await wasPublicAt(db, by)).toBe(true)
    expect(await findPublication(db, { caseId: 'of-one' })).toMatchObject({ document: null })
    const kept = await db.selectFrom('case_publication').selectAll().execute()
    expect(JSON.stringify(kept)).not.toContain('rive')
    expect(kept).toMatchObject([{ withdrawn_at: MOMENT }])
  })
})
