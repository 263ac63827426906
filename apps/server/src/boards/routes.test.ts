import { metaRoot, readSnapshot, readTitle } from '@tablee/board'
import type { Role, ScopeKind } from '@tablee/contract'
import { TEMPLATES } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createPerson, grant } from '../accounts/testing.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { admitToBoard } from './access.ts'
import { findUntoldTitles, updateBoard } from './store.ts'

const TEMPLATE_ID = 'needs-macro-micro'
/** Where a role of the matrix is held. */
type Where = ScopeKind | 'other organisation' | 'other cohort'

/** What each role may do on a board of an organisation: its role on the canvas, and the answers of the routes. */
const MATRIX: readonly [
  Role | 'nobody',
  Where,
  canvas: 'coach' | 'writer' | 'viewer' | null,
  create: number,
  list: number,
][] = [
  ['admin', 'instance', null, 403, 200],
  ['editor', 'cohort', null, 403, 200],
  ['publisher', 'cohort', null, 403, 200],
  ['coach', 'programme', 'coach', 201, 200],
  ['coach', 'cohort', 'coach', 201, 200],
  ['coach', 'other cohort', null, 404, 404],
  ['facilitator', 'cohort', 'writer', 403, 200],
  ['facilitator', 'board', 'writer', 404, 200],
  ['holder', 'organisation', 'writer', 403, 200],
  ['holder', 'other organisation', null, 404, 200],
  ['participant', 'organisation', 'writer', 403, 200],
  ['participant', 'other organisation', null, 404, 200],
  ['participant', 'board', 'writer', 404, 200],
  ['expert', 'board', 'writer', 404, 200],
  ['mentor', 'organisation', 'writer', 403, 200],
  ['mentor', 'other organisation', null, 404, 200],
  ['partner', 'cohort', null, 404, 404],
  ['partner', 'board', 'viewer', 404, 200],
  ['funder', 'programme', null, 404, 404],
  ['funder', 'cohort', null, 404, 404],
  ['vendor', 'board', 'writer', 404, 200],
  ['nobody', 'instance', null, 404, 404],
]

