import { findIdentifiers } from '@tablee/cases'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { createCohort } from '../cohorts/testing.ts'
import { readRosterEntries, rosterOf } from '../publication/read-roster.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

describe.each(DATABASES)('names that were in use stay to be hidden, on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let cohort: Awaited<ReturnType<typeof createCohort>>
  let coach: Awaited<ReturnType<typeof createPerson>>
  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
  })
  beforeEach(async () => {
    cohort = await createCohort(server.context, { organisations: ['Les Ateliers du Quai'] })
    coach = await createPerson(server.context, { name: 'Alix Meunier' })
    await grant(server.context, coach.personId, 'coach', 'cohort', cohort.cohortId)
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  const names = async () =>
    (await readRosterEntries(server.context.db, cohort.cohortId)).map(({ name }) => name)
  const send = (cookie: string, method: 'PATCH' | 'DELETE', url: string, payload?: object) =>
    server.app.inject({ method, url, headers: { cookie }, ...(payload ? { payload } : {}) })

  test('a member who is removed', async () => {
    const { personId } = await createPerson(server.context, { name: 'Nathalie Dubreucq' })
    await grant(server.context, personId, 'participant', 'organisation', cohort.organisationIds[0] ?? '')
    const people = await server.app.inject({
      url: `/api/cohorts/${cohort.cohortId}/people`,
      headers: { cookie: coach.cookie },
    })
    const member = people.json().people.find((person: { personId: string }) => person.personId === personId)
    expect((await send(coach.cookie, 'DELETE', `/api/memberships/${member.membershipId}`)).statusCode).toBe(
      200,
    )
    expect(await names()).toContain('Nathalie Dubreucq')
  })

  test('a person who changes her name, once under each name', async () => {
    for (const name of ['Alix Meunier-Roy', 'Alix M.', 'Alix Meunier-Roy'])
      expect((await send(coach.cookie, 'PATCH', '/api/session/person', { name })).statusCode).toBe(200)
    expect((await names()).filter((name) => name.startsWith('Alix')).sort()).toEqual([
      'Alix M.',
      'Alix Meunier',
      'Alix Meunier-Roy',
    ])
  })

  test('an organisation that changes its name, its alias and its place', async () => {
    const url = `/api/organisations/${cohort.organisationIds[0]}`
    await send(coach.cookie, 'PATCH', url, {
      name: 'Les Ateliers du Quai',
      profile: { aliases: ['AdQ'], commune: 'Herstal' },
    })
    expect((await send(coach.cookie, 'PATCH', url, { name: 'Rive Neuve' })).statusCode).toBe(200)
    expect(await names()).toEqual(
      expect.arrayContaining(['Rive Neuve', 'Les Ateliers du Quai', 'AdQ', 'Herstal']),
    )
  })

  test('M1 a former name is the name of whoever had it: the same entity, under every name', async () => {
    const [id] = cohort.organisationIds
    const patch = (payload: object) => send(coach.cookie, 'PATCH', `/api/organisations/${id}`, payload)
    expect((await patch({ name: 'Rive Neuve' })).statusCode).toBe(200)
    const roster = rosterOf(await readRosterEntries(server.context.db, cohort.cohortId))
    expect(roster.organisations).toEqual([{ id, name: 'Rive Neuve', aliases: ['Les Ateliers du Quai'] }])
    const found = findIdentifiers('Les Ateliers du Quai ont acheté une caisse.', roster)
    expect(found.flatMap(({ entityIds }) => entityIds)).toContain(id)
  })

  test('and nobody of another cohort', async () => {
    const other = await createCohort(server.context, { organisations: ['Toits'] })
    await send(coach.cookie, 'PATCH', '/api/session/person', { name: 'Alix M.' })
    const elsewhere = await readRosterEntries(server.context.db, other.cohortId)
    expect(elsewhere.map(({ name }) => name)).toEqual(['Toits'])
  })
})
