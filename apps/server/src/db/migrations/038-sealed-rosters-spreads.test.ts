import { type Migration, Migrator, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { insertCohort, insertProgramme } from '../../cohorts/store.ts'
import { cleanPostgres } from '../../erasure/clean-postgres.ts'
import { findInFolder, folderOfPostgres } from '../../erasure/testing.ts'
import { insertFormerNames, listAddedNames, listFormerNames } from '../../publication/roster-store.ts'
import { DATABASES, type TestStorage } from '../../testing/databases.ts'
import { sealRosterNames } from '../../vault/seal-roster-names.ts'
import { migrate } from '../migrate.ts'
import { type OpenDatabase, openDatabase } from '../open-database.ts'
import { MIGRATIONS } from './index.ts'

const MOMENT = '2026-03-12T09:00:00.000Z'
const CONTEXT = {
  config: { secretKey: 'a-secret-of-the-tests-0123456789abcdef' },
  now: () => Date.parse(MOMENT),
} as Parameters<typeof sealRosterNames>[1] // names are sealed with the key alone, whatever else is configured
const NAMES = ['Zénobie Quadrat', 'la Grande Zéno', 'Théâtre du Quadrat']

describe.each(DATABASES)('names of rosters of before they were sealed, on $name', ({ openEmpty }) => {
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
    const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateTo('037-waiting-by-hand')
    if (error) throw error
  })
  afterEach(async () => {
    await database.db.destroy()
    await storage.remove()
  })

  test('are read as before, kept once, and stand nowhere in the files once these are cleaned', async () => {
    const { db, dialect } = database
    const programmeId = await insertProgramme(db, 'P', CONTEXT.now())
    const cohortId = await insertCohort(db, { programmeId, name: 'C', coachId: null }, CONTEXT.now())
    const [person, alias, organisation] = NAMES
    await sql`insert into roster_entry (id, cohort_id, kind, name, aliases, role_class, created_by, created_at)
      values ('added', ${cohortId}, 'person', ${person}, ${JSON.stringify([alias])}, 'DIR', 'editor', ${MOMENT})`.execute(
      db,
    )
    await sql`insert into former_name (id, cohort_id, kind, name, noted_at, subject_id)
      values ('former', ${cohortId}, 'organisation', ${organisation}, ${MOMENT}, 'theirs')`.execute(db)

    expect(await migrate(db, dialect)).toContain('038-sealed-rosters-spreads')
    for (const _ of ['first', 'again']) await sealRosterNames(database, CONTEXT)

    expect(await listAddedNames(CONTEXT, db, cohortId)).toEqual([
      { id: 'added', kind: 'person', name: person, aliases: [alias], roleClass: 'DIR' },
    ])
    const former = { kind: 'organisation', name: organisation ?? '', subjectId: 'theirs' } as const
    expect(await listFormerNames(CONTEXT, db, cohortId)).toEqual([{ id: 'former', ...former }])
    await insertFormerNames(CONTEXT, db, cohortId, [former], CONTEXT.now())
    expect(await listFormerNames(CONTEXT, db, cohortId)).toHaveLength(1)

    // one cleaning for both times
    const waiting = await db.selectFrom('erasure').select(['kind', 'state']).execute()
    expect(waiting).toEqual([{ kind: 'pages', state: 'cleaning' }])
    let folder = storage.dataDir
    if (dialect === 'sqlite') {
      await sql`vacuum`.execute(db)
      await sql`pragma wal_checkpoint(truncate)`.execute(db)
    } else {
      await cleanPostgres(db)
      folder = await folderOfPostgres({ databaseUrl: storage.databaseUrl ?? '', dataDir: storage.dataDir })
    }
    expect(await findInFolder(folder, ['quadrat', ...NAMES])).toEqual([])
  })

  test('are refused, not forgotten, when the key is another one', async () => {
    const { db, dialect } = database
    await migrate(db, dialect)
    const programmeId = await insertProgramme(db, 'P', CONTEXT.now())
    const cohortId = await insertCohort(db, { programmeId, name: 'C', coachId: null }, CONTEXT.now())
    const former = { kind: 'person', name: 'Zénobie Quadrat', subjectId: null } as const
    await insertFormerNames(CONTEXT, db, cohortId, [former], CONTEXT.now())
    const stolen = { config: { ...CONTEXT.config, secretKey: 'another-secret-of-another-instance-0123' } }
    await expect(listFormerNames(stolen, db, cohortId)).rejects.toMatchObject({ code: 'roster_unreadable' })
  })
})
