import { randomUUID } from 'node:crypto'
import { buildBoardDoc } from '@tablee/board'
import { noteRecord } from '@tablee/board/testing'
import type { SnapshotSummary } from '@tablee/contract'
import { findTemplate, noteSlots, templateRecords } from '@tablee/templates'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createPerson, grant } from '../accounts/testing.ts'
import { insertBoard } from '../boards/store.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

const NOTE_TEXT = 'Recopier les présences prend une heure par jour'
const PNG_SIGNATURE = '89504e470d0a1a0a'

describe.each(DATABASES)('snapshots on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let cohortId: string
  let boardId: string
  let coach: string
  let organisationId: string

  beforeEach(async () => {
    storage = await open()
    server = await openTestApp(storage)
    const cohort = await createCohort(server.context, { organisations: ['Les Tilleuls', 'Autre maison'] })
    cohortId = cohort.cohortId
    organisationId = cohort.organisationIds[0] ?? ''
    const person = await createPerson(server.context, { name: 'Coach' })
    await grant(server.context, person.personId, 'coach', 'cohort', cohortId)
    coach = person.cookie
    boardId = await openBoard(person.personId)
  })
  afterEach(async () => {
    await server.close()
    await storage.remove()
  })

  async function openBoard(personId: string): Promise<string> {
    const template = findTemplate('needs-macro-micro')
    if (!template) throw new Error('template is missing')
    const furniture = templateRecords(template)
    const [slot] = furniture.filter((record) => record.id === 'shape:zone-macro').flatMap(noteSlots)
    const note = {
      ...noteRecord({ id: 'shape:note1', by: 'actor', text: NOTE_TEXT, index: 'b01' }),
      ...slot,
      meta: { by: 'actor', zone: 'macro' },
    }
    const id = randomUUID()
    const doc = buildBoardDoc([...furniture, note], { template: template.id, version: template.version })
    await server.context.rooms.create(id, Y.encodeStateAsUpdate(doc))
    const { family, title, version } = template
    await insertBoard(
      server.context.db,
      {
        id,
        cohortId,
        organisationId,
        title: 'Nos besoins',
        template: { id: template.id, version, family, title },
        personId,
      },
      server.context.now(),
    )
    return id
  }

  async function personWith(
    role: Parameters<typeof grant>[2],
    kind: Parameters<typeof grant>[3],
    scopeId: string,
  ) {
    const { personId, cookie } = await createPerson(server.context, { name: 'Personne' })
    await grant(server.context, personId, role, kind, scopeId)
    return cookie
  }

  const get = (url: string, cookie: string) => server.app.inject({ method: 'GET', url, headers: { cookie } })
  const send = (method: 'POST' | 'PATCH', url: string, cookie: string, payload: object) =>
    server.app.inject({ method, url, headers: { cookie }, payload })
  const take = async (payload: object = { name: 'Fin de l’atelier' }, cookie = coach) => {
    const answer = await send('POST', `/api/boards/${boardId}/snapshots`, cookie, payload)
    expect(answer.statusCode, answer.body).toBe(201)
    return answer.json<SnapshotSummary>()
  }

  test('a snapshot keeps what stands on the board, under a name and a hash', async () => {
    const snapshot = await take()
    expect(snapshot).toMatchObject({
      boardId,
      boardTitle: 'Nos besoins',
      name: 'Fin de l’atelier',
      offered: false,
      template: { id: 'needs-macro-micro', version: '1.0.0' },
      items: 1,
    })
    expect(snapshot.hash).toMatch(/^[0-9a-f]{64}$/)
    const answer = await get(`/api/snapshots/${snapshot.id}`, coach)
    expect(answer.json()).toEqual({
      ...snapshot,
      content: { items: [{ id: 'shape:note1', zoneId: 'macro', text: NOTE_TEXT, order: 0 }], links: [] },
    })
  })

  test('the same board gives the same hash', async () => {
    expect((await take({ name: 'Un' })).hash).toBe((await take({ name: 'Deux' })).hash)
  })

  test('the board’s snapshots are listed, newest first', async () => {
    const first = await take({ name: 'Un' })
    await expect.poll(() => server.context.now() > Date.parse(first.takenAt)).toBe(true)
    const second = await take({ name: 'Deux' })
    const answer = await get(`/api/boards/${boardId}/snapshots`, coach)
    expect(answer.json()).toEqual({ snapshots: [second, first] })
  })

  test('it is drawn with real text and as pixels, in the language that is asked for', async () => {
    const { id } = await take()
    const svg = await get(`/api/snapshots/${id}.svg?lang=nl`, coach)
    expect(svg.headers['content-type']).toContain('image/svg+xml')
    expect(svg.body).toContain('Ruime blik: wensen en ergernissen')
    expect(svg.body).toContain('présences')
    expect(svg.body).not.toContain('shape:')
    const png = await get(`/api/snapshots/${id}.png`, coach)
    expect(png.headers['content-type']).toBe('image/png')
    expect(png.rawPayload.subarray(0, 8).toString('hex')).toBe(PNG_SIGNATURE)
  })

  test('a picture that did not change is not sent again', async () => {
    const { id } = await take()
    const { headers } = await get(`/api/snapshots/${id}.svg`, coach)
    const again = await server.app.inject({
      url: `/api/snapshots/${id}.svg`,
      headers: { cookie: coach, 'if-none-match': String(headers['etag']) },
    })
    expect(again.statusCode).toBe(304)
    expect(headers['cache-control']).toBe('private, no-cache')
  })

  test('a picture that is lost is drawn again, the same', async () => {
    const { id } = await take()
    const before = await get(`/api/snapshots/${id}.svg?lang=fr`, coach)
    await server.context.files.delete(`snapshots/${id}/fr.svg`)
    const after = await get(`/api/snapshots/${id}.svg?lang=fr`, coach)
    expect(after.body).toBe(before.body)
  })

  test('content that was tampered with is not shown', async () => {
    const { id } = await take()
    const { content } = await server.context.db
      .selectFrom('snapshot')
      .select('content')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await server.context.db
      .updateTable('snapshot')
      .set({ content: content.replaceAll('une heure', 'un jour') })
      .where('id', '=', id)
      .execute()
    const answer = await get(`/api/snapshots/${id}`, coach)
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toContain('présences')
    expect((await get(`/api/snapshots/${id}.svg?lang=en`, coach)).statusCode).toBe(500)
  })

  test('nothing but the offer can be changed', async () => {
    const snapshot = await take()
    const change = await send('PATCH', `/api/snapshots/${snapshot.id}`, coach, { name: 'Autre' })
    expect(change.statusCode).toBe(400)
    const both = await send('PATCH', `/api/snapshots/${snapshot.id}`, coach, { offered: true, content: {} })
    expect(both.statusCode).toBe(400)
    expect((await get(`/api/boards/${boardId}/snapshots`, coach)).json()).toEqual({ snapshots: [snapshot] })
  })

  test('editors see a snapshot only while it is offered', async () => {
    const editor = await personWith('editor', 'cohort', cohortId)
    const { id } = await take()
    const offers = `/api/cohorts/${cohortId}/snapshots`
    expect((await get(offers, editor)).json()).toEqual({ snapshots: [] })
    expect((await get(`/api/snapshots/${id}`, editor)).statusCode).toBe(404)
    expect((await get(`/api/snapshots/${id}.png`, editor)).statusCode).toBe(404)

    expect((await send('PATCH', `/api/snapshots/${id}`, coach, { offered: true })).statusCode).toBe(200)
    expect((await get(offers, editor)).json<{ snapshots: SnapshotSummary[] }>().snapshots[0]?.id).toBe(id)
    expect((await get(`/api/snapshots/${id}`, editor)).statusCode).toBe(200)
    expect((await get(`/api/snapshots/${id}.svg`, editor)).statusCode).toBe(200)
    expect((await send('PATCH', `/api/snapshots/${id}`, editor, { offered: false })).statusCode).toBe(403)

    await send('PATCH', `/api/snapshots/${id}`, coach, { offered: false })
    expect((await get(`/api/snapshots/${id}`, editor)).statusCode).toBe(404)
  })

  test('editors are not told how many snapshots are not offered', async () => {
    const editor = await personWith('editor', 'cohort', cohortId)
    await take({ name: 'Gardé' })
    const offered = await take({ name: 'Proposé', offered: true })
    const answer = await get(`/api/boards/${boardId}/snapshots`, editor)
    expect(answer.json()).toEqual({ snapshots: [offered] })
  })

  test('a participant reads the board but takes and sees no snapshot; strangers learn nothing', async () => {
    const { id } = await take({ name: 'Un', offered: true })
    const participant = await personWith('participant', 'organisation', organisationId)
    const list = `/api/boards/${boardId}/snapshots`
    expect((await send('POST', list, participant, { name: 'Moi' })).statusCode).toBe(403)
    expect((await get(list, participant)).statusCode).toBe(403)
    expect((await get(`/api/snapshots/${id}`, participant)).statusCode).toBe(404)
    expect((await get(`/api/cohorts/${cohortId}/snapshots`, participant)).statusCode).toBe(403)
    for (const stranger of [
      await personWith('funder', 'cohort', cohortId),
      (await createPerson(server.context, { name: 'Ailleurs' })).cookie,
    ]) {
      expect((await send('POST', list, stranger, { name: 'Moi' })).statusCode).toBe(404)
      for (const url of [
        list,
        `/api/snapshots/${id}`,
        `/api/snapshots/${id}.svg`,
        `/api/cohorts/${cohortId}/snapshots`,
      ])
        expect((await get(url, stranger)).statusCode, url).toBe(404)
    }
    expect((await get(`/api/snapshots/${id}`, '')).statusCode).toBe(401)
  })

  test('a facilitator takes a snapshot, but offers none', async () => {
    const facilitator = await personWith('facilitator', 'cohort', cohortId)
    const list = `/api/boards/${boardId}/snapshots`
    expect((await send('POST', list, facilitator, { name: 'Un', offered: true })).statusCode).toBe(403)
    const { id } = await take({ name: 'Un' }, facilitator)
    expect((await send('PATCH', `/api/snapshots/${id}`, facilitator, { offered: true })).statusCode).toBe(403)
  })

  test('the log tells that a snapshot was taken, not what is on it', async () => {
    const { id } = await take({ name: 'Nom très secret' })
    await get(`/api/snapshots/${id}`, coach)
    expect(server.logged()).toContain(id)
    expect(server.logged()).not.toMatch(/présences|très secret|Nos besoins|Les Tilleuls/)
  })
})