describe.each(DATABASES)('boards on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let place: Awaited<ReturnType<typeof createCohort>>
  let elsewhere: Awaited<ReturnType<typeof createCohort>>
  let coach: Awaited<ReturnType<typeof createPerson>>
  let boardId: string

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    server.app.get<{ Params: { id: string } }>('/test/admission/:id', async (request) => ({
      admission: await admitToBoard(server.context, request, request.params.id),
    }))
    place = await createCohort(server.context, { organisations: ['Ferme A', 'Atelier B'] })
    elsewhere = await createCohort(server.context)
    coach = await createPerson(server.context, { name: 'Coach' })
    await grant(server.context, coach.personId, 'coach', 'cohort', place.cohortId)
    boardId = (await create(coach.cookie, {})).json().id
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  function create(cookie: string, change: Record<string, unknown>) {
    return server.app.inject({
      method: 'POST',
      url: '/api/boards',
      headers: { cookie, 'accept-language': 'fr' },
      payload: {
        cohortId: place.cohortId,
        organisationId: place.organisationIds[0],
        templateId: TEMPLATE_ID,
        ...change,
      },
    })
  }
  function get(cookie: string, url: string) {
    return server.app.inject({ method: 'GET', url, headers: { cookie } })
  }
  function patch(cookie: string, id: string, payload: Record<string, unknown>) {
    return server.app.inject({ method: 'PATCH', url: `/api/boards/${id}`, headers: { cookie }, payload })
  }
  async function personWith(role: Role | 'nobody', where: Where) {
    const person = await createPerson(server.context, { name: role })
    const scopes: Record<Where, [ScopeKind, string | undefined]> = {
      instance: ['instance', 'instance'],
      programme: ['programme', place.programmeId],
      cohort: ['cohort', place.cohortId],
      'other cohort': ['cohort', elsewhere.cohortId],
      organisation: ['organisation', place.organisationIds[0]],
      'other organisation': ['organisation', place.organisationIds[1]],
      board: ['board', boardId],
    }
    const [kind, id] = scopes[where]
    if (role !== 'nobody' && id) await grant(server.context, person.personId, role, kind, id)
    return person
  }

  test.each(MATRIX)('%s of the %s', async (role, where, canvas, created, listed) => {
    const { cookie, personId } = await personWith(role, where)
    const view = await get(cookie, `/api/boards/${boardId}`)
    expect(view.statusCode).toBe(canvas ? 200 : 404)
    if (canvas) expect(view.json().role).toBe(canvas)
    const { admission } = (await get(cookie, `/test/admission/${boardId}`)).json()
    if (!canvas) expect(admission).toBeNull()
    else
      expect(admission).toMatchObject({
        authorId: personId,
        author: { actorId: view.json().actorId, role: canvas },
        access: canvas === 'viewer' ? 'read' : 'write',
        identity: { id: view.json().actorId, color: view.json().colour },
      })
    const renamed = await patch(cookie, boardId, { title: 'Autre titre' })
    expect(renamed.statusCode).toBe(canvas === 'coach' ? 200 : canvas ? 403 : 404)
    expect((await create(cookie, {})).statusCode).toBe(created)
    const list = await get(cookie, `/api/cohorts/${place.cohortId}/boards`)
    expect(list.statusCode).toBe(listed)
    const ids = (list.json().boards ?? []).map((board: { id: string }) => board.id)
    expect(ids.includes(boardId)).toBe(canvas !== null)
  })

  test('what one may not see answers as what does not exist', async () => {
    const { cookie } = await personWith('participant', 'other organisation')
    const hidden = await get(cookie, `/api/boards/${boardId}`)
    const missing = await get(cookie, '/api/boards/does-not-exist-at-all')
    expect(hidden.statusCode).toBe(404)
    expect(hidden.json()).toEqual(missing.json())
  })

  test.each([
    ['GET', () => `/api/boards/${boardId}`],
    ['PATCH', () => `/api/boards/${boardId}`],
    ['GET', () => `/api/cohorts/${place.cohortId}/boards`],
  ] as const)('%s without a session answers 401', async (method, url) => {
    const payload = method === 'PATCH' ? { payload: { title: 'x' } } : {}
    expect((await server.app.inject({ method, url: url(), ...payload })).statusCode).toBe(401)
  })

  test.each(['guest', 'account'] as const)(
    'the room knows whether somebody has come as a guest: %s',
    async (kind) => {
      const { personId, cookie } = await createPerson(server.context, { name: 'Nadia', kind })
      await grant(server.context, personId, 'participant', 'board', boardId)
      const { admission } = (await get(cookie, `/test/admission/${boardId}`)).json()
      expect(admission).toMatchObject({ guest: kind === 'guest' })
    },
  )

  test('nobody without a session is admitted', async () => {
    expect((await get('', `/test/admission/${boardId}`)).json()).toEqual({ admission: null })
  })

  test('a new board holds its method when it is answered', async () => {
    const created = await create(coach.cookie, { title: 'Atelier 1' })
    expect(created.statusCode).toBe(201)
    const board = created.json()
    expect(board).toMatchObject({
      title: 'Atelier 1',
      status: 'open',
      role: 'coach',
      cohort: { id: place.cohortId },
      organisation: { id: place.organisationIds[0], name: 'Ferme A' },
      template: { id: TEMPLATE_ID, family: 'needs' },
    })
    const snapshot = readSnapshot(Y.mergeUpdates([...(await server.context.rooms.read(board.id))]))
    const zones = snapshot.records.filter(({ type }) => type === 'zone')
    const template = TEMPLATES.find(({ id }) => id === TEMPLATE_ID)
    expect(zones.map(({ props }) => props?.['zoneId']).sort()).toEqual(
      template?.zones.map(({ id }) => id).sort(),
    )
    for (const zone of zones) expect(zone).toMatchObject({ isLocked: true, meta: { furniture: true } })
  })

  test('without a title a board is called like its method', async () => {
    expect((await create(coach.cookie, {})).json().title).toBe('Du macro au micro')
  })

  test('a plenary board is for every organisation of the cohort', async () => {
    const created = await create(coach.cookie, { organisationId: null })
    expect(created.json().organisation).toBeNull()
    const { cookie } = await personWith('participant', 'other organisation')
    expect((await get(cookie, `/api/boards/${created.json().id}`)).json().role).toBe('writer')
  })

  test.each([
    ['an unknown method', { templateId: 'no-such-method' }, 400, 'template_unknown'],
    ['an organisation of elsewhere', { organisationId: 'no-such-organisation' }, 404, 'not_found'],
    ['an unknown field', { colour: 'red' }, 400, 'request_invalid'],
    ['a title with a line break', { title: 'a\nb' }, 400, 'request_invalid'],
  ])('%s is refused', async (_, change, status, code) => {
    const answer = await create(coach.cookie, change)
    expect(answer.statusCode).toBe(status)
    expect(answer.json().error.code).toBe(code)
  })

  test('an archived board is read only, and can be reopened', async () => {
    const { id } = (await create(coach.cookie, {})).json()
    const { cookie } = await personWith('participant', 'organisation')
    expect((await patch(coach.cookie, id, { status: 'archived' })).json()).toMatchObject({
      status: 'archived',
      role: 'viewer',
    })
    expect((await get(cookie, `/api/boards/${id}`)).json().role).toBe('viewer')
    const { admission } = (await get(cookie, `/test/admission/${id}`)).json()
    expect(admission).toMatchObject({ access: 'read', author: { role: 'viewer' } })
    const renamed = await patch(coach.cookie, id, { title: 'Nouveau' })
    expect(renamed.json().error.code).toBe('board_archived')
    await patch(coach.cookie, id, { status: 'open', title: 'Nouveau' })
    expect((await get(cookie, `/api/boards/${id}`)).json()).toMatchObject({
      role: 'writer',
      title: 'Nouveau',
    })
  })

  test('who has a board open is told its new title, at once and whatever the database said first', async () => {
    const { id } = (await create(coach.cookie, {})).json()
    const told = () => server.context.rooms.edit(id, (doc) => readTitle(metaRoot(doc)))
    expect(await told()).toBeNull()
    await patch(coach.cookie, id, { title: 'Du macro au micro' })
    expect(await told()).toBe('Du macro au micro')
    // as after a crash between the database and the document
    await updateBoard(server.context.db, id, { title: 'Chantier' })
    await vi.waitFor(async () => expect(await told()).toBe('Chantier'), 5_000)
    expect(await findUntoldTitles(server.context.db)).toEqual([])
  })

  test('nothing that people wrote is in the log', () => {
    expect(server.logged()).toContain('board created')
    for (const text of ['Atelier 1', 'Autre titre', 'Ferme A', 'Nouveau']) {
      expect(server.logged()).not.toContain(text)
    }
  })
})
