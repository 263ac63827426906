import { randomUUID } from 'node:crypto'
import { allows, type Place, type Right } from '@tablee/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { createEverybody, type Everybody, type Somebody } from '../testing/everybody.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

describe.each(DATABASES)('cohorts on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let everybody: Everybody
  /** The cohort and its organisations, the programme, and one organisation, as `allows` takes them. */
  let places: { programme: Place; cohort: Place; organisation: Place }

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    everybody = await createEverybody(server.context)
    const { programmeId, cohortId, organisationIds } = everybody.here
    places = {
      programme: { programmeId },
      cohort: { programmeId, cohortId, organisationIds },
      organisation: { programmeId, cohortId, organisationIds: organisationIds.slice(0, 1) },
    }
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  const call = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, by: Somebody, payload?: object) =>
    server.app.inject({ method, url, headers: by.headers, ...(payload ? { payload } : {}) })

  const person = (label: string): Somebody => {
    const found = everybody.people.find((somebody) => somebody.label === label)
    if (!found) throw new Error(`nobody is called ${label}`)
    return found
  }

  /** What a route must answer to somebody: 401, then 404 for what she may not see, then 403. */
  const expected = (by: Somebody, right: Right, place: Place, seen: boolean, success: number): number => {
    if (by.label === 'nobody') return 401
    if (allows(right, by.memberships, place)) return success
    return seen ? 403 : 404
  }

  const answers = async (route: (by: Somebody) => Promise<{ statusCode: number }>) => {
    const table: Record<string, number> = {}
    for (const by of everybody.people) table[by.label] = (await route(by)).statusCode
    return table
  }
  const table = (of: (by: Somebody) => number) =>
    Object.fromEntries(everybody.people.map((by) => [by.label, of(by)]))

  const seesCohort = (by: Somebody) => allows('cohort.view', by.memberships, places.cohort)
  const seesProgramme = (by: Somebody) =>
    seesCohort(by) || allows('cohort.view', by.memberships, places.programme)

  test('making a programme is for administrators', async () => {
    expect(await answers((by) => call('POST', '/api/programmes', by, { name: `P ${randomUUID()}` }))).toEqual(
      table((by) => expected(by, 'programme.create', {}, true, 201)),
    )
  })

  test('renaming a programme', async () => {
    const url = `/api/programmes/${everybody.here.programmeId}`
    expect(await answers((by) => call('PATCH', url, by, { name: `P ${randomUUID()}` }))).toEqual(
      table((by) => expected(by, 'cohort.manage', places.programme, seesProgramme(by), 200)),
    )
  })

  test('making a cohort', async () => {
    const url = `/api/programmes/${everybody.here.programmeId}/cohorts`
    const payload = () => ({ name: `C ${randomUUID()}`, coachMyself: false })
    expect(await answers((by) => call('POST', url, by, payload()))).toEqual(
      table((by) => expected(by, 'cohort.create', places.programme, seesProgramme(by), 201)),
    )
  })

  test('reading a cohort', async () => {
    const url = `/api/cohorts/${everybody.here.cohortId}`
    expect(await answers((by) => call('GET', url, by))).toEqual(
      table((by) => expected(by, 'cohort.view', places.cohort, false, 200)),
    )
  })

  test('renaming a cohort', async () => {
    const url = `/api/cohorts/${everybody.here.cohortId}`
    expect(await answers((by) => call('PATCH', url, by, { name: `C ${randomUUID()}` }))).toEqual(
      table((by) => expected(by, 'cohort.manage', places.cohort, seesCohort(by), 200)),
    )
  })

  test('adding an organisation', async () => {
    const url = `/api/cohorts/${everybody.here.cohortId}/organisations`
    const before = (
      await call('GET', `/api/cohorts/${everybody.here.cohortId}`, person('coach@cohort'))
    ).json()
    const added = await answers((by) => call('POST', url, by, { name: `O ${randomUUID()}` }))
    expect(added).toEqual(table((by) => expected(by, 'cohort.manage', places.cohort, seesCohort(by), 201)))
    const after = (
      await call('GET', `/api/cohorts/${everybody.here.cohortId}`, person('coach@cohort'))
    ).json()
    const made = Object.values(added).filter((status) => status === 201)
    expect(after.organisations).toHaveLength(before.organisations.length + made.length)
  })

  test('changing an organisation', async () => {
    const url = `/api/organisations/${everybody.here.organisationIds[0]}`
    expect(await answers((by) => call('PATCH', url, by, { name: 'Ferme du Verger' }))).toEqual(
      table((by) =>
        expected(
          by,
          'cohort.manage',
          places.organisation,
          allows('cohort.view', by.memberships, places.organisation),
          200,
        ),
      ),
    )
  })

  test("reading a cohort's people", async () => {
    const url = `/api/cohorts/${everybody.here.cohortId}/people`
    expect(await answers((by) => call('GET', url, by))).toEqual(
      table((by) => expected(by, 'people.view', places.cohort, seesCohort(by), 200)),
    )
  })

  test("taking a participant's role away", async () => {
    const scopeId = everybody.here.organisationIds[0] ?? ''
    const remove = async (by: Somebody) => {
      const { personId } = await createPerson(server.context, { name: 'Partante' })
      await grant(server.context, personId, 'participant', 'organisation', scopeId)
      const { id } = await server.context.db
        .selectFrom('membership')
        .select('id')
        .where('person_id', '=', personId)
        .executeTakeFirstOrThrow()
      return call('DELETE', `/api/memberships/${id}`, by)
    }
    expect(await answers(remove)).toEqual(
      table((by) =>
        expected(
          by,
          'people.remove',
          places.organisation,
          allows('people.view', by.memberships, places.organisation),
          200,
        ),
      ),
    )
  })

  test('adding organisations, and two of the same name are refused', async () => {
    const url = `/api/cohorts/${everybody.elsewhere.cohortId}/organisations`
    const coach = person('coach@cohort elsewhere')
    const profile = { sector: 'agri', aliases: ['Les Pommes'] }
    const created = await call('POST', url, coach, { name: 'Verger  des Pommes', profile })
    expect(created.statusCode).toBe(201)
    const again = await call('POST', url, coach, { name: 'verger des POMMES' })
    expect([again.statusCode, again.json().error.code]).toEqual([409, 'name_taken'])
    const cohort = (await call('GET', `/api/cohorts/${everybody.elsewhere.cohortId}`, coach)).json()
    expect(cohort.organisations).toContainEqual({
      id: created.json().id,
      name: 'Verger  des Pommes',
      profile,
    })
  })

  test('somebody of one organisation sees only her own, the count included', async () => {
    for (const label of ['holder@organisation', 'participant@organisation', 'mentor@organisation']) {
      const by = person(label)
      const cohort = (await call('GET', `/api/cohorts/${everybody.here.cohortId}`, by)).json()
      expect(cohort.organisations.map(({ id }: { id: string }) => id)).toEqual([
        everybody.here.organisationIds[0],
      ])
      const { programmes } = (await call('GET', '/api/programmes', by)).json()
      expect(programmes).toHaveLength(1)
      expect(programmes[0].cohorts).toMatchObject([{ id: everybody.here.cohortId, organisations: 1 }])
    }
    const coach = await call('GET', `/api/cohorts/${everybody.here.cohortId}`, person('coach@cohort'))
    expect(coach.json().organisations.length).toBeGreaterThan(1)
  })

  test('a funder and a stranger see no programme, no name, no count', async () => {
    for (const label of ['funder@programme', 'funder@cohort', 'a stranger'])
      expect((await call('GET', '/api/programmes', person(label))).json()).toEqual({
        programmes: [],
        followed: [],
        boards: [],
      })
    expect((await call('GET', '/api/programmes', person('nobody'))).statusCode).toBe(401)
  })

  test('an expert sees the board that she was invited to, and no cohort', async () => {
    expect((await call('GET', '/api/programmes', person('expert@board'))).json()).toEqual({
      programmes: [],
      followed: [],
      boards: [{ id: everybody.here.boardId, title: 'Tableau confidentiel' }],
    })
  })

  test('an administrator sees everything that is managed, and what she may do there', async () => {
    const { programmes } = (await call('GET', '/api/programmes', person('admin@instance'))).json()
    const here = programmes.find(({ id }: { id: string }) => id === everybody.here.programmeId)
    expect(here.rights).toContain('cohort.create')
    expect(here.rights).not.toContain('board.view')
    expect(here.cohorts).toContainEqual(
      expect.objectContaining({ id: everybody.here.cohortId, roles: ['admin'] }),
    )
  })

  test('whoever makes a cohort coaches it unless she says otherwise', async () => {
    const url = `/api/programmes/${everybody.here.programmeId}/cohorts`
    const by = await createPerson(server.context, { name: 'Odile' })
    await grant(server.context, by.personId, 'coach', 'programme', everybody.here.programmeId)
    const headers = { cookie: by.cookie }
    const { id } = (
      await server.app.inject({ method: 'POST', url, headers, payload: { name: 'Cohorte 2031' } })
    ).json()
    const { memberships } = (await server.app.inject({ url: '/api/session', headers })).json()
    expect(memberships).toContainEqual(
      expect.objectContaining({
        role: 'coach',
        scopeKind: 'cohort',
        scopeId: id,
        scopeName: 'Cohorte 2031',
      }),
    )
    const taken = await server.app.inject({ method: 'POST', url, headers, payload: { name: 'cohorte 2031' } })
    expect(taken.json().error.code).toBe('name_taken')
  })

  test('the people page names members and places, board titles only to who may see the board', async () => {
    const url = `/api/cohorts/${everybody.here.cohortId}/people`
    const scopesFor = async (label: string) => {
      const { people } = (await call('GET', url, person(label))).json()
      const expert = people.find(({ role }: { role: string }) => role === 'expert')
      expect(people).toContainEqual(
        expect.objectContaining({ role: 'holder', scopeKind: 'organisation', scopeName: 'Ferme du Verger' }),
      )
      expect(people.every(({ name }: { name: string }) => !name.includes('elsewhere'))).toBe(true)
      return expert.scopeName
    }
    expect(await scopesFor('coach@cohort')).toBe('Tableau confidentiel')
    expect(await scopesFor('admin@instance')).toBe('')
  })

  test('a coach takes no role away that she could not give', async () => {
    const { personId } = await createPerson(server.context, { name: 'Éditrice' })
    await grant(server.context, personId, 'editor', 'cohort', everybody.here.cohortId)
    const { id } = await server.context.db
      .selectFrom('membership')
      .select('id')
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow()
    const refused = await call('DELETE', `/api/memberships/${id}`, person('coach@cohort'))
    expect([refused.statusCode, refused.json().error.code]).toEqual([403, 'role_not_grantable'])
    expect((await call('DELETE', `/api/memberships/${id}`, person('admin@instance'))).statusCode).toBe(200)
    expect((await call('DELETE', `/api/memberships/${id}`, person('admin@instance'))).statusCode).toBe(404)
  })

  test('the log holds no name of a programme, cohort or organisation', () => {
    for (const name of ['Verger', 'Tilleuls', 'Cohorte 2031', 'Odile', 'confidentiel'])
      expect(server.logged()).not.toContain(name)
  })
})

describe.each(DATABASES)('the last administrator on $name', ({ open }) => {
  test('remains, also when two administrators remove each other at the same moment', async () => {
    const storage = await open()
    const server = await openTestApp(storage)
    const admins = await Promise.all(
      ['Ada', 'Bea'].map((name) => createPerson(server.context, { name, kind: 'guest' })),
    )
    for (const { personId } of admins) await grant(server.context, personId, 'admin', 'instance', 'instance')
    const rows = await server.context.db.selectFrom('membership').select(['id', 'person_id']).execute()
    const removals = await Promise.all(
      admins.map(({ personId, cookie }) => {
        const other = rows.find((row) => row.person_id !== personId)
        return server.app.inject({
          method: 'DELETE',
          url: `/api/memberships/${other?.id}`,
          headers: { cookie },
        })
      }),
    )
    expect(removals.filter((answer) => answer.statusCode === 200)).toHaveLength(1)
    const left = await server.context.db.selectFrom('membership').select('id').execute()
    expect(left).toHaveLength(1)
    await server.close()
    await storage.remove()
  })
})
