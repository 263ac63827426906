import { readResult } from '@tablee/board'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { createCohort } from '../cohorts/testing.ts'
import { newNote } from '../private-writing/testing.ts'
import { readSnapshotText } from '../snapshots/read-snapshot-content.ts'
import { findSnapshotHead } from '../snapshots/store.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { findWorkshopBoards } from './store.ts'

const HIDDEN = 'Qui remplace la comptable en juillet ?'

describe.each(DATABASES)('closing a workshop on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let coach: string
  let member: string
  let workshopId: string
  let plenary: string
  let group: string

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
  })
  beforeEach(async () => {
    const cohort = await createCohort(server.context, { organisations: ['Ferme', 'Atelier'] })
    const [organisationId = ''] = cohort.organisationIds
    const named = async (name: string) => createPerson(server.context, { name })
    const leads = await named('Coach')
    await grant(server.context, leads.personId, 'coach', 'cohort', cohort.cohortId)
    const comes = await named('Awa')
    await grant(server.context, comes.personId, 'participant', 'organisation', organisationId)
    coach = leads.cookie
    member = comes.cookie
    const made = await call(coach, 'POST', `/api/cohorts/${cohort.cohortId}/workshops`, {
      key: 'a-key-made-by-the-client',
      title: 'Intervision 4',
      startsAt: '2026-03-12T09:00:00.000Z',
      minutes: 90,
      plenaryTemplateId: 'inter-debrief',
      groupTemplateId: 'inter-peer-case',
      groups: [{ name: 'Meuse', organisationIds: cohort.organisationIds }],
    })
    workshopId = made.body.id
    plenary = made.body.plenary.boardId
    group = made.body.groups[0].boardId
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  async function call(cookie: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
    const answer = await server.app.inject({
      method,
      url,
      headers: { cookie, 'accept-language': 'fr' },
      ...(payload ? { payload } : {}),
    })
    return { status: answer.statusCode, body: answer.json() }
  }
  const close = (payload?: object) => call(coach, 'POST', `/api/workshops/${workshopId}/close`, payload)
  const unfinished = async () =>
    (await call(coach, 'GET', `/api/workshops/${workshopId}/unfinished`)).body.boards
  const stateOf = async () => (await call(coach, 'GET', `/api/workshops/${workshopId}`)).body.state

  /** A note that its writer was told is hidden. */
  async function hide(anonymous: boolean): Promise<string> {
    const drawn = await call(coach, 'POST', `/api/boards/${group}/curtains`, {
      zoneIds: ['questions'],
      anonymous,
    })
    const { id: curtainId } = drawn.body.curtains[0]
    const { id, key } = newNote()
    const note = { id, curtainId, text: HIDDEN, cells: {}, revision: 0, ...(anonymous ? { key } : {}) }
    const kept = await call(member, 'PUT', `/api/boards/${group}/private-notes`, note)
    expect(kept.status, JSON.stringify(kept.body)).toBe(200)
    return curtainId
  }

  async function vote(): Promise<void> {
    const opened = await call(coach, 'POST', `/api/boards/${plenary}/ballots`, { zoneId: 'mood' })
    const { id } = opened.body
    const mine = `/api/boards/${plenary}/ballots/${id}/mine`
    expect((await call(member, 'PUT', mine, { votes: { soleil: 1 } })).status).toBe(200)
  }

  /** What the snapshot of a board says, as the pack is made of it. */
  async function keptOf(boardId: string): Promise<string> {
    const { db } = server.context
    const row = (await findWorkshopBoards(db, [workshopId])).find(({ board_id }) => board_id === boardId)
    const head = row?.snapshot_id ? await findSnapshotHead(db, row.snapshot_id) : undefined
    if (!head) throw new Error('no snapshot')
    return readSnapshotText(db, head)
  }

  test('names what is hidden and voted on, lifts nothing by itself, and closes nothing meanwhile', async () => {
    await hide(false)
    await vote()
    await call(coach, 'POST', `/api/workshops/${workshopId}/script`, {
      commandId: 'all-of-them-start',
      command: { do: 'start' },
    })
    expect(await unfinished()).toMatchObject([
      { boardId: plenary, curtains: [], ballots: [{ voters: 1 }], isRunning: false },
      {
        boardId: group,
        curtains: [
          { zone: { fr: 'Questions de clarification' }, anonymous: false, notes: 1, isReading: false },
        ],
        ballots: [],
        isRunning: true,
      },
    ])
    const refused = await close()
    expect([refused.status, refused.body.error.code]).toEqual([409, 'workshop_unfinished'])
    expect(await stateOf()).toBe('running')
    const { body } = await call(coach, 'GET', `/api/boards/${group}/snapshots`)
    expect(body.snapshots).toEqual([])
    const { script } = (await call(coach, 'GET', `/api/boards/${group}/script`)).body
    expect(script.state.phase).toBe('running')
    const exported = await call(coach, 'GET', `/api/boards/${group}/export?format=json`)
    expect(JSON.stringify(exported.body)).not.toContain(HIDDEN)
  })

  test('where that is chosen, what is hidden comes on the board and votes are counted before anything is kept', async () => {
    await hide(false)
    await vote()
    await call(coach, 'POST', `/api/workshops/${workshopId}/script`, {
      commandId: 'all-of-them-start',
      command: { do: 'start' },
    })
    const closed = await close({ reveal: true })
    expect([closed.status, closed.body.state]).toEqual([200, 'closed'])
    expect(await keptOf(group)).toContain(HIDDEN)
    expect(await keptOf(plenary)).toContain('"voters":1')
    const told = await server.context.rooms.edit(plenary, (doc) => readResult(doc.getMap('meta'), 'mood'))
    expect(told).toMatchObject({ voters: 1 })
    const { script } = (await call(coach, 'GET', `/api/boards/${group}/script`)).body
    expect(script.state.phase).toBe('ended')
    expect(await unfinished()).toEqual([])
    expect((await close({ reveal: true })).status).toBe(200)
  })

  test('anonymous notes that somebody reads before their reveal are not revealed over her head', async () => {
    const curtainId = await hide(true)
    // how many there are now would say that somebody just wrote
    expect(await unfinished()).toMatchObject([{ curtains: [{ anonymous: true, notes: 0 }] }])
    await call(coach, 'POST', `/api/boards/${group}/curtains/review`, { curtainId })
    expect(await unfinished()).toMatchObject([{ curtains: [{ isReading: true }] }])
    expect((await close({ reveal: true })).body.error.code).toBe('workshop_unfinished')
    expect(await stateOf()).toBe('planned')
    await call(coach, 'POST', `/api/boards/${group}/curtains/resume`, { curtainId })
    expect((await close({ reveal: true })).body.state).toBe('closed')
    expect(await keptOf(group)).toContain(HIDDEN)
  })

  test('what was said unsigned a moment ago, which no screen shows yet, is put aside for the next session with the rest', async () => {
    // the next beat is far enough away
    await server.context.commentFacts.count()
    const said = await call(member, 'POST', `/api/boards/${group}/comments`, {
      id: 'said-just-before-the-end',
      targetId: 'plan',
      text: 'Reparler des délais',
      signed: false,
      kind: 'later',
    })
    expect(said.status).toBe(201)
    const aside = async () => (await call(coach, 'GET', `/api/workshops/${workshopId}/put-aside`)).body.boards
    expect(await aside()).toEqual([])
    expect((await close()).body.state).toBe('closed')
    expect(await aside()).toMatchObject([{ id: group, later: [{ text: 'Reparler des délais' }] }])
  })
})
