import { once } from 'node:events'
import { readWorkshopFact } from '@tablee/board'
import { addItem, setItemText } from '@tablee/board/edit'
import { CLOSE_CODES } from '@tablee/sync'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { cookieOf, createPerson, grant } from '../accounts/testing.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage, testOnce } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

const NAMES = ['Ferme', 'Atelier', 'Rivage', 'Tremplin', 'Semence', 'Quai'] as const

describe.each(DATABASES)('a workshop on $name', ({ name, open }) => {
  // what is told on boards, and who may see what, is the same on both
  const told = testOnce(name)
  let storage: TestStorage
  let server: TestApp
  let cohortId: string
  let organisations: string[]
  let coach: string

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
  })
  beforeEach(async () => {
    const cohort = await createCohort(server.context, { organisations: NAMES })
    cohortId = cohort.cohortId
    organisations = cohort.organisationIds
    coach = await personWith('coach', 'cohort', cohortId)
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  async function personWith(
    role: 'coach' | 'facilitator' | 'participant' | 'funder',
    kind: 'cohort' | 'organisation' | 'board',
    scopeId: string,
  ): Promise<string> {
    const { personId, cookie } = await createPerson(server.context, { name: `${role} ${kind}` })
    await grant(server.context, personId, role, kind, scopeId)
    return cookie
  }

  async function call(
    cookie: string,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    url: string,
    payload?: object,
  ) {
    const answer = await server.app.inject({
      method,
      url,
      headers: { cookie },
      ...(payload === undefined ? {} : { payload }),
    })
    return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
  }

  const order = (more: object = {}) => ({
    key: 'a-key-made-by-the-client',
    title: 'Intervision 4',
    startsAt: '2026-03-12T09:00:00.000Z',
    minutes: 90,
    plenaryTemplateId: 'inter-debrief',
    groupTemplateId: 'inter-peer-case',
    groups: [
      { name: 'Meuse', organisationIds: organisations.slice(0, 2) },
      { name: 'Sambre', organisationIds: organisations.slice(2, 4) },
    ],
    ...more,
  })

  async function made(more: object = {}) {
    const { status, body } = await call(coach, 'POST', `/api/cohorts/${cohortId}/workshops`, order(more))
    expect(status, JSON.stringify(body)).toBe(201)
    return body
  }

  const groupOf = (workshop: { groups: { name: string; boardId: string }[] }, name: string) =>
    workshop.groups.find((group) => group.name === name)?.boardId ?? ''
  const factOf = (boardId: string) =>
    server.context.rooms.edit(boardId, (doc) => readWorkshopFact(doc.getMap('meta')))

  test('is made with all its boards in one action, and once for one key', async () => {
    const workshop = await made({ collated: true, coachingTemplateId: 'change-plan' })
    expect(workshop.groups.map(({ title }: { title: string }) => title)).toEqual([
      'Intervision 4 – Meuse',
      'Intervision 4 – Sambre',
    ])
    expect(workshop.collated).not.toBeNull()
    expect(workshop.coaching).toHaveLength(NAMES.length)
    expect(workshop.waiting.organisations).toHaveLength(2)
    const again = await made({ collated: true })
    expect(again.id).toBe(workshop.id)
    const { body } = await call(coach, 'GET', `/api/cohorts/${cohortId}/boards`)
    expect(body.boards).toHaveLength(1 + 2 + 1 + NAMES.length)
    expect(await factOf(groupOf(workshop, 'Meuse'))).toMatchObject({ kind: 'group', here: 'plenary' })
    const both = await Promise.all([1, 2].map(() => made({ key: 'asked-twice-at-once' })))
    expect(both[0].id).toBe(both[1].id)
  })

  told(
    'one command goes to all groups, each from its own step; the session begins with the first',
    async () => {
      const workshop = await made()
      const [meuse, sambre] = [groupOf(workshop, 'Meuse'), groupOf(workshop, 'Sambre')]
      const path = `/api/workshops/${workshop.id}/script`
      const shown = async () => {
        const { body } = await call(coach, 'GET', `${path}s`)
        const running = body.boards.filter(({ step }: { step: unknown }) => step !== null)
        return Object.fromEntries(
          running.map(({ boardId, step }: { boardId: string; step: { id: string } }) => [boardId, step.id]),
        )
      }
      const all = async (command: object, commandId: string) => {
        const { status, body } = await call(coach, 'POST', path, { commandId, command })
        expect(status, JSON.stringify(body)).toBe(200)
        return body.boards.map(({ done }: { done: boolean }) => done)
      }
      const stepOf = async (boardId: string) => {
        const { script } = (await call(coach, 'GET', `/api/boards/${boardId}/script`)).body
        return script.steps.findIndex(({ id }: { id: string }) => id === script.state.stepId)
      }
      expect(await all({ do: 'next', from: await shown() }, 'before-the-start')).toEqual([false, false])
      const state = async () => (await call(coach, 'GET', `/api/workshops/${workshop.id}`)).body.state
      expect(await state()).toBe('planned')
      expect(await all({ do: 'start' }, 'all-of-them-start')).toEqual([true, true])
      // the session has begun, and nobody is called away from where she is
      expect([await state(), (await factOf(meuse))?.state]).toEqual(['running', 'planned'])
      // one table goes ahead
      const { script } = (await call(coach, 'GET', `/api/boards/${meuse}/script`)).body
      const own = { do: 'next', from: script.state.stepId }
      await call(coach, 'POST', `/api/boards/${meuse}/script`, { commandId: 'her-own-command', command: own })
      const from = await shown()
      expect(await all({ do: 'next', from }, 'pressed-twice')).toEqual([true, true])
      // the answer was lost on the way
      expect(await all({ do: 'next', from }, 'pressed-twice')).toEqual([true, true])
      expect([await stepOf(meuse), await stepOf(sambre)]).toEqual([2, 1])
      // somebody else had pressed at the same moment, and her screen shows the step before
      const late = await call(coach, 'POST', path, {
        commandId: 'somebody-elses',
        command: { do: 'next', from },
      })
      expect(late.body.boards).toMatchObject([
        { done: false, problem: null, stepId: 'step-3' },
        { done: false, problem: null, stepId: 'step-2' },
      ])
      expect([await stepOf(meuse), await stepOf(sambre)]).toEqual([2, 1])
      const plenary = await call(coach, 'GET', `/api/boards/${workshop.plenary.boardId}/script`)
      expect(plenary.body.script.state.phase).toBe('ready')
      await call(coach, 'POST', `/api/workshops/${workshop.id}/here`, { here: 'plenary' })
      expect(await factOf(meuse)).toMatchObject({ state: 'running', here: 'plenary' })
      const participant = await personWith('participant', 'organisation', organisations[0] ?? '')
      for (const refused of [
        await call(participant, 'POST', path, { commandId: 'not-hers', command: { do: 'start' } }),
        await call(participant, 'GET', `${path}s`),
      ])
        expect([refused.status, refused.body.error.code]).toEqual([403, 'forbidden'])
    },
  )

  told('a group whose board cannot be reached holds up no other, and its name is in the answer', async () => {
    const workshop = await made()
    const [meuse, sambre] = [groupOf(workshop, 'Meuse'), groupOf(workshop, 'Sambre')]
    // its content was lost on the disk
    await server.close()
    server = await openTestApp(storage)
    for (const table of ['sync_update', 'sync_part', 'sync_claim'] as const)
      await server.context.db.deleteFrom(table).where('room_id', '=', meuse).execute()
    await server.context.db.deleteFrom('sync_room').where('id', '=', meuse).execute()
    const { status, body } = await call(coach, 'POST', `/api/workshops/${workshop.id}/script`, {
      commandId: 'all-of-them-start',
      command: { do: 'start' },
    })
    expect(status).toBe(200)
    expect(body.boards).toMatchObject([
      { boardId: meuse, done: false, problem: 'internal' },
      { boardId: sambre, done: true, problem: null },
    ])
    const shown = await call(coach, 'GET', `/api/workshops/${workshop.id}/scripts`)
    expect(shown.body.boards).toMatchObject([{ boardId: sambre, phase: 'running', step: { at: 1 } }])
  })

  told('an archived group, or one that she does not lead, stays as it is', async () => {
    const workshop = await made()
    const [meuse, sambre] = [groupOf(workshop, 'Meuse'), groupOf(workshop, 'Sambre')]
    const start = async (cookie: string, commandId: string) => {
      const path = `/api/workshops/${workshop.id}/script`
      const { body } = await call(cookie, 'POST', path, { commandId, command: { do: 'start' } })
      return body.boards.map(({ boardId, done }: { boardId: string; done: boolean }) => [boardId, done])
    }
    const phaseOf = async (boardId: string) =>
      (await call(coach, 'GET', `/api/boards/${boardId}/script`)).body.script.state.phase
    // she was given Meuse, and only sees Sambre
    const { personId, cookie } = await createPerson(server.context, { name: 'Animatrice' })
    await grant(server.context, personId, 'facilitator', 'cohort', cohortId)
    await grant(server.context, personId, 'facilitator', 'board', meuse)
    await grant(server.context, personId, 'expert', 'board', sambre)
    expect(await start(cookie, 'of-her-own-group')).toEqual([
      [meuse, true],
      [sambre, false],
    ])
    expect(await phaseOf(sambre)).toBe('ready')
    await call(coach, 'PATCH', `/api/boards/${sambre}`, { status: 'archived' })
    expect(await start(coach, 'also-the-archived')).toContainEqual([sambre, false])
    expect(await phaseOf(sambre)).toBe('ready')
  })

  test('leaves nothing behind when it cannot be made', async () => {
    const refused = await call(coach, 'POST', `/api/cohorts/${cohortId}/workshops`, {
      ...order(),
      groupTemplateId: 'no-such-method',
    })
    expect([refused.status, refused.body.error.code]).toEqual([400, 'template_unknown'])
    await call(coach, 'PUT', `/api/cohorts/${cohortId}/exclusions`, {
      pairs: [[organisations[1], organisations[0]]],
    })
    const excluded = await call(coach, 'POST', `/api/cohorts/${cohortId}/workshops`, order())
    expect([excluded.status, excluded.body.error.code]).toEqual([409, 'workshop_placement_excluded'])
    expect(JSON.stringify(excluded.body)).not.toContain(organisations[0])
    expect((await call(coach, 'GET', `/api/cohorts/${cohortId}/boards`)).body.boards).toEqual([])
    expect((await call(coach, 'GET', `/api/cohorts/${cohortId}/workshops`)).body.workshops).toEqual([])
  })

  told('shows a member the plenary and her own group, and of the others not even a name', async () => {
    const workshop = await made({ collated: true })
    const member = await personWith('participant', 'organisation', organisations[0] ?? '')
    await personWith('participant', 'organisation', organisations[2] ?? '')
    const { body: seen } = await call(member, 'GET', `/api/workshops/${workshop.id}`)
    expect(seen.groups).toHaveLength(1)
    expect(seen.groups[0]).toMatchObject({ name: 'Meuse', people: [{ id: null, organisation: 'Ferme' }] })
    expect(seen).toMatchObject({ collated: null, waiting: { organisations: [], people: [] } })
    expect(JSON.stringify(seen)).not.toMatch(/Sambre|Rivage|Tremplin/)
    const { body: list } = await call(member, 'GET', `/api/cohorts/${cohortId}/boards`)
    expect(list.boards.map(({ title }: { title: string }) => title).sort()).toEqual([
      'Intervision 4 – Meuse',
      'Intervision 4 – Plénière',
    ])
    for (const path of ['', '/items', '/sources', '/references', '/export?format=json'])
      expect((await call(member, 'GET', `/api/boards/${groupOf(workshop, 'Sambre')}${path}`)).status).toBe(
        404,
      )
    const sources = await call(member, 'GET', `/api/boards/${workshop.plenary.boardId}/sources`)
    expect(JSON.stringify(sources.body)).not.toContain('Sambre')
  })

  told('closes to a facilitator of the cohort the groups that she was not given', async () => {
    const workshop = await made()
    const { personId, cookie } = await createPerson(server.context, { name: 'Animatrice' })
    await grant(server.context, personId, 'facilitator', 'cohort', cohortId)
    const meuse = groupOf(workshop, 'Meuse')
    const sambre = groupOf(workshop, 'Sambre')
    expect((await call(cookie, 'GET', `/api/boards/${meuse}`)).status).toBe(200)
    const given = `/api/workshops/${workshop.id}/facilitators/${personId}`
    expect((await call(cookie, 'PUT', given, { boardIds: [meuse, sambre] })).status).toBe(403)
    await call(coach, 'PUT', given, { boardIds: [sambre] })
    expect((await call(cookie, 'GET', `/api/boards/${meuse}`)).status).toBe(404)
    expect((await call(cookie, 'GET', `/api/boards/${sambre}`)).status).toBe(200)
    expect((await call(cookie, 'GET', `/api/workshops/${workshop.id}`)).body.groups).toHaveLength(1)
    const { body: people } = await call(cookie, 'GET', `/api/cohorts/${cohortId}/people`)
    expect(JSON.stringify(people)).not.toContain('Meuse')
    const { body: numbers } = await call(cookie, 'GET', `/api/cohorts/${cohortId}/overview`)
    expect(JSON.stringify(numbers)).not.toContain('Meuse')
    // nor does she end the work of groups that she does not see
    const closed = await call(cookie, 'POST', `/api/workshops/${workshop.id}/close`)
    expect([closed.status, closed.body.error?.code]).toEqual([403, 'forbidden'])
    await call(coach, 'PUT', given, { boardIds: [] })
    expect((await call(cookie, 'GET', `/api/boards/${meuse}`)).status).toBe(200)
  })

  test('puts who comes late into the smallest group that the exclusions allow, or lets her wait', async () => {
    const [, , , , late = '', later = ''] = organisations
    await call(coach, 'PUT', `/api/cohorts/${cohortId}/exclusions`, { pairs: [[late, organisations[2]]] })
    const workshop = await made({
      groups: [
        { name: 'Meuse', organisationIds: organisations.slice(0, 2) },
        { name: 'Sambre', organisationIds: organisations.slice(2, 3) },
      ],
    })
    const member = await personWith('participant', 'organisation', late)
    const arrival = await call(member, 'POST', `/api/workshops/${workshop.id}/arrive`)
    // Sambre is smaller, but somebody there must not meet her
    expect(arrival.body).toEqual({
      boardId: workshop.plenary.boardId,
      groupBoardId: groupOf(workshop, 'Meuse'),
    })
    await call(coach, 'PATCH', `/api/workshops/${workshop.id}`, { lateArrivals: 'byHand' })
    const waiting = await personWith('participant', 'organisation', later)
    const second = await call(waiting, 'POST', `/api/workshops/${workshop.id}/arrive`)
    expect(second.body.groupBoardId).toBeNull()
    const place = (id: string, boardId: string | null) =>
      call(coach, 'PUT', `/api/workshops/${workshop.id}/organisations/${id}`, { boardId })
    const refused = await place(late, groupOf(workshop, 'Sambre'))
    expect([refused.status, refused.body.error.code]).toEqual([409, 'workshop_placement_excluded'])
    expect((await place(later, groupOf(workshop, 'Sambre'))).status).toBe(200)
    const { body } = await call(waiting, 'GET', `/api/workshops/${workshop.id}`)
    expect(body.mine.groupBoardId).toBe(groupOf(workshop, 'Sambre'))
  })

  test('moving an organisation closes the sockets of its people on the board they leave, and no others', async () => {
    const workshop = await made()
    const meuse = groupOf(workshop, 'Meuse')
    const moved = await personWith('participant', 'organisation', organisations[0] ?? '')
    const stays = await personWith('participant', 'organisation', organisations[1] ?? '')
    const address = await server.listen()
    const connect = async (cookie: string, boardId: string) => {
      const socket = new WebSocket(`${address.replace('http', 'ws')}/api/sync/${boardId}`, {
        headers: { cookie, origin: address },
      })
      await once(socket, 'open')
      return socket
    }
    const leaving = await connect(moved, meuse)
    const inPlenary = await connect(moved, workshop.plenary.boardId)
    const other = await connect(stays, meuse)
    const closed = once(leaving, 'close')
    const { body: present } = await call(coach, 'GET', `/api/workshops/${workshop.id}/presence`)
    expect(present.boards.find((board: { boardId: string }) => board.boardId === meuse).people).toHaveLength(
      2,
    )
    await call(coach, 'PUT', `/api/workshops/${workshop.id}/organisations/${organisations[0]}`, {
      boardId: groupOf(workshop, 'Sambre'),
    })
    expect((await closed)[0]).toBe(CLOSE_CODES.rights_changed.code)
    expect([inPlenary.readyState, other.readyState]).toEqual([WebSocket.OPEN, WebSocket.OPEN])
    expect((await call(moved, 'GET', `/api/boards/${meuse}`)).status).toBe(404)
    expect((await call(moved, 'GET', `/api/boards/${groupOf(workshop, 'Sambre')}`)).status).toBe(200)
    inPlenary.close()
    other.close()
  })

  test('lets guests in by one link, each onto the board that is hers now', async () => {
    const workshop = await made()
    const { body: invitation } = await call(coach, 'POST', `/api/workshops/${workshop.id}/invitations`, {})
    const again = await call(coach, 'POST', `/api/workshops/${workshop.id}/invitations`, {})
    expect(again.body.code).toBe(invitation.code)
    const { body: preview } = await call('', 'POST', '/api/invitations/preview', { code: invitation.code })
    expect(preview.workshop).toEqual({
      title: 'Intervision 4',
      startsAt: '2026-03-12T09:00:00.000Z',
      asksOrganisation: true,
    })
    const join = async (name: string, key: object, organisation?: string) => {
      const { body, headers } = await call('', 'POST', '/api/invitations/join', {
        ...key,
        name,
        organisation,
      })
      return { ...body, cookie: cookieOf(headers['set-cookie']) }
    }
    const code = { code: invitation.code }
    const known = await join('Léa', code, 'la FERME')
    expect(known).toMatchObject({ workshopId: workshop.id, boardId: workshop.plenary.boardId })
    const unknown = await join('Malik', code, 'Inconnue asbl')
    const alone = await join('Nora', code)
    expect(alone.boardId).toBe(workshop.plenary.boardId)
    await call(coach, 'POST', `/api/workshops/${workshop.id}/believe`)
    await call(coach, 'POST', `/api/workshops/${workshop.id}/here`, { here: 'groups' })
    const mine = async ({ cookie }: { cookie: string }) =>
      (await call(cookie, 'GET', `/api/workshops/${workshop.id}`)).body.mine.boardId
    expect(await mine(known)).toBe(groupOf(workshop, 'Meuse'))
    // somebody of an organisation that nobody knows may be one whom another must not meet
    expect(await mine(unknown)).toBe(workshop.plenary.boardId)
    expect(await mine(alone)).toBe(workshop.plenary.boardId)
    const told = await call(coach, 'POST', `/api/workshops/${workshop.id}/invitations`, {
      organisationId: organisations[3],
    })
    const byLink = await join('Omar', { token: new URL(told.body.url).hash.replace('#j=', '') })
    expect(byLink.boardId).toBe(groupOf(workshop, 'Sambre'))
    expect((await call(byLink.cookie, 'GET', `/api/boards/${groupOf(workshop, 'Meuse')}`)).status).toBe(404)
    // a guest of an organisation is a guest of the workshop, and of nothing else that the organisation has
    expect((await call(byLink.cookie, 'GET', `/api/cohorts/${cohortId}`)).status).toBe(404)
    const { body: view } = await call(coach, 'GET', `/api/workshops/${workshop.id}`)
    expect(view.waiting.people).toEqual([
      expect.objectContaining({ name: 'Malik', said: 'Inconnue asbl', guest: true }),
      expect.objectContaining({ name: 'Nora', said: null, guest: true }),
    ])
    const placed = await call(
      coach,
      'PUT',
      `/api/workshops/${workshop.id}/people/${view.waiting.people[0].id}`,
      { boardId: groupOf(workshop, 'Sambre') },
    )
    expect(placed.body.waiting.people).toMatchObject([{ name: 'Nora' }])
    expect(await mine(unknown)).toBe(groupOf(workshop, 'Sambre'))
    // guests go along with their organisation
    await call(coach, 'PUT', `/api/workshops/${workshop.id}/organisations/${organisations[0]}`, {
      boardId: groupOf(workshop, 'Sambre'),
    })
    expect(await mine(known)).toBe(groupOf(workshop, 'Sambre'))
    expect((await call(known.cookie, 'GET', `/api/boards/${groupOf(workshop, 'Meuse')}`)).status).toBe(404)
  })

  told(
    'calls everybody by a fact on every board, and says nothing new when they are called twice',
    async () => {
      const workshop = await made()
      const here = (place: string) =>
        call(coach, 'POST', `/api/workshops/${workshop.id}/here`, { here: place })
      await here('groups')
      const first = await factOf(groupOf(workshop, 'Meuse'))
      expect(first).toMatchObject({ state: 'running', here: 'groups' })
      await here('groups')
      expect(await factOf(groupOf(workshop, 'Meuse'))).toEqual(first)
      await here('plenary')
      for (const boardId of [workshop.plenary.boardId, groupOf(workshop, 'Sambre')])
        expect(await factOf(boardId)).toMatchObject({ here: 'plenary', revision: (first?.revision ?? 0) + 1 })
      const member = await personWith('participant', 'organisation', organisations[0] ?? '')
      expect(
        (await call(member, 'POST', `/api/workshops/${workshop.id}/here`, { here: 'groups' })).status,
      ).toBe(403)
    },
  )

  test('is closed with a snapshot of every board, however often it is asked', async () => {
    const workshop = await made()
    const close = () => call(coach, 'POST', `/api/workshops/${workshop.id}/close`)
    const both = await Promise.all([close(), close()])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect((await close()).body.state).toBe('closed')
    for (const boardId of [
      workshop.plenary.boardId,
      groupOf(workshop, 'Meuse'),
      groupOf(workshop, 'Sambre'),
    ]) {
      const { body } = await call(coach, 'GET', `/api/boards/${boardId}/snapshots`)
      expect(body.snapshots.map(({ name }: { name: string }) => name)).toEqual(['Intervision 4'])
    }
    const refused = await call(coach, 'POST', `/api/workshops/${workshop.id}/here`, { here: 'plenary' })
    expect([refused.status, refused.body.error.code]).toEqual([409, 'workshop_closed'])
    const moving = await call(
      coach,
      'PUT',
      `/api/workshops/${workshop.id}/organisations/${organisations[0]}`,
      { boardId: null },
    )
    expect(moving.body.error.code).toBe('workshop_closed')
  })

  test('has a coaching board for each organisation, whose meetings stand in the calendar of those who see it', async () => {
    const roomCount = async () =>
      (await server.context.db.selectFrom('sync_room').select('id').execute()).length
    const before = await roomCount()
    const workshop = await made()
    const path = `/api/workshops/${workshop.id}/coaching`
    const add = () => call(coach, 'POST', path, { templateId: 'change-plan' })
    // pressed twice at once
    const both = await Promise.all([add(), add()])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    const { coaching } = (await call(coach, 'GET', `/api/workshops/${workshop.id}`)).body
    const names = coaching.map(({ organisation }: { organisation: string }) => organisation)
    expect(names).toEqual([...NAMES].sort())
    const idOf = (at: number) => organisations[NAMES.indexOf(names[at])] ?? ''
    expect(coaching[0]).toMatchObject({ title: 'Intervision 4 – Accompagnement', meetsAt: null })
    expect(await factOf(coaching[0].boardId)).toMatchObject({ kind: 'coaching', state: 'planned' })
    expect((await roomCount()) - before).toBe(1 + 2 + NAMES.length)

    const meet = (who: string, at: number, meetsAt: string | null) =>
      call(who, 'PUT', `${path}/${coaching[at].boardId}`, { meetsAt })
    expect((await meet(coach, 0, '2026-04-02T12:00:00.000Z')).body.coaching[0].meetsAt).toBe(
      '2026-04-02T12:00:00.000Z',
    )
    await meet(coach, 1, '2026-03-20T12:00:00.000Z')
    await meet(coach, 2, '2026-03-19T12:00:00.000Z')
    await meet(coach, 2, null)
    const meetingsOf = async (who: string) => {
      const { body } = await call(who, 'GET', `/api/cohorts/${cohortId}/workshops`)
      return body.workshops[0].meetings.map(({ organisation }: { organisation: string }) => organisation)
    }
    expect(await meetingsOf(coach)).toEqual([names[1], names[0]])
    const participant = await personWith('participant', 'organisation', idOf(0))
    expect(await meetingsOf(participant)).toEqual([names[0]])
    expect(await meetingsOf(await personWith('participant', 'organisation', idOf(1)))).toEqual([names[1]])
    expect((await meet(participant, 0, null)).status).toBe(403)
    expect((await meet(participant, 1, null)).status).toBe(403)
    const group = await call(coach, 'PUT', `${path}/${groupOf(workshop, 'Meuse')}`, { meetsAt: null })
    expect(group.status).toBe(404)

    // one meets after the session, too; but what it leaves is complete when it is closed
    await call(coach, 'POST', `/api/workshops/${workshop.id}/close`)
    expect((await meet(coach, 3, '2026-05-02T12:00:00.000Z')).status).toBe(200)
    expect((await add()).body.error.code).toBe('workshop_closed')
  })

  told(
    'R14 on its coaching board an organisation takes up what its group and the plenary wrote, by reference, and nobody else learns of it',
    async () => {
      const workshop = await made({ coachingTemplateId: 'change-plan' })
      const [own = '', neighbour = '', stranger = ''] = organisations
      const meuse = groupOf(workshop, 'Meuse')
      const plenary: string = workshop.plenary.boardId
      const write = (boardId: string, zoneId: string, text: string) =>
        server.context.rooms.edit(boardId, (doc) =>
          addItem({ doc, by: null, role: 'coach' }, { zoneId, text }),
        )
      const advice = await write(meuse, 'advice', 'Commencer par la collecte seule')
      const learned = await write(plenary, 'learned', 'Un glossaire de vingt mots')
      const [mine, theirs] = [own, stranger].map(
        (id) =>
          workshop.coaching.find(
            ({ organisation }: { organisation: string }) => organisation === NAMES[organisations.indexOf(id)],
          )?.boardId ?? '',
      )
      const holder = await personWith('participant', 'organisation', own)
      const path = `/api/boards/${mine}`

      const sources = (await call(holder, 'GET', `${path}/sources`)).body.boards
      const ids = sources.map(({ id }: { id: string }) => id)
      expect(ids).toEqual(expect.arrayContaining([meuse, plenary]))
      expect(ids).not.toContain(groupOf(workshop, 'Sambre'))
      expect(ids).not.toContain(theirs)
      for (const [fromBoardId, itemId] of [
        [meuse, advice],
        [plenary, learned],
      ]) {
        const taken = { fromBoardId, itemIds: [itemId], zoneId: 'actions' }
        expect((await call(holder, 'POST', `${path}/references`, taken)).status).toBe(201)
      }
      const references = async (who: string) => (await call(who, 'GET', `${path}/references`)).body.references
      expect(await references(holder)).toMatchObject([
        {
          state: 'same',
          source: { boardId: meuse, itemId: advice, text: 'Commencer par la collecte seule' },
        },
        { state: 'same', source: { boardId: plenary, itemId: learned } },
      ])
      // what the group says otherwise later shows beside it, and what was taken stays as it was
      await server.context.rooms.edit(meuse, (doc) => {
        setItemText({ doc, by: null, role: 'coach' }, advice ?? '', 'Commencer par les boutiques')
      })
      expect(await references(coach)).toMatchObject([
        { state: 'reworded', source: { text: 'Commencer par les boutiques' } },
        { state: 'same' },
      ])
      const { body } = await call(holder, 'GET', `${path}/items`)
      expect(JSON.stringify(body)).toContain('Commencer par la collecte seule')

      // of the same group, and of another one
      for (const organisationId of [neighbour, stranger]) {
        const other = await personWith('participant', 'organisation', organisationId)
        for (const part of ['', '/items', '/references', '/sources'])
          expect((await call(other, 'GET', `${path}${part}`)).status).toBe(404)
        const { body: dependents } = await call(other, 'GET', `/api/boards/${plenary}/dependents`)
        expect(dependents).toEqual({ dependents: [] })
      }
      const other = await personWith('participant', 'organisation', neighbour)
      expect((await call(other, 'GET', `/api/boards/${meuse}/dependents`)).body).toEqual({ dependents: [] })
      const { body: told } = await call(holder, 'GET', `/api/boards/${meuse}/dependents`)
      expect(told.dependents).toMatchObject([{ itemId: advice, board: { id: mine } }])
    },
  )

  told('proposes balanced groups, and says which pair leaves none', async () => {
    const balance = (names: string[]) =>
      call(coach, 'POST', `/api/cohorts/${cohortId}/workshops/balance`, {
        names,
        organisationIds: organisations,
        seed: 4,
      })
    const [a, b, c] = organisations
    await call(coach, 'PUT', `/api/cohorts/${cohortId}/exclusions`, {
      pairs: [
        [a, b],
        [b, c],
        [c, a],
      ],
    })
    const { body } = await balance(['Meuse', 'Sambre', 'Ourthe'])
    expect(body.groups.map((group: string[]) => group.length)).toEqual([2, 2, 2])
    const refused = await balance(['Meuse', 'Sambre'])
    expect([refused.status, refused.body.error.code]).toEqual([409, 'workshop_groups_impossible'])
    expect(refused.body.error.details.organisationIds).toHaveLength(2)
    const facilitator = await personWith('facilitator', 'cohort', cohortId)
    expect((await call(facilitator, 'GET', `/api/cohorts/${cohortId}/exclusions`)).status).toBe(404)
  })

  told('does not exist for a funder', async () => {
    const workshop = await made()
    const funder = await personWith('funder', 'cohort', cohortId)
    expect((await call(funder, 'GET', `/api/workshops/${workshop.id}`)).status).toBe(404)
    expect((await call(funder, 'GET', `/api/cohorts/${cohortId}/workshops`)).status).toBe(404)
    expect((await call(funder, 'GET', '/api/workshops')).body).toEqual({ workshops: [] })
  })
})
