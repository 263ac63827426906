import { once } from 'node:events'
import { metaRoot, readDoorFact, readHands } from '@tablee/board'
import { CLOSE_CODES } from '@tablee/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { createPerson, grant } from '../accounts/testing.ts'
import { createCohort } from '../cohorts/testing.ts'
import { type AskAs, askAs } from '../testing/ask-as.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

describe.each(DATABASES)('the door of a workshop on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let ask: AskAs
  let address: string
  let place: Awaited<ReturnType<typeof createCohort>>
  let coach: Awaited<ReturnType<typeof createPerson>>

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    ask = askAs(server)
    address = await server.listen()
    place = await createCohort(server.context, { organisations: ['Ferme A'] })
    coach = await createPerson(server.context, { name: 'Coach' })
    await grant(server.context, coach.personId, 'coach', 'cohort', place.cohortId)
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  let made = 0
  /** A plenary and two groups. */
  async function workshop() {
    made += 1
    const answer = await ask('POST', `/api/cohorts/${place.cohortId}/workshops`, coach.cookie, {
      key: `workshop-door-${made}`,
      title: 'Intervision',
      startsAt: new Date().toISOString(),
      minutes: 60,
      plenaryTemplateId: 'inter-debrief',
      groupTemplateId: 'inter-debrief',
      groups: [
        { name: 'Un', organisationIds: [] },
        { name: 'Deux', organisationIds: [] },
      ],
    })
    const { id, plenary, groups } = answer.body
    const [one, two]: string[] = groups.map(({ boardId }: { boardId: string }) => boardId)
    return { id: id as string, plenary: plenary.boardId as string, one: one ?? '', two: two ?? '' }
  }
  /** Somebody who takes part on these boards. */
  async function participant(name: string, boards: readonly string[]) {
    const person = await createPerson(server.context, { name })
    for (const boardId of boards)
      await grant(server.context, person.personId, 'participant', 'board', boardId)
    return person
  }
  /** Somebody of the cohort who is given groups. */
  async function facilitator(name: string) {
    const person = await createPerson(server.context, { name })
    await grant(server.context, person.personId, 'facilitator', 'cohort', place.cohortId)
    return person
  }
  const give = (workshopId: string, personId: string, boardIds: readonly string[]) =>
    ask('PUT', `/api/workshops/${workshopId}/facilitators/${personId}`, coach.cookie, { boardIds })
  const codeAt = async (boardId: string, { cookie }: { cookie: string }) => {
    const { status, code } = await ask('GET', `/api/boards/${boardId}`, cookie)
    return code ?? status
  }
  const actorOf = async (boardId: string, { cookie }: { cookie: string }): Promise<string> =>
    (await ask('GET', `/api/boards/${boardId}`, cookie)).body.actorId
  const doorOf = async (boardId: string, { cookie }: { cookie: string }) =>
    (await ask('GET', `/api/boards/${boardId}/door`, cookie)).body
  const lock = (boardId: string, { cookie }: { cookie: string }, locked = true) =>
    ask('PUT', `/api/boards/${boardId}/door`, cookie, { locked })
  const remove = (boardId: string, { cookie }: { cookie: string }, actorId: string) =>
    ask('POST', `/api/boards/${boardId}/door/removals`, cookie, { actorId })
  async function factsOf(boardId: string) {
    const doc = new Y.Doc()
    for (const update of await server.context.rooms.read(boardId)) Y.applyUpdate(doc, update)
    return { door: readDoorFact(metaRoot(doc)), hands: readHands(metaRoot(doc)) }
  }
  async function enter(boardId: string, { cookie }: { cookie: string }) {
    const socket = new WebSocket(`${address.replace('http', 'ws')}/api/sync/${boardId}`, {
      headers: { cookie, origin: address },
    })
    await once(socket, 'message')
    return { socket, closed: once(socket, 'close').then(([code]) => code as number) }
  }
  async function visit(boardId: string, person: { cookie: string }) {
    const { socket, closed } = await enter(boardId, person)
    socket.close()
    await closed
  }

  test('the boards of a workshop have one door', async () => {
    const { plenary, one, two } = await workshop()
    const boards = [plenary, one, two]
    const ada = await participant('Ada', boards)
    await visit(plenary, ada)
    expect((await lock(one, coach)).body).toMatchObject({ holds: 'all', locked: true })
    for (const boardId of boards) expect((await factsOf(boardId)).door).toMatchObject({ locked: true })
    expect(await codeAt(one, ada)).toBe(200)
    const ben = await participant('Ben', boards)
    expect(await codeAt(plenary, ben)).toBe('door_locked')
  })

  test('who leads one group neither locks nor empties the others', async () => {
    const { id, plenary, one, two } = await workshop()
    const boards = [plenary, one, two]
    const fatou = await facilitator('Fatou')
    expect((await give(id, fatou.personId, [one])).status).toBe(200)
    const [ada, ben] = [await participant('Ada', boards), await participant('Ben', boards)]
    await visit(plenary, ben)
    const atTwo = await enter(two, ada)
    const atOne = await enter(one, ada)
    const adaOn = await actorOf(one, ada)

    for (const boardId of [plenary, one]) expect((await lock(boardId, fatou)).code).toBe('forbidden')
    const nobody = { locked: false, waiting: [], refused: [], removed: [] }
    expect(await doorOf(plenary, fatou)).toEqual({ holds: 'none', ...nobody })
    expect(await doorOf(one, fatou)).toEqual({ holds: 'table', ...nobody })
    expect((await remove(plenary, fatou, await actorOf(plenary, ada))).code).toBe('forbidden')

    // from her own table she sends somebody out, and lets her back
    const removed = await remove(one, fatou, adaOn)
    expect(removed.body).toMatchObject({
      holds: 'table',
      locked: false,
      removed: [{ actorId: adaOn, name: 'Ada' }],
    })
    expect(await atOne.closed).toBe(CLOSE_CODES.sent_out.code)
    expect(await codeAt(one, ada)).toBe('door_removed')
    expect((await ask('POST', `/api/boards/${one}/knock`, ada.cookie, {})).body.state).toBe('removed')
    expect(atTwo.socket.readyState).toBe(WebSocket.OPEN)
    expect([await codeAt(two, ada), await codeAt(plenary, ada), await codeAt(one, ben)]).toEqual([
      200, 200, 200,
    ])
    for (const boardId of boards) expect((await factsOf(boardId)).door?.locked ?? false).toBe(false)
    const list = JSON.stringify((await ask('GET', '/api/search?q=Un', ada.cookie)).body)
    expect(list).not.toContain(one)
    expect((await doorOf(one, coach)).removed).toEqual([{ actorId: adaOn, name: 'Ada' }])
    expect((await doorOf(two, coach)).removed).toEqual([])

    // who waits before the door of the whole session is not hers to let in, nor to know
    await lock(plenary, coach)
    const eve = await participant('Eve', boards)
    await ask('POST', `/api/boards/${one}/knock`, eve.cookie, {})
    const eveOn = (await doorOf(one, coach)).waiting[0]?.actorId
    expect(await doorOf(one, fatou)).toMatchObject({ locked: true, waiting: [] })
    const answers = `/api/boards/${one}/door/answers`
    const answer = await ask('POST', answers, fatou.cookie, { actorIds: [eveOn, adaOn], admit: true })
    expect(answer.body).toMatchObject({ removed: [] })
    expect(await codeAt(one, eve)).toBe('door_locked')
    expect(await codeAt(one, ada)).toBe(200)

    // who was given every group holds the door
    await give(id, fatou.personId, [one, two])
    expect((await doorOf(plenary, fatou)).holds).toBe('all')
    expect((await lock(plenary, fatou, false)).body).toMatchObject({ locked: false })
    atTwo.socket.terminate()
  })

  test('who is sent out of a workshop has her hand lowered wherever she had raised it', async () => {
    const { plenary, one } = await workshop()
    const ada = await participant('Ada', [plenary, one])
    await visit(plenary, ada)
    await ask('PUT', `/api/boards/${one}/attention/hand`, ada.cookie, { up: true })
    expect((await factsOf(one)).hands).toHaveLength(1)
    expect((await remove(plenary, coach, await actorOf(plenary, ada))).status).toBe(200)
    expect((await factsOf(one)).hands).toEqual([])
  })

  test('who is given no group any more does not lead the plenary', async () => {
    const { id, plenary, one } = await workshop()
    const guest = await createPerson(server.context, { name: 'Experte' })
    await grant(server.context, guest.personId, 'participant', 'organisation', place.organisationIds[0] ?? '')
    await give(id, guest.personId, [one])
    expect((await doorOf(plenary, guest)).holds).toBe('none')
    const { closed } = await enter(plenary, guest)
    await give(id, guest.personId, [])
    expect(await closed).toBe(CLOSE_CODES.rights_changed.code)
    expect((await ask('GET', `/api/boards/${plenary}/door`, guest.cookie)).code).toBe('forbidden')
    expect(await codeAt(plenary, guest)).toBe(200)
  })

  test('who is outside the door learns of the workshop only when it is', async () => {
    const { id, plenary, one, two } = await workshop()
    const ben = await createPerson(server.context, { name: 'Ben' })
    await grant(server.context, ben.personId, 'participant', 'organisation', place.organisationIds[0] ?? '')
    const ada = await participant('Ada', [plenary, one, two])
    await visit(plenary, ada)
    await lock(plenary, coach)
    const view = await ask('GET', `/api/workshops/${id}`, ben.cookie)
    expect(view.body).toMatchObject({
      title: 'Intervision',
      minutes: 60,
      outside: true,
      plenary: { boardId: plenary },
      groups: [],
      mine: { boardId: plenary, groupBoardId: null },
    })
    expect(JSON.stringify(view.body)).not.toMatch(new RegExp(`${one}|${two}|Ada|Deux`))
    expect((await ask('POST', `/api/workshops/${id}/arrive`, ben.cookie, {})).code).toBe('door_locked')
    expect((await ask('GET', `/api/workshops/${id}/presence`, ben.cookie)).code).toBe('door_locked')
    expect((await ask('GET', `/api/workshops/${id}/pack`, ben.cookie)).code).toBe('door_locked')
    // her organisation was not placed by it
    expect(await server.context.db.selectFrom('workshop_place').selectAll().execute()).toEqual([])
    expect((await ask('GET', '/api/workshops', ben.cookie)).body.workshops).toContainEqual(
      expect.objectContaining({ id, title: 'Intervision' }),
    )
    const inside = await ask('GET', `/api/workshops/${id}`, ada.cookie)
    expect(inside.body).toMatchObject({ outside: false, groups: [{ boardId: one }, { boardId: two }] })

    const adaOn = await actorOf(plenary, ada)
    await remove(plenary, coach, adaOn)
    expect((await ask('GET', `/api/workshops/${id}`, ada.cookie)).body).toMatchObject({
      outside: true,
      groups: [],
    })
    expect((await ask('POST', `/api/workshops/${id}/arrive`, ada.cookie, {})).code).toBe('door_removed')
    await lock(plenary, coach, false)
    expect((await ask('GET', `/api/workshops/${id}`, ben.cookie)).body).toMatchObject({ outside: false })
    expect((await ask('POST', `/api/workshops/${id}/arrive`, ben.cookie, {})).status).toBe(200)
  })
})
