import { once } from 'node:events'
import type { Role, ScopeKind } from '@tablee/contract'
import { CLOSE_CODES } from '@tablee/sync'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { cookieOf, createPerson, grant } from '../accounts/testing.ts'
import { findWriters } from '../cohorts/board-store.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

/** Longest wait for what must come, in ms. */
const EVENT_MS = 10_000

describe.each(DATABASES)('the groups of a workshop stay closed to one another on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let cohortId: string
  /** Ferme is in Meuse, Rivage in Sambre, Quai in none. */
  let ferme: string
  let rivage: string
  let quai: string
  let coach: string
  let workshopId: string
  let plenary: string
  let meuse: string
  let sambre: string
  let collated: string

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
  })
  beforeEach(async () => {
    const cohort = await createCohort(server.context, { organisations: ['Ferme', 'Rivage', 'Quai'] })
    cohortId = cohort.cohortId
    ;[ferme = '', rivage = '', quai = ''] = cohort.organisationIds
    coach = (await personWith('coach', 'cohort', cohortId)).cookie
    const { body } = await call(coach, 'POST', `/api/cohorts/${cohortId}/workshops`, {
      key: 'a-key-made-by-the-client',
      title: 'Intervision',
      startsAt: '2026-03-12T09:00:00.000Z',
      minutes: 90,
      plenaryTemplateId: 'inter-debrief',
      groupTemplateId: 'inter-peer-case',
      groups: [
        { name: 'Meuse', organisationIds: [ferme] },
        { name: 'Sambre', organisationIds: [rivage] },
      ],
      collated: true,
    })
    workshopId = body.id
    plenary = body.plenary.boardId
    collated = body.collated.boardId
    ;[meuse = '', sambre = ''] = body.groups.map(({ boardId }: { boardId: string }) => boardId)
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  async function personWith(role: Role, kind: ScopeKind, scopeId: string) {
    const person = await createPerson(server.context, { name: `${role} ${kind}` })
    await grant(server.context, person.personId, role, kind, scopeId)
    return person
  }

  /** A facilitator of the cohort to whom the coach gave Meuse. */
  async function leaderOfMeuse() {
    const person = await personWith('facilitator', 'cohort', cohortId)
    const given = `/api/workshops/${workshopId}/facilitators/${person.personId}`
    expect((await call(coach, 'PUT', given, { boardIds: [meuse] })).status).toBe(200)
    return person
  }

  async function call(
    cookie: string,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
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

  const sees = async (cookie: string, boardId: string) =>
    (await call(cookie, 'GET', `/api/boards/${boardId}`)).status === 200
  const wayIn = async (organisationId: string | null) =>
    (await call(coach, 'POST', `/api/workshops/${workshopId}/invitations`, { organisationId })).body
  const join = async (cookie: string, code: string, organisation?: string) => {
    const answer = await call(cookie, 'POST', '/api/invitations/join', { code, name: 'Nora', organisation })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return cookieOf(answer.headers['set-cookie'])
  }
  async function connect(address: string, { cookie, boardId }: { cookie: string; boardId: string }) {
    const socket = new WebSocket(`${address.replace('http', 'ws')}/api/sync/${boardId}`, {
      headers: { cookie, origin: address },
    })
    await once(socket, 'open')
    return socket
  }

  test('who says that she is of an organisation waits for the coach when people are placed by hand', async () => {
    await call(coach, 'PATCH', `/api/workshops/${workshopId}`, { lateArrivals: 'byHand' })
    const { code } = await wayIn(null)
    const guest = await join('', code, 'Rivage')
    await call(guest, 'POST', `/api/workshops/${workshopId}/arrive`)
    expect([await sees(guest, plenary), await sees(guest, sambre)]).toEqual([true, false])
    const { waiting } = (await call(coach, 'GET', `/api/workshops/${workshopId}`)).body
    expect(waiting.people).toEqual([expect.objectContaining({ said: 'Rivage', organisation: null })])
    const place = `/api/workshops/${workshopId}/people/${waiting.people[0].id}`
    expect((await call(coach, 'PUT', place, { boardId: sambre })).status).toBe(200)
    expect(await sees(guest, sambre)).toBe(true)
    // the coach's own link says it in her place
    const { code: ofFerme } = await wayIn(ferme)
    expect(await sees(await join('', ofFerme), meuse)).toBe(true)
  })

  /** The coach puts the first of those who wait somewhere. */
  const placeFirst = async (boardId: string) => {
    const [{ id }] = (await seenByCoach()).waiting.people
    const place = `/api/workshops/${workshopId}/people/${id}`
    expect((await call(coach, 'PUT', place, { boardId })).status).toBe(200)
  }

  test('a guest who joins again stays in her group, whatever she says and by whatever link', async () => {
    const { code } = await wayIn(null)
    const { code: ofRivage } = await wayIn(rivage)
    const guest = await join('', code)
    expect([await sees(guest, meuse), await sees(guest, sambre)]).toEqual([false, false])
    await placeFirst(meuse)
    await join(guest, code, 'Rivage')
    await join(guest, ofRivage)
    expect([await sees(guest, meuse), await sees(guest, sambre)]).toEqual([true, false])
    const member = await join('', code, 'Ferme')
    await call(coach, 'POST', `/api/workshops/${workshopId}/believe`)
    await join(member, code, 'Rivage')
    expect([await sees(member, meuse), await sees(member, sambre)]).toEqual([true, false])
  })

  test('the ways into the workshop are listed for those who may invite to all its groups', async () => {
    const { id } = await wayIn(null)
    const { id: ofRivage } = await wayIn(rivage)
    const leader = await leaderOfMeuse()
    const ofPlenary = await personWith('facilitator', 'board', plenary)
    const everywhere = await personWith('facilitator', 'cohort', cohortId)
    const listed = async (cookie: string, scope: string) => {
      const { status, body } = await call(cookie, 'GET', `/api/invitations?${scope}`)
      expect(status).toBe(200)
      return body.invitations.map((each: { id: string }) => each.id).sort()
    }
    const onPlenary = `scopeKind=board&scopeId=${plenary}`
    const both = [id, ofRivage].sort()
    for (const cookie of [leader.cookie, ofPlenary.cookie])
      expect(await listed(cookie, onPlenary)).toEqual([])
    expect(await listed(leader.cookie, `scopeKind=cohort&scopeId=${cohortId}`)).toEqual([])
    for (const cookie of [coach, everywhere.cookie]) expect(await listed(cookie, onPlenary)).toEqual(both)
    const refused = await call(leader.cookie, 'DELETE', `/api/invitations/${id}`)
    expect([refused.status, refused.body.error.code]).toEqual([403, 'role_not_grantable'])
  })

  test('who was given one group makes nobody a member of an organisation, herself neither', async () => {
    const invite = (cookie: string, scopeId: string) =>
      call(cookie, 'POST', '/api/invitations', { role: 'participant', scopeKind: 'organisation', scopeId })
    const leader = await leaderOfMeuse()
    const everywhere = await personWith('facilitator', 'cohort', cohortId)
    const ofPlenaryToo = await personWith('facilitator', 'cohort', cohortId)
    // a board that is no group's closes nothing
    await grant(server.context, ofPlenaryToo.personId, 'facilitator', 'board', plenary)
    for (const id of [rivage, quai, ferme]) {
      const refused = await invite(leader.cookie, id)
      expect([refused.status, refused.body.error.code]).toEqual([403, 'role_not_grantable'])
    }
    for (const cookie of [coach, everywhere.cookie, ofPlenaryToo.cookie])
      expect((await invite(cookie, rivage)).status).toBe(201)
    const { body } = await call(leader.cookie, 'GET', `/api/invitations?scopeKind=cohort&scopeId=${cohortId}`)
    expect(body.invitations).toEqual([])
    // one that she made before she was given her group
    await grant(server.context, leader.personId, 'participant', 'organisation', rivage)
    expect([await sees(leader.cookie, meuse), await sees(leader.cookie, sambre)]).toEqual([true, false])
    const { mine, groups } = (await call(leader.cookie, 'GET', `/api/workshops/${workshopId}`)).body
    expect([mine.groupBoardId, groups.length]).toEqual([meuse, 1])
  })

  test('being given one group closes at once the boards of the others and the one where all are collated', async () => {
    const person = await personWith('facilitator', 'cohort', cohortId)
    const address = await server.listen()
    const on = (boardId: string) => connect(address, { cookie: person.cookie, boardId })
    const boards = [sambre, collated, plenary]
    const sockets = await Promise.all(boards.map(on))
    const { rooms } = server.context
    const inside = () => boards.map((id) => (rooms.isOpen(id) ? rooms.peopleIn(id).length : 0))
    await vi.waitFor(() => expect(inside()).toEqual([1, 1, 1]), EVENT_MS)
    const closed = sockets.slice(0, 2).map((socket) => once(socket, 'close'))
    const onPlenary = sockets[2]
    await call(coach, 'PUT', `/api/workshops/${workshopId}/facilitators/${person.personId}`, {
      boardIds: [meuse],
    })
    // before the answer: rights are also read anew from time to time, and that would be late
    expect(inside()).toEqual([0, 0, 1])
    for (const [code] of await Promise.all(closed)) expect(code).toBe(CLOSE_CODES.rights_changed.code)
    expect(onPlenary?.readyState).toBe(WebSocket.OPEN)
    onPlenary?.close()
  })

  test('who does not plan places no organisation, and learns of no pair that is kept apart', async () => {
    await call(coach, 'PUT', `/api/cohorts/${cohortId}/exclusions`, { pairs: [[quai, rivage]] })
    const { cookie } = await personWith('facilitator', 'cohort', cohortId)
    const place = (boardId: string) =>
      call(cookie, 'PUT', `/api/workshops/${workshopId}/organisations/${quai}`, { boardId })
    const answers = [await place(sambre), await place(meuse)]
    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual([
      [403, 'forbidden'],
      [403, 'forbidden'],
    ])
  })

  const groupOf = async (cookie: string) => {
    const { body } = await call(cookie, 'GET', `/api/workshops/${workshopId}`)
    return body.mine.groupBoardId
  }
  const arrive = (cookie: string) => call(cookie, 'POST', `/api/workshops/${workshopId}/arrive`)
  const seenByCoach = async () => (await call(coach, 'GET', `/api/workshops/${workshopId}`)).body

  test('where organisations may not meet, whoever says that she is of one of a group, or says nothing, waits for one press of the coach', async () => {
    await call(coach, 'PUT', `/api/cohorts/${cohortId}/exclusions`, { pairs: [[quai, ferme]] })
    const { code } = await wayIn(null)
    const [declared, blank] = [await join('', code, 'Ferme'), await join('', code)]
    const { code: ofRivage } = await wayIn(rivage)
    // the coach's own link vouches for her
    expect(await groupOf(await join('', ofRivage))).toBe(sambre)
    for (const guest of [declared, blank]) {
      await arrive(guest)
      expect([await groupOf(guest), await sees(guest, meuse), await sees(guest, plenary)]).toEqual([
        null,
        false,
        true,
      ])
    }
    const { waiting } = await seenByCoach()
    expect(waiting.people.map(({ said }: { said: string | null }) => said).sort()).toEqual(['Ferme', null])
    const leader = await leaderOfMeuse()
    const believe = (cookie: string) => call(cookie, 'POST', `/api/workshops/${workshopId}/believe`)
    expect((await believe(leader.cookie)).status).toBe(403)
    expect((await believe(coach)).status).toBe(200)
    expect([await groupOf(declared), await groupOf(blank)]).toEqual([meuse, null])
    const { groups } = await seenByCoach()
    expect(groups[0].people).toContainEqual(expect.objectContaining({ organisation: 'Ferme', said: null }))
    // she is of it now: she goes along
    await call(coach, 'PUT', `/api/workshops/${workshopId}/organisations/${ferme}`, { boardId: sambre })
    expect(await groupOf(declared)).toBe(sambre)
  })

  test('a name opens no group, and what comes of it does not tell whether an organisation is in the session', async () => {
    const { code } = await wayIn(null)
    const known = await join('', code, 'Ferme')
    const unknown = await join('', code, 'Inconnue')
    const silent = await join('', code)
    const seen = await Promise.all(
      [known, unknown, silent].map(async (cookie) => {
        await arrive(cookie)
        return (await call(cookie, 'GET', `/api/workshops/${workshopId}`)).body
      }),
    )
    expect(seen[0]).toMatchObject({ groups: [], mine: { boardId: plenary, groupBoardId: null } })
    expect([seen[1], seen[2]]).toEqual([seen[0], seen[0]])
    for (const cookie of [known, unknown, silent]) expect(await sees(cookie, meuse)).toBe(false)
    const { code: ofRivage } = await wayIn(rivage)
    expect(await groupOf(await join('', ofRivage))).toBe(sambre)
    // one press of who leads
    const { cookie: facilitator } = await personWith('facilitator', 'cohort', cohortId)
    await call(facilitator, 'POST', `/api/workshops/${workshopId}/believe`)
    expect([await groupOf(known), await groupOf(unknown), await groupOf(silent)]).toEqual([meuse, null, null])
  })

  test('where no organisation has a group, a link is enough for the smallest one', async () => {
    for (const organisationId of [ferme, rivage])
      await call(coach, 'PUT', `/api/workshops/${workshopId}/organisations/${organisationId}`, {
        boardId: null,
      })
    const { code } = await wayIn(null)
    const groups = [await groupOf(await join('', code)), await groupOf(await join('', code))]
    expect(groups.sort()).toEqual([meuse, sambre].sort())
    expect(await groupOf(await join('', code, 'Ferme'))).toBeNull()
  })

  test('one guest is moved to another group or organisation, and the other guests stay', async () => {
    const { code } = await wayIn(null)
    const [nora, other] = [await join('', code, 'Ferme'), await join('', code, 'Ferme')]
    const { cookie: facilitator } = await personWith('facilitator', 'cohort', cohortId)
    await call(facilitator, 'POST', `/api/workshops/${workshopId}/believe`)
    const personId = (await call(nora, 'GET', '/api/session')).body.person.id
    const place = (cookie: string, payload: object) =>
      call(cookie, 'PUT', `/api/workshops/${workshopId}/people/${personId}`, payload)
    // she named the wrong one
    const moved = await place(facilitator, { boardId: sambre, organisationId: rivage })
    expect(moved.status).toBe(200)
    expect([await groupOf(nora), await sees(nora, meuse), await groupOf(other)]).toEqual([
      sambre,
      false,
      meuse,
    ])
    expect(moved.body.groups[1].people).toContainEqual(
      expect.objectContaining({ id: personId, organisation: 'Rivage', organisationId: rivage, said: null }),
    )
    // who does not plan sets nobody apart from her organisation, whoever may meet whom
    const apart = await place(facilitator, { boardId: meuse })
    expect([apart.status, apart.body.error.code]).toEqual([409, 'workshop_guest_elsewhere'])
    // who plans may, and the organisation will be asked for what comes of that board, too
    expect((await place(coach, { boardId: meuse, organisationId: rivage })).status).toBe(200)
    expect(await groupOf(nora)).toBe(meuse)
    expect(await findWriters(server.context.db, meuse)).toContain(rivage)
    // where she was put she stays when her organisation moves
    await call(coach, 'PUT', `/api/workshops/${workshopId}/organisations/${rivage}`, { boardId: null })
    expect(await groupOf(nora)).toBe(meuse)
    // nor by saying in the same breath that she is of none
    const stripped = await place(facilitator, { boardId: sambre, organisationId: null })
    expect([stripped.status, stripped.body.error.code]).toEqual([409, 'workshop_guest_elsewhere'])
    expect((await place(coach, { boardId: sambre, organisationId: null })).status).toBe(200)
    expect(await groupOf(nora)).toBe(sambre)
    // into a table where somebody sits whom she must not meet nobody puts her
    await call(coach, 'PUT', `/api/cohorts/${cohortId}/exclusions`, { pairs: [[quai, ferme]] })
    const excluded = await place(coach, { boardId: meuse, organisationId: quai })
    expect([excluded.status, excluded.body.error.code]).toEqual([409, 'workshop_placement_excluded'])
    const leader = await leaderOfMeuse()
    const member = (await personWith('participant', 'organisation', ferme)).cookie
    for (const cookie of [leader.cookie, member, other])
      expect((await place(cookie, { boardId: meuse })).status).toBe(403)
    const elsewhere = await createCohort(server.context, { organisations: ['Ailleurs'] })
    const foreign = await place(coach, { boardId: null, organisationId: elsewhere.organisationIds[0] })
    expect(foreign.status).toBe(404)
    expect(await groupOf(nora)).toBe(sambre)
  })

  test('saying that a guest is of no organisation seats her nowhere where she was kept from', async () => {
    await call(coach, 'PUT', `/api/cohorts/${cohortId}/exclusions`, { pairs: [[quai, ferme]] })
    const { code } = await wayIn(null)
    const { code: ofRivage } = await wayIn(rivage)
    const [nora, vouched] = [await join('', code, 'Quai'), await join('', ofRivage)]
    const { cookie: facilitator } = await personWith('facilitator', 'cohort', cohortId)
    const place = async (cookie: string, guest: string, boardId: string | null) => {
      const personId = (await call(guest, 'GET', '/api/session')).body.person.id
      const path = `/api/workshops/${workshopId}/people/${personId}`
      const { status, body } = await call(cookie, 'PUT', path, { boardId, organisationId: null })
      return body.error?.code ?? status
    }
    expect(await place(coach, nora, meuse)).toBe('workshop_placement_excluded')
    // the same answer for every table but her own: no pair shows
    for (const boardId of [meuse, sambre])
      expect(await place(facilitator, nora, boardId)).toBe('workshop_guest_elsewhere')
    expect(await place(facilitator, vouched, meuse)).toBe('workshop_guest_elsewhere')
    const waiting = async () => (await seenByCoach()).waiting.people
    expect(await waiting()).toEqual([expect.objectContaining({ said: 'Quai' })])
    expect([await groupOf(nora), await groupOf(vouched)]).toEqual([null, sambre])
    // it may be said where she sits, or where she waits
    expect(await place(facilitator, vouched, sambre)).toBe(200)
    expect(await place(facilitator, nora, null)).toBe(200)
    expect(await waiting()).toEqual([expect.objectContaining({ said: null, organisationId: null })])
    const { groups } = await seenByCoach()
    expect(groups[1].people).toEqual([expect.objectContaining({ organisationId: null })])
  })

  test('an expert who visits single boards sees the session and these, through its door', async () => {
    const expert = await personWith('expert', 'board', sambre)
    const seen = (await call(expert.cookie, 'GET', `/api/workshops/${workshopId}`)).body
    expect(seen).toMatchObject({
      title: 'Intervision',
      plenary: null,
      collated: null,
      groups: [{ boardId: sambre, organisations: [{ name: 'Rivage' }] }],
      mine: { boardId: sambre, groupBoardId: sambre },
      may: { manage: false, run: false, collate: false },
    })
    expect(JSON.stringify(seen)).not.toMatch(/Ferme|Meuse/)
    const list = (await call(expert.cookie, 'GET', '/api/workshops')).body
    expect(list.workshops).toMatchObject([{ id: workshopId }])
    expect((await arrive(expert.cookie)).body).toEqual({ boardId: sambre, groupBoardId: sambre })
    expect([await sees(expert.cookie, plenary), await sees(expert.cookie, meuse)]).toEqual([false, false])
    const open = await call(expert.cookie, 'GET', `/api/workshops/${workshopId}/open-actions`)
    expect(open.body).toEqual({ actions: [], later: [] })
    for (const part of ['synthesis', 'put-aside', 'collation', 'scripts', 'unfinished'])
      expect(
        (await call(expert.cookie, 'GET', `/api/workshops/${workshopId}/${part}`)).status,
        part,
      ).not.toBe(200)
    // a coach who was invited to one board visits it, too; who only looks on or sells something does not
    const coachOfBoard = await personWith('coach', 'board', meuse)
    expect((await call(coachOfBoard.cookie, 'GET', `/api/workshops/${workshopId}`)).body).toMatchObject({
      plenary: null,
      groups: [{ boardId: meuse }],
    })
    for (const role of ['vendor', 'partner'] as const) {
      const { cookie } = await personWith(role, 'board', sambre)
      expect((await call(cookie, 'GET', `/api/workshops/${workshopId}`)).status).toBe(404)
    }
    await call(coach, 'PUT', `/api/boards/${plenary}/door`, { locked: true })
    const before = (await call(expert.cookie, 'GET', `/api/workshops/${workshopId}`)).body
    expect(before).toMatchObject({ outside: true, plenary: null, groups: [], mine: { boardId: sambre } })
  })

  test('whom the coach lets wait does not place herself by joining the session again', async () => {
    const { code } = await wayIn(null)
    const { code: ofFerme } = await wayIn(ferme)
    const [alone, declared, ofOrganisation] = [
      await join('', code),
      await join('', code, 'Rivage'),
      await join('', ofFerme),
    ]
    const member = (await personWith('participant', 'organisation', ferme)).cookie
    expect(await groupOf(member)).toBe(meuse)
    await call(coach, 'POST', `/api/workshops/${workshopId}/believe`)
    await placeFirst(meuse)
    expect([await groupOf(alone), await groupOf(declared)]).toEqual([meuse, sambre])
    const { groups } = await seenByCoach()
    const unplaced: { id: string }[] = groups
      .flatMap(
        ({ people }: { people: { id: string; guest: boolean; organisation: string | null }[] }) => people,
      )
      .filter(
        ({ guest, organisation }: { guest: boolean; organisation: string | null }) =>
          guest && organisation !== 'Ferme',
      )
    expect(unplaced).toHaveLength(2)
    for (const { id } of unplaced)
      expect(
        (await call(coach, 'PUT', `/api/workshops/${workshopId}/people/${id}`, { boardId: null })).status,
      ).toBe(200)
    await call(coach, 'PUT', `/api/workshops/${workshopId}/organisations/${ferme}`, { boardId: null })
    const everybody = [alone, declared, ofOrganisation, member]
    for (const cookie of everybody) {
      await arrive(cookie)
      expect(await groupOf(cookie)).toBeNull()
    }
    await join(alone, code, 'Rivage')
    await join(alone, ofFerme)
    await join(ofOrganisation, ofFerme)
    expect(await groupOf(await join('', ofFerme))).toBeNull()
    await call(coach, 'POST', `/api/workshops/${workshopId}/believe`)
    for (const cookie of everybody) expect(await groupOf(cookie)).toBeNull()
    // the coach's hand alone ends it
    await call(coach, 'PUT', `/api/workshops/${workshopId}/organisations/${ferme}`, { boardId: sambre })
    expect([await groupOf(ofOrganisation), await groupOf(member), await groupOf(alone)]).toEqual([
      sambre,
      sambre,
      null,
    ])
    for (const { id } of unplaced)
      await call(coach, 'PUT', `/api/workshops/${workshopId}/people/${id}`, { boardId: sambre })
    expect([await groupOf(alone), await groupOf(declared)]).toEqual([sambre, sambre])
  })

  test('who leads or takes part in a group does so in the plenary, who only looks at it does not; both end together', async () => {
    const invited = async (role: Role, scopeId: string, cookie = '') => {
      const { status, body } = await call(coach, 'POST', '/api/invitations', {
        role,
        scopeKind: 'board',
        scopeId,
      })
      expect(status, JSON.stringify(body)).toBe(201)
      return join(cookie, body.code)
    }
    const rolesIn = (boardId: string) =>
      server.context.db.selectFrom('membership').selectAll().where('scope_id', '=', boardId).execute()
    const expert = await invited('expert', meuse)
    expect([await sees(expert, meuse), await sees(expert, plenary)]).toEqual([true, false])
    const guest = await invited('participant', meuse)
    await invited('participant', sambre, guest)
    expect(await sees(guest, plenary)).toBe(true)
    const [own] = (await rolesIn(sambre)).filter(({ role }) => role === 'participant')
    const remove = async (boardId: string) => {
      for (const { id, person_id } of await rolesIn(boardId))
        if (person_id === own?.person_id)
          expect((await call(coach, 'DELETE', `/api/memberships/${id}`)).status).toBe(200)
    }
    await remove(sambre)
    expect([await sees(guest, sambre), await sees(guest, meuse), await sees(guest, plenary)]).toEqual([
      false,
      true,
      true,
    ])
    await remove(meuse)
    expect([await sees(guest, meuse), await sees(guest, plenary)]).toEqual([false, false])
    expect(await rolesIn(plenary)).toEqual([])
  })

  test('guests whom the link of the session let in give one ballot for their organisation', async () => {
    const { body: workshop } = await call(coach, 'POST', `/api/cohorts/${cohortId}/workshops`, {
      key: 'another-key-of-the-client',
      title: 'Vote',
      startsAt: '2026-03-12T09:00:00.000Z',
      minutes: 90,
      plenaryTemplateId: 'inter-debrief',
      groupTemplateId: 'needs-macro-micro',
      groups: [{ name: 'Meuse', organisationIds: [ferme, rivage] }],
    })
    const [{ boardId }] = workshop.groups
    const { code } = (await call(coach, 'POST', `/api/workshops/${workshop.id}/invitations`, {})).body
    const [ada, ben, other] = [
      await join('', code, 'Ferme'),
      await join('', code, 'Ferme'),
      await join('', code, 'Rivage'),
    ]
    await call(coach, 'POST', `/api/workshops/${workshop.id}/believe`)
    const stranger = await join('', code)
    const { waiting } = (await call(coach, 'GET', `/api/workshops/${workshop.id}`)).body
    await call(coach, 'PUT', `/api/workshops/${workshop.id}/people/${waiting.people[0].id}`, { boardId })
    const ballots = `/api/boards/${boardId}/ballots`
    const { body: ballot } = await call(coach, 'POST', ballots, { zoneId: 'needs', voter: 'organisation' })
    const mine = `${ballots}/${ballot.id}/mine`
    const votes = { 'shape:note-1': 2 }
    expect((await call(ada, 'PUT', mine, { votes })).body).toMatchObject({ votes })
    expect((await call(ben, 'GET', mine)).body.votes).toEqual(votes)
    expect((await call(ben, 'PUT', mine, { votes: { 'shape:note-2': 1 }, known: votes })).status).toBe(200)
    expect((await call(other, 'GET', mine)).body.votes).toEqual({})
    expect((await call(other, 'PUT', mine, { votes })).status).toBe(200)
    const refused = await call(stranger, 'PUT', mine, { votes })
    expect([refused.status, refused.body.error.code]).toEqual([403, 'ballot_of_organisations'])
    const turnout = await call(coach, 'GET', `${ballots}/${ballot.id}/turnout`)
    expect(turnout.body).toEqual({ voices: 2, voter: 'organisation' })
  })
})
