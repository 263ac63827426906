import { allows } from '@tablee/contract'
import { findTemplate } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { createBoard } from '../boards/create-board.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { createEverybody, type Everybody } from '../testing/everybody.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { readCsv, readPdf, readZip } from './testing/read-files.ts'

const NOTE = '=Écrire « déjà » ; été\ndeuxième ligne'

describe.each(DATABASES)('exports on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let place: Awaited<ReturnType<typeof createCohort>>
  let everybody: Everybody
  let coach: { cookie: string }
  let boardId: string
  let otherId: string

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    place = await createCohort(server.context, { organisations: ['Ferme A', 'Atelier B'] })
    const person = await createPerson(server.context, { name: 'Nadège Tout-Court' })
    await grant(server.context, person.personId, 'coach', 'cohort', place.cohortId)
    coach = { cookie: person.cookie }
    boardId = await newBoard('Besoins d’été', place.organisationIds[0])
    otherId = await newBoard('Besoins d’été', place.organisationIds[1])
    everybody = await createEverybody(server.context)
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  async function newBoard(title: string, organisationId: string | undefined): Promise<string> {
    const template = findTemplate('needs-macro-micro')
    if (!template) throw new Error('no template')
    return createBoard(server.context, {
      cohortId: place.cohortId,
      organisationId: organisationId ?? null,
      template,
      title,
      personId: null,
      notes: [{ zoneId: 'macro', text: NOTE }],
    })
  }
  const get = (path: string, headers: { cookie?: string } = coach) =>
    server.app.inject({ url: path, headers: { ...headers, 'accept-language': 'fr' } })

  test('S2.10 a board as CSV is a zip of tables that a spreadsheet opens as words', async () => {
    const answer = await get(`/api/boards/${boardId}/export?format=csv`)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/zip',
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="Besoins d_ete.zip"; filename*=UTF-8''Besoins%20d%E2%80%99%C3%A9t%C3%A9.zip`,
    })
    const macro = Object.entries(readZip(answer.rawPayload)).find(([, text]) => text.includes('Écrire'))
    expect(macro?.[0]).toMatch(/^\d\d .+\.csv$/)
    expect(macro?.[1].startsWith('\ufeff')).toBe(true)
    expect(readCsv(Buffer.from(macro?.[1] ?? ''))[1]).toEqual(['1', `'${NOTE}`])
  })

  test.each([
    ['json', 'application/json; charset=utf-8'],
    ['md', 'text/markdown; charset=utf-8'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['pdf', 'application/pdf'],
    ['png', 'image/png'],
    ['svg', 'image/svg+xml; charset=utf-8'],
  ])('a board as %s is one file of its type, in the language asked for', async (format, type) => {
    const answer = await get(`/api/boards/${boardId}/export?format=${format}&lang=nl`)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe(type)
    expect(answer.headers['content-disposition']).toContain(`.${format}"`)
    if (format === 'json')
      expect(answer.json()).toMatchObject({ lang: 'nl', board: { organisation: 'Ferme A' } })
    if (format === 'md') expect(answer.body).toContain('Cohort: Cohorte')
    if (format === 'pdf') expect(readPdf(answer.rawPayload).text).toContain('deuxième ligne')
  })

  test('several boards come as one zip, each under its organisation', async () => {
    const path = `/api/cohorts/${place.cohortId}/export?format=json&boards=${boardId},${otherId}`
    const answer = await get(path)
    expect(Object.keys(readZip(answer.rawPayload))).toEqual([
      'Ferme A – Besoins d’été.json',
      'Atelier B – Besoins d’été.json',
    ])
    const csv = await get(path.replace('json', 'csv'))
    expect(Object.keys(readZip(csv.rawPayload))).toContain('Atelier B – Besoins d’été/00 À propos.csv')
  })

  test('boards that one may not see are not in a cohort’s zip, and cannot be told from none', async () => {
    const member = await createPerson(server.context, { name: 'Membre' })
    await grant(
      server.context,
      member.personId,
      'participant',
      'organisation',
      place.organisationIds[0] ?? '',
    )
    const path = `/api/cohorts/${place.cohortId}/export?format=json&boards=`
    expect((await get(`${path}${boardId}`, member)).statusCode).toBe(200)
    const hidden = await get(`${path}${boardId},${otherId}`, member)
    const missing = await get(`${path}${boardId},${'x'.repeat(21)}`, member)
    expect([hidden.statusCode, hidden.body]).toEqual([404, missing.body])
    expect(
      (await get(`/api/cohorts/${everybody.here.cohortId}/export?format=json&boards=${boardId}`)).statusCode,
    ).toBe(404)
  })

  test('a snapshot is exported as it was, whatever became of the board', async () => {
    const taken = await server.app.inject({
      method: 'POST',
      url: `/api/boards/${boardId}/snapshots`,
      headers: coach,
      payload: { name: 'Après l’atelier' },
    })
    await server.app.inject({
      method: 'PATCH',
      url: `/api/boards/${boardId}`,
      headers: coach,
      payload: { title: 'Renommé' },
    })
    const [then, now] = await Promise.all([
      get(`/api/snapshots/${taken.json().id}/export?format=json`),
      get(`/api/boards/${boardId}/export?format=json`),
    ])
    expect(then.json().board).toMatchObject({ title: 'Besoins d’été', snapshot: 'Après l’atelier' })
    expect(now.json().board).toMatchObject({ title: 'Renommé', snapshot: null })
    expect(then.json().hash).toBe(now.json().hash)
  })

  test('who may see a board may take it away, but for a partner; everybody else learns nothing', async () => {
    const { here, people } = everybody
    const board = { cohortId: here.cohortId, programmeId: here.programmeId, boardId: here.boardId }
    const at = { ...board, organisationIds: here.organisationIds.slice(0, 1) }
    // its room is missing, so who is let in meets that error, and nobody a drawing
    for (const { label, memberships, headers, personId } of people) {
      const { statusCode } = await get(`/api/boards/${here.boardId}/export?format=json`, headers)
      const sees = allows('board.view', memberships, at)
      const takes = allows('board.export', memberships, at)
      const expected = personId === null ? 401 : takes ? 500 : sees ? 403 : 404
      expect([label, statusCode]).toEqual([label, expected])
    }
    const partner = people.find(({ label }) => label === 'partner@board')
    expect(allows('board.view', partner?.memberships ?? [], at)).toBe(true)
    expect(allows('board.export', partner?.memberships ?? [], at)).toBe(false)
  })

  test('an unknown format is refused, and too many requests wait', async () => {
    const hasty = await createPerson(server.context, { name: 'Pressé' })
    await grant(server.context, hasty.personId, 'participant', 'organisation', place.organisationIds[0] ?? '')
    expect((await get(`/api/boards/${boardId}/export?format=exe`, hasty)).statusCode).toBe(400)
    const statuses = new Set<number>()
    for (let at = 0; at < 21; at++)
      statuses.add((await get(`/api/boards/${boardId}/export?format=md`, hasty)).statusCode)
    expect([...statuses]).toEqual([200, 429])
  })

  test('nothing of it is in the log', () => {
    expect(server.logged()).toContain('board exported')
    expect(server.logged()).not.toMatch(/Écrire|d’été|Ferme A|Nadège/)
  })
})
