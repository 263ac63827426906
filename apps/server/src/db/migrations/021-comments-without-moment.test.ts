import { type Migration, Migrator, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { insertBoard } from '../../boards/store.ts'
import { insertCohort, insertProgramme } from '../../cohorts/store.ts'
import { DATABASES, type TestStorage } from '../../testing/databases.ts'
import { migrate } from '../migrate.ts'
import { type OpenDatabase, openDatabase } from '../open-database.ts'
import { MIGRATIONS } from './index.ts'

const MOMENT = '2026-03-12T09:00:00.000Z'

describe.each(DATABASES)('comments of before their rows had no number, on $name', ({ openEmpty }) => {
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
    const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateTo('019-board-titles')
    if (error) throw error
  })
  afterEach(async () => {
    await database.db.destroy()
    await storage.remove()
  })

  test('are kept with their answers and mentions, which go with them as before', async () => {
    const { db, dialect } = database
    const now = Date.parse(MOMENT)
    const cohortId = await insertCohort(
      db,
      { programmeId: await insertProgramme(db, 'P', now), name: 'C', coachId: null },
      now,
    )
    await db
      .insertInto('person')
      .values({
        id: 'karim',
        name: 'Karim',
        email: null,
        kind: 'guest',
        lang: 'fr',
        created_at: MOMENT,
        updated_at: MOMENT,
      })
      .execute()
    const title = { fr: 'M', nl: 'M', en: 'M' }
    await insertBoard(
      db,
      {
        id: 'board',
        cohortId,
        organisationId: null,
        title: 'B',
        template: { id: 'change-plan', version: '1', family: 'change', title },
        personId: null,
      },
      now,
    )
    // an answer that comes before what it answers
    for (const [id, thread, person] of [
      ['b-first', null, 'karim'],
      ['a-answer', 'b-first', null],
    ] as const)
      await sql`
        insert into comment (id, board_id, target_id, thread_id, kind, person_id, text, created_at, resolved)
        values (${id}, 'board', 'plan', ${thread}, 'comment', ${person}, ${`dit ${id}`}, ${MOMENT}, 0)`.execute(
        db,
      )
    await sql`insert into comment_mention (comment_id, person_id, seen) values ('a-answer', 'karim', 1)`.execute(
      db,
    )

    expect(await migrate(db, dialect)).toContain('021-comments-without-moment')

    const kept = await db
      .selectFrom('comment')
      .select(['id', 'thread_id', 'person_id', 'text', 'untold'])
      .orderBy('id')
      .execute()
    expect(kept).toEqual([
      { id: 'a-answer', thread_id: 'b-first', person_id: null, text: 'dit a-answer', untold: 0 },
      { id: 'b-first', thread_id: null, person_id: 'karim', text: 'dit b-first', untold: 0 },
    ])
    expect(await db.selectFrom('comment_mention').selectAll().execute()).toEqual([
      { comment_id: 'a-answer', person_id: 'karim', seen: 1 },
    ])
    await db.deleteFrom('person').where('id', '=', 'karim').execute()
    expect(await db.selectFrom('comment_mention').selectAll().execute()).toEqual([])
    await db.deleteFrom('comment').where('id', '=', 'b-first').execute()
    expect(await db.selectFrom('comment').selectAll().execute()).toEqual([])
  })
})
