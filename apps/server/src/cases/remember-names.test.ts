import { findIdentifiers } from '@tablee/cases'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { insertCohort, insertOrganisation } from '../cohorts/store.ts'
import { createCohort } from '../cohorts/testing.ts'
import { readRoster, readRosterEntries } from '../publication/read-roster.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

describe.each(DATABASES)('names that are or were in use are to be hidden, on $name', ({ open }) => {
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
    (await readRosterEntries(server.context, server.context.db, cohort.cohortId)).map(({ name }) => name)
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
    const roster = await readRoster(server.context, server.context.db, cohort.cohortId)
    expect(roster.organisations).toEqual([{ id, name: 'Rive Neuve', aliases: ['Les Ateliers du Quai'] }])
    const found = findIdentifiers('Les Ateliers du Quai ont acheté une caisse.', roster)
    expect(found.flatMap(({ entityIds }) => entityIds)).toContain(id)
  })

  test('and nobody of another cohort', async () => {
    const other = await createCohort(server.context, { organisations: ['Toits'] })
    await send(coach.cookie, 'PATCH', '/api/session/person', { name: 'Alix M.' })
    const elsewhere = await readRosterEntries(server.context, server.context.db, other.cohortId)
    expect(elsewhere.map(({ name }) => name)).toEqual(['Toits'])
  })

  describe('of the programme’s other cohorts', () => {
    const found = async (text: string, cohortId = cohort.cohortId) =>
      findIdentifiers(text, await readRoster(server.context, server.context.db, cohortId))
        .filter(({ layer }) => layer === 'roster')
        .map(({ kind, text: words }) => `${kind} ${words}`)
    let siblingId = ''
    let organisationId = ''
    beforeEach(async () => {
      const { db } = server.context
      const now = server.context.now()
      const { programmeId } = cohort
      siblingId = await insertCohort(db, { programmeId, name: 'Cohorte 1', coachId: null }, now)
      const profile = { aliases: ['KLD'] }
      organisationId = await insertOrganisation(db, { cohortId: siblingId, name: 'Kaleïdo', profile }, now)
      const { personId } = await createPerson(server.context, { name: 'Zwanzina Qualto' })
      await grant(server.context, personId, 'participant', 'organisation', organisationId)
    })

    test('R28 they are found, in small letters and without accents too', async () => {
      expect(await found('On a repris la méthode de kaleïdo pour le tri.')).toEqual(['ORG kaleïdo'])
      expect(await found('kaleido a arrêté après un an')).toEqual(['ORG kaleido'])
      expect(await found('chez KLD, comme dit zwanzina qualto')).toEqual(['ORG KLD', 'PER zwanzina qualto'])
    })

    test('R28 what is also a word is judged in its sentence', async () => {
      const { db } = server.context
      const place = { cohortId: siblingId, name: 'Le Tremplin', profile: {} }
      await insertOrganisation(db, place, server.context.now())
      expect(await found('ce stage est un tremplin pour la suite')).toEqual([])
      expect(await found('au Tremplin on trie par couleur')).toEqual(['ORG Tremplin'])
    })

    test('R28 a former name of theirs too', async () => {
      const name = { name: 'Rive Neuve' }
      const admin = await createPerson(server.context, { name: 'Bénédicte Roy' })
      await grant(server.context, admin.personId, 'coach', 'cohort', siblingId)
      const url = `/api/organisations/${organisationId}`
      expect((await send(admin.cookie, 'PATCH', url, name)).statusCode).toBe(200)
      expect(await found('kaleido et rive neuve')).toEqual(['ORG kaleido', 'ORG rive neuve'])
    })

    test('R28 nobody is shown them, and they are remembered for nobody here', async () => {
      expect(await names()).not.toContain('Kaleïdo')
      const editor = await createPerson(server.context, { name: 'Édith Lannoy' })
      await grant(server.context, editor.personId, 'editor', 'cohort', cohort.cohortId)
      const url = `/api/cohorts/${cohort.cohortId}/roster`
      const { body, statusCode } = await server.app.inject({ url, headers: { cookie: editor.cookie } })
      expect(statusCode).toBe(200)
      expect(body).not.toMatch(/Kale|Qualto|KLD/)
      await send(coach.cookie, 'PATCH', '/api/session/person', { name: 'Alix M.' })
      expect((await names()).join()).not.toMatch(/Kale|Qualto|KLD/)
    })

    test('R28 those of another programme are not looked for', async () => {
      const other = await createCohort(server.context, { organisations: ['Toits'] })
      expect(await found('kaleido a arrêté', other.cohortId)).toEqual([])
    })
  })
})
