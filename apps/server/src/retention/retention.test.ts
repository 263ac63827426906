import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { photoOf } from '../background/testing/photo.ts'
import { prepareCase } from '../cases/testing.ts'
import { startErasures } from '../erasure/erasures.ts'
import { findInFolder } from '../erasure/testing.ts'
import { sampleCases } from '../library/testing.ts'
import { createLoggerTo } from '../logger.ts'
import { lettersOf } from '../publication/image-store.ts'
import { type AskAs, askAs } from '../testing/ask-as.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

const DAY_MS = 24 * 3_600_000
const START = Date.UTC(2026, 10, 28, 12)

describe.each(DATABASES)('raw boards whose time is over on $name', ({ name: dialect, open }) => {
  let storage: TestStorage
  let server: TestApp
  let ask: AskAs
  let stage: Awaited<ReturnType<typeof prepareCase>>
  let coach: { personId: string; cookie: string }
  let caseId: string
  let nowMs = START

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage, { now: () => nowMs })
    ask = askAs(server)
    stage = await prepareCase(server)
    coach = await createPerson(server.context, { name: 'Coach' })
    await grant(server.context, coach.personId, 'coach', 'cohort', stage.cohortId)
    const drafted = await ask('POST', '/api/cases', stage.editor.cookie, {
      cohortId: stage.cohortId,
      snapshotIds: [stage.snapshotId],
      publicName: 'Rive Nouvelle',
      lang: 'fr',
    })
    caseId = drafted.body.id
    await server.context.files.put(`snapshots/${stage.snapshotId}/fr.png`, Buffer.from('Récup’Famenne'))
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  /** What the server does by itself every hour. */
  async function look(): Promise<void> {
    const logger = createLoggerTo({ write: () => undefined })
    const erasures = startErasures(server.context, logger)
    await erasures.look()
    await erasures.close()
  }
  const url = () => `/api/cohorts/${stage.cohortId}/retention`
  const decide = (body: object, cookie = coach.cookie) => ask('PATCH', url(), cookie, body)
  const now = async () => (await ask('GET', url(), coach.cookie)).body

  test('R1 R2 a coach says when it ended and may only say less; an administrator what she likes', async () => {
    expect(await now()).toMatchObject({
      state: 'open',
      keepMonths: 24,
      saidBy: 'instance',
      boards: 1,
      snapshots: 1,
    })
    expect((await decide({ keepMonths: 36 })).body.error).toMatchObject({
      code: 'retention_too_long',
      details: { max: 24 },
    })
    expect((await decide({ keepMonths: 6 }, stage.editor.cookie)).code).toBe('forbidden')
    const admin = await createPerson(server.context, { name: 'Ada' })
    await grant(server.context, admin.personId, 'admin', 'instance', 'instance')
    expect((await decide({ keepMonths: 36 }, admin.cookie)).body).toMatchObject({
      keepMonths: 36,
      keepMonthsMax: 120,
    })
    const programme = `/api/programmes/${stage.programmeId}/retention`
    expect((await ask('PATCH', programme, coach.cookie, { keepMonths: 12 })).status).toBe(404)
    expect((await ask('PATCH', programme, admin.cookie, { keepMonths: 12 })).status).toBe(200)
    // what the programme says is told also where a cohort says otherwise
    expect(await now()).toMatchObject({ keepMonths: 36, saidBy: 'cohort', programmeMonths: 12 })
    expect((await decide({ endedOn: '2024-03-31', keepMonths: null })).body).toMatchObject({
      state: 'soon',
      keepMonths: 12,
      saidBy: 'programme',
      dueOn: '2026-12-28',
    })
    const list = (await ask('GET', '/api/retention', admin.cookie)).body.cohorts
    expect(list).toMatchObject([{ cohortId: stage.cohortId, state: 'soon' }])
    expect((await ask('GET', '/api/retention', stage.editor.cookie)).body.cohorts).toEqual([])
  })

  test('R3 R4 nothing goes before the notice is thirty days old, nor while it is paused', async () => {
    nowMs = START + 1_000
    await look()
    expect((await now()).log[0]).toMatchObject({ act: 'due' })
    nowMs = START + 29 * DAY_MS
    await look()
    expect(await now()).toMatchObject({ state: 'soon', boards: 1 })
    expect((await decide({ pause: { reason: 'Un cas est en cours' } })).body).toMatchObject({
      state: 'paused',
      pauseReason: 'Un cas est en cours',
    })
    nowMs = START + 90 * DAY_MS
    await look()
    expect(await now()).toMatchObject({ state: 'paused', boards: 1 })
    expect(JSON.stringify((await now()).log)).not.toContain('Un cas est en cours')
    expect((await decide({ pause: null })).body).toMatchObject({ state: 'soon', pauseReason: '' })
    await look()
    nowMs += 29 * DAY_MS
    await look()
    expect(await now()).toMatchObject({ state: 'soon', boards: 1 })
  })

  test('R5 R6 R7 then boards, snapshots and words of drafts are gone, and organisations and decisions stay', async () => {
    const { db, rooms, files } = server.context
    const [shown, leftOut] = [photoOf({ secret: 'shown' }), photoOf({ secret: 'left out', orientation: 6 })]
    for (const [id, png] of [
      ['shown', shown],
      ['left-out', leftOut],
    ] as const)
      await db.insertInto('case_image').values({ case_id: caseId, id, png, said: null }).execute()
    const [sample] = sampleCases(1, 'kept')
    const image = { id: lettersOf(Uint8Array.from(shown)), alt: 'Un tableau', width: 16, height: 8 }
    const document = JSON.stringify({ ...sample, images: [image] })
    await db
      .insertInto('case_publication')
      .values({
        case_id: caseId,
        slug: 'rive-nouvelle',
        slug_key: null,
        document_id: 'document',
        version: 1,
        document,
        published_by: stage.publisher.personId,
        published_at: '2026-11-28T12:00:00.000Z',
        withdrawn_at: null,
        changed_revision: 0,
        naming: 'pseudonym',
        counted: '[]',
      })
      .execute()
    nowMs += DAY_MS
    await look()
    expect(await now()).toMatchObject({ state: 'erased', boards: 0, snapshots: 0, dueOn: null })
    expect((await now()).log[0]).toMatchObject({ act: 'erased', facts: { boards: 1, snapshots: 1 } })
    for (const table of [
      'board',
      'sync_room',
      'sync_update',
      'sync_part',
      'snapshot',
      'roster_entry',
    ] as const)
      expect(await db.selectFrom(table).selectAll().execute(), table).toEqual([])
    expect(await files.get(`snapshots/${stage.snapshotId}/fr.png`)).toBeNull()
    await expect(rooms.read(stage.boardId)).rejects.toThrow()
    const { draft } = await db
      .selectFrom('case_draft')
      .select('draft')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(draft)).toMatchObject({ publicName: '', statements: [], pseudonyms: {} })
    const published = await db.selectFrom('case_publication').select('document').execute()
    expect(published).toEqual([{ document }])
    // its pictures are public with it: a disk that loses one is given it again
    const images = await db.selectFrom('case_image').select('id').where('case_id', '=', caseId).execute()
    expect(images).toEqual([{ id: 'shown' }])
    expect(
      (await ask('GET', `/api/cohorts/${stage.cohortId}`, coach.cookie)).body.organisations,
    ).toHaveLength(3)
    expect((await decide({ endedOn: '2031-01-01' })).code).toBe('retention_over')
    if (dialect === 'sqlite') {
      // a word of the raw boards alone: organisations keep their names
      await vi.waitFor(async () => expect(await findInFolder(storage.dataDir, ['Herstal'])).toEqual([]), {
        timeout: 30_000,
        interval: 200,
      })
    }
  })
})
