import { metaRoot, readAttention, readDone, readHands, stepRun } from '@tablee/board'
import { readScript } from '@tablee/board/script'
import { allows } from '@tablee/contract'
import { findTemplate } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createPerson, grant } from '../accounts/testing.ts'
import { createBoard } from '../boards/create-board.ts'
import { createCohort } from '../cohorts/testing.ts'
import { type AskAs, askAs } from '../testing/ask-as.ts'
import { DATABASES, type TestStorage, testOnce } from '../testing/databases.ts'
import { createEverybody } from '../testing/everybody.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

describe.each(DATABASES)('the attention of a board on $name', ({ name, open }) => {
  // who may do what is the program's: the database only finds the place and the memberships
  const ofRights = testOnce(name)
  let storage: TestStorage
  let server: TestApp
  let ask: AskAs
  let place: Awaited<ReturnType<typeof createCohort>>
  let coach: Awaited<ReturnType<typeof createPerson>>
  let ada: Awaited<ReturnType<typeof createPerson>>
  let ben: Awaited<ReturnType<typeof createPerson>>

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    ask = askAs(server)
    place = await createCohort(server.context, { organisations: ['Ferme A'] })
    coach = await createPerson(server.context, { name: 'Coach' })
    await grant(server.context, coach.personId, 'coach', 'cohort', place.cohortId)
    ada = await participant('Ada')
    ben = await participant('Ben')
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  async function participant(name: string) {
    const person = await createPerson(server.context, { name })
    await grant(
      server.context,
      person.personId,
      'participant',
      'organisation',
      place.organisationIds[0] ?? '',
    )
    return person
  }
  async function board(cohortId = place.cohortId, organisationId = place.organisationIds[0] ?? null) {
    const template = findTemplate('inter-peer-case')
    if (!template) throw new Error('no template')
    return createBoard(server.context, {
      cohortId,
      organisationId,
      template,
      title: 'Tableau',
      personId: null,
    })
  }
  const on = (boardId: string, what: string) => `/api/boards/${boardId}/attention/${what}`
  const actorOf = async (boardId: string, cookie: string): Promise<string> =>
    (await ask('GET', `/api/boards/${boardId}`, cookie)).body.actorId
  async function factsOf(boardId: string) {
    const doc = new Y.Doc()
    for (const update of await server.context.rooms.read(boardId)) Y.applyUpdate(doc, update)
    const facts = metaRoot(doc)
    const script = readScript(facts)
    const [hands, done, step] = [readHands(facts), readDone(facts, script), stepRun(script)]
    return { ...readAttention(facts), hands, done, step, doc }
  }
  /** Presses « J’ai terminé » in the step that runs, or in another. */
  const mark = async (boardId: string, { cookie }: { cookie: string }, done: boolean, step?: string | null) =>
    ask('PUT', on(boardId, 'done'), cookie, { done, step: step ?? (await factsOf(boardId)).step ?? 'none' })
  let count = 0
  async function script(boardId: string, command: object) {
    count += 1
    const answer = await ask('POST', `/api/boards/${boardId}/script`, coach.cookie, {
      commandId: `attention-${count}`,
      command,
    })
    return answer.body.script
  }

  test('who leads calls everybody to a view or a zone, and lights a zone; nobody else does', async () => {
    const boardId = await board()
    const view = { x: 10, y: 20, w: 800, h: 600 }
    const call = { zoneId: 'questions', view }
    expect((await ask('POST', on(boardId, 'call'), coach.cookie, call)).status).toBe(200)
    expect((await factsOf(boardId)).call).toMatchObject({
      count: 1,
      by: await actorOf(boardId, coach.cookie),
      zoneId: 'questions',
      view,
    })
    await ask('POST', on(boardId, 'call'), coach.cookie, { zoneId: 'questions', view: null })
    expect((await factsOf(boardId)).call).toMatchObject({ count: 2, view: null })
    await ask('PUT', on(boardId, 'spotlight'), coach.cookie, { zoneId: 'questions' })
    expect(await factsOf(boardId)).toMatchObject({ spotlight: 'questions', call: { count: 2 } })
    await ask('PUT', on(boardId, 'spotlight'), coach.cookie, { zoneId: null })
    expect((await factsOf(boardId)).spotlight).toBe(null)
    const refused = [
      await ask('POST', on(boardId, 'call'), ada.cookie, call),
      await ask('PUT', on(boardId, 'spotlight'), ada.cookie, { zoneId: 'questions' }),
      await ask('POST', on(boardId, 'hands/lower'), ada.cookie, { actorId: null }),
      await ask('POST', on(boardId, 'call'), coach.cookie, { zoneId: 'nowhere', view: null }),
      await ask('POST', on(boardId, 'call'), coach.cookie, { zoneId: null, view: null }),
    ]
    expect(refused.map(({ code }) => code)).toEqual([
      'forbidden',
      'forbidden',
      'forbidden',
      'script_zone_unknown',
      'request_invalid',
    ])
  })

  test('hands stand in the order in which they were raised; each raises her own, and who leads lowers them', async () => {
    const boardId = await board()
    const [adaOn, benOn] = [await actorOf(boardId, ada.cookie), await actorOf(boardId, ben.cookie)]
    await ask('PUT', on(boardId, 'hand'), ben.cookie, { up: true })
    await ask('PUT', on(boardId, 'hand'), ada.cookie, { up: true })
    await ask('PUT', on(boardId, 'hand'), ben.cookie, { up: true })
    expect((await factsOf(boardId)).hands).toEqual([benOn, adaOn])
    const forged = await ask('PUT', on(boardId, 'hand'), ada.cookie, { up: false, actorId: benOn })
    expect(forged.code).toBe('request_invalid')
    await ask('POST', on(boardId, 'hands/lower'), coach.cookie, { actorId: benOn })
    expect((await factsOf(boardId)).hands).toEqual([adaOn])
    await ask('PUT', on(boardId, 'hand'), ada.cookie, { up: false })
    expect((await factsOf(boardId)).hands).toEqual([])
  })

  test('who has finished is counted for the step that runs, and for no other', async () => {
    const boardId = await board()
    expect((await mark(boardId, ada, true)).code).toBe('script_step_gone')
    expect((await ask('GET', on(boardId, 'done'), ada.cookie)).body).toEqual({ done: false })
    const { steps } = await script(boardId, { do: 'start' })
    expect((await mark(boardId, ada, true)).body).toEqual({ done: true })
    await mark(boardId, ada, true)
    expect((await factsOf(boardId)).done).toEqual([await actorOf(boardId, ada.cookie)])
    await mark(boardId, ben, true)
    expect((await factsOf(boardId)).done).toHaveLength(2)
    await mark(boardId, ben, false)
    expect((await factsOf(boardId)).done).toHaveLength(1)
    await script(boardId, { do: 'next', from: steps[0].id })
    expect((await factsOf(boardId)).done).toEqual([])
    expect((await ask('GET', on(boardId, 'done'), ada.cookie)).body).toEqual({ done: false })
    // who goes back begins anew
    await script(boardId, { do: 'previous', from: steps[1].id })
    expect((await factsOf(boardId)).done).toEqual([])
  })

  test('E1 a press that arrives after the step has changed does not mark the new one', async () => {
    const boardId = await board()
    const { steps } = await script(boardId, { do: 'start' })
    const { step } = await factsOf(boardId)
    await script(boardId, { do: 'next', from: steps[0].id })
    expect((await mark(boardId, ada, true, step)).code).toBe('script_step_gone')
    expect((await factsOf(boardId)).done).toEqual([])
  })

  test('E2 a step that is made anonymous, or named, while it runs counts nobody twice', async () => {
    const boardId = await board()
    const { steps } = await script(boardId, { do: 'start' })
    const make = (anonymous: boolean) =>
      script(boardId, { do: 'changeStep', stepId: steps[0].id, step: { anonymous } })
    await mark(boardId, ada, true)
    await make(true)
    expect((await factsOf(boardId)).done).toEqual([])
    expect((await ask('GET', on(boardId, 'done'), ada.cookie)).body).toEqual({ done: false })
    await mark(boardId, ada, true)
    expect((await factsOf(boardId)).done).toHaveLength(1)
    await make(false)
    await mark(boardId, ada, true)
    expect((await factsOf(boardId)).done).toEqual([await actorOf(boardId, ada.cookie)])
    expect((await mark(boardId, ada, false)).body).toEqual({ done: false })
    expect((await factsOf(boardId)).done).toEqual([])
  })

  test('in an anonymous step the board holds a count of who has finished, and nothing that leads to anybody', async () => {
    const boardId = await board()
    const { steps } = await script(boardId, { do: 'start' })
    const private_ = steps.find(({ mode }: { mode: string }) => mode === 'private')
    await script(boardId, { do: 'changeStep', stepId: private_.id, step: { anonymous: true } })
    await script(boardId, { do: 'go', from: steps[0].id, stepId: private_.id })
    await mark(boardId, ada, true)
    const first = (await factsOf(boardId)).done
    await mark(boardId, ben, true)
    const { done, doc } = await factsOf(boardId)
    expect(done).toHaveLength(2)
    expect([...done]).toEqual([...done].sort())
    expect((await ask('GET', on(boardId, 'done'), ada.cookie)).body).toEqual({ done: true })
    const everything = JSON.stringify(metaRoot(doc).toJSON())
    for (const { cookie, personId } of [ada, ben]) {
      expect(everything).not.toContain(await actorOf(boardId, cookie))
      expect(everything).not.toContain(personId)
    }
    // the next time her mark is another: two steps cannot be laid side by side
    await script(boardId, { do: 'go', from: private_.id, stepId: steps[0].id })
    await script(boardId, { do: 'go', from: steps[0].id, stepId: private_.id })
    await mark(boardId, ada, true)
    expect((await factsOf(boardId)).done).not.toEqual(first)
    expect(server.logged()).not.toMatch(/attention\/done[^\n]*personId/)
  })

  ofRights(
    'everybody who sees the board speaks for herself, those who lead turn the eyes, others find nothing',
    async () => {
      const { here, people } = await createEverybody(server.context)
      const organisationIds = [here.organisationIds[0] ?? '']
      const boardId = await board(here.cohortId, organisationIds[0] ?? null)
      await server.context.db
        .updateTable('membership')
        .set({ scope_id: boardId })
        .where('scope_id', '=', here.boardId)
        .execute()
      const at = { programmeId: here.programmeId, cohortId: here.cohortId, organisationIds, boardId }
      for (const { label, memberships, headers } of people) {
        const held = memberships.map((membership) => ({
          ...membership,
          scopeId: membership.scopeId === here.boardId ? boardId : membership.scopeId,
        }))
        const sees = allows('board.view', held, at)
        const leads = allows('script.run', held, at)
        const stranger = label === 'nobody' ? 401 : 404
        const own = sees ? 200 : stranger
        const lead = sees ? (leads ? 200 : 403) : stranger
        const { cookie } = headers
        const told = {
          hand: (await ask('PUT', on(boardId, 'hand'), cookie, { up: false })).status,
          done: (await ask('GET', on(boardId, 'done'), cookie)).status,
          call: (await ask('POST', on(boardId, 'call'), cookie, { zoneId: 'questions', view: null })).status,
          light: (await ask('PUT', on(boardId, 'spotlight'), cookie, { zoneId: null })).status,
          lower: (await ask('POST', on(boardId, 'hands/lower'), cookie, { actorId: null })).status,
          deleted: (await ask('GET', `/api/boards/${boardId}/deleted-notes`, cookie)).status,
          restore: (
            await ask('POST', `/api/boards/${boardId}/deleted-notes/restore`, cookie, {
              noteIds: ['shape:x'],
            })
          ).status,
        }
        expect({ label, ...told }).toEqual({
          label,
          hand: own,
          done: own,
          call: lead,
          light: lead,
          lower: lead,
          deleted: lead,
          restore: lead === 200 ? 404 : lead,
        })
      }
    },
  )
})
