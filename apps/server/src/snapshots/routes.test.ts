import { randomUUID } from 'node:crypto'
import { boardRoot, buildBoardDoc, decodeRecord, metaRoot } from '@tablee/board'
import { addItem, removeItem, setSheetText } from '@tablee/board/edit'
import { noteRecord } from '@tablee/board/testing'
import type { SnapshotSummary } from '@tablee/contract'
import { findTemplate, noteSlots, templateRecords } from '@tablee/templates'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createPerson, grant } from '../accounts/testing.ts'
import { forbidDeleted } from '../attention/deleted-store.ts'
import { insertBoard } from '../boards/store.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage, testOnce } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { DRAWING_LOOK } from './picture-snapshot.ts'

const NOTE_TEXT = 'Recopier les présences prend une heure par jour'
const PNG_SIGNATURE = '89504e470d0a1a0a'

describe.each(DATABASES)('snapshots on $name', ({ name, open }) => {
  // what is drawn, what a board becomes, and who may do what is the same whichever database kept the snapshot
  const drawn = testOnce(name)

  let storage: TestStorage
  let server: TestApp
  let cohortId: string
  let boardId: string
  let coach: string
  let organisationId: string

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
  })
  beforeEach(async () => {
    const cohort = await createCohort(server.context, { organisations: ['Les Tilleuls', 'Autre maison'] })
    cohortId = cohort.cohortId
    organisationId = cohort.organisationIds[0] ?? ''
    const person = await createPerson(server.context, { name: 'Coach' })
    await grant(server.context, person.personId, 'coach', 'cohort', cohortId)
    coach = person.cookie
    boardId = await openBoard(person.personId)
  })
  afterAll(async () => {
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
      template: { id: 'needs-macro-micro', version: '1.0.2' },
      items: 1,
    })
    expect(snapshot.hash).toMatch(/^[0-9a-f]{64}$/)
    const answer = await get(`/api/snapshots/${snapshot.id}`, coach)
    expect(answer.json()).toEqual({
      ...snapshot,
      content: { items: [{ id: 'shape:note1', zoneId: 'macro', text: NOTE_TEXT, order: 0 }], links: [] },
    })
  })

  drawn('the same board gives the same hash', async () => {
    expect((await take({ name: 'Un' })).hash).toBe((await take({ name: 'Deux' })).hash)
  })

  describe('A14 put back', () => {
    const change = (alter: Parameters<typeof server.context.rooms.edit>[1]) =>
      server.context.rooms.edit(boardId, alter)
    const restore = (id: string, cookie = coach) =>
      send('POST', `/api/snapshots/${id}/restore`, cookie, { keepAs: 'Avant le retour' })

    test('the board is what the snapshot kept of it, and what stood there meanwhile is kept first', async () => {
      const first = await take({ name: '14:10' })
      await change((doc) => {
        removeItem({ doc, by: null, role: 'coach' }, 'shape:note1')
        addItem({ doc, by: null, role: 'coach' }, { zoneId: 'macro', text: 'Arrivée plus tard' })
        setSheetText({ doc, by: null, role: 'coach' }, 'why', 'Écrit plus tard')
        metaRoot(doc).set('result:needs', { kind: 'dots', voters: 3, totals: {} })
      })
      const meanwhile = await take({ name: 'Entre-temps' })
      expect(meanwhile.hash).not.toBe(first.hash)
      const answer = await restore(first.id)
      expect(answer.statusCode, answer.body).toBe(200)
      expect((await take({ name: 'Après' })).hash).toBe(first.hash)
      const { snapshots } = (await get(`/api/boards/${boardId}/snapshots`, coach)).json()
      expect(snapshots.find(({ name }: SnapshotSummary) => name === 'Avant le retour').hash).toBe(
        meanwhile.hash,
      )
      // and back again
      expect((await restore(meanwhile.id)).statusCode).toBe(200)
      expect((await take({ name: 'De nouveau' })).hash).toBe(meanwhile.hash)
    })

    drawn('words that were corrected since stay corrected, and so does the version', async () => {
      const first = await take()
      const prompt = { fr: 'Corrigée', nl: 'Verbeterd', en: 'Corrected' }
      await change((doc) => {
        boardRoot(doc).get('shape:zone-macro')?.set('p.prompt', prompt)
        metaRoot(doc).set('version', '1.2.0')
        removeItem({ doc, by: null, role: 'coach' }, 'shape:note1')
      })
      expect((await restore(first.id)).statusCode).toBe(200)
      const state = await change((doc) => ({
        zone: decodeRecord(boardRoot(doc).get('shape:zone-macro') ?? new Y.Map()),
        note: boardRoot(doc).has('shape:note1'),
        version: metaRoot(doc).get('version'),
      }))
      expect(state).toMatchObject({ zone: { props: { prompt } }, note: true, version: '1.2.0' })
    })

    test('R17 a single note comes back in its place, and all else stays as it is', async () => {
      const first = await take()
      const missing = (id: string) => get(`/api/snapshots/${id}/missing-notes`, coach)
      const putBack = (noteId: string) =>
        send('POST', `/api/snapshots/${first.id}/missing-notes`, coach, { noteIds: [noteId] })
      expect((await missing(first.id)).json()).toEqual({ notes: [] })
      const later = await change((doc) => {
        removeItem({ doc, by: null, role: 'coach' }, 'shape:note1')
        return addItem({ doc, by: null, role: 'coach' }, { zoneId: 'macro', text: 'Arrivée plus tard' })
      })
      expect((await missing(first.id)).json()).toEqual({ notes: [{ id: 'shape:note1', text: NOTE_TEXT }] })
      expect((await putBack('shape:note1')).statusCode).toBe(200)
      const { items } = (await get(`/api/snapshots/${(await take()).id}`, coach)).json().content
      expect(items).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ id: 'shape:note1', zoneId: 'macro', text: NOTE_TEXT }),
          expect.objectContaining({ id: later, text: 'Arrivée plus tard' }),
        ]),
      )
      expect((await missing(first.id)).json()).toEqual({ notes: [] })
      // what its writer withdrew is not offered, nor put back
      await change((doc) => void removeItem({ doc, by: null, role: 'coach' }, 'shape:note1'))
      await forbidDeleted(server.context, boardId, 'shape:note1')
      expect((await missing(first.id)).json()).toEqual({ notes: [] })
      expect((await putBack('shape:note1')).statusCode).toBe(404)
      expect((await putBack(String(later))).statusCode).toBe(404)
    })

    test('nothing comes back that its writer has withdrawn, and nothing changes behind a curtain or under a vote', async () => {
      const first = await take()
      await change((doc) => void removeItem({ doc, by: null, role: 'coach' }, 'shape:note1'))
      await forbidDeleted(server.context, boardId, 'shape:note1')
      expect((await restore(first.id)).statusCode).toBe(200)
      expect(await change((doc) => boardRoot(doc).has('shape:note1'))).toBe(false)
      const curtain = { id: 'c', anonymous: false, sinceMs: 0, hidden: 0, reading: false }
      await change((doc) => void metaRoot(doc).set('curtains', { macro: curtain }))
      expect((await restore(first.id)).json().error.code).toBe('zone_curtained')
      await change((doc) => {
        metaRoot(doc).delete('curtains')
        metaRoot(doc).set('ballot:needs', { id: 'b' })
      })
      expect((await restore(first.id)).json().error.code).toBe('ballot_open')
    })

    drawn('only who manages the board puts it back, and not an archived one', async () => {
      const { id } = await take()
      const facilitator = await personWith('facilitator', 'cohort', cohortId)
      const participant = await personWith('participant', 'organisation', organisationId)
      expect((await restore(id, facilitator)).statusCode).toBe(403)
      expect((await restore(id, participant)).statusCode).toBe(404)
      await send('PATCH', `/api/boards/${boardId}`, coach, { status: 'archived' })
      expect((await restore(id)).json().error.code).toBe('board_archived')
    })
  })

  test('the board’s snapshots are listed, newest first', async () => {
    const first = await take({ name: 'Un' })
    await expect.poll(() => server.context.now() > Date.parse(first.takenAt)).toBe(true)
    const second = await take({ name: 'Deux' })
    const answer = await get(`/api/boards/${boardId}/snapshots`, coach)
    expect(answer.json()).toEqual({ snapshots: [second, first] })
  })

  drawn('it is drawn with real text and as pixels, in the language that is asked for', async () => {
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

  drawn('it shows what its export shows: votes, and what colours stand for', async () => {
    await server.context.rooms.edit(boardId, (doc) => {
      const voted = addItem({ doc, by: null, role: 'coach' }, { zoneId: 'needs', text: 'Savoir qui est où' })
      const facts = metaRoot(doc)
      facts.set('result:needs', { kind: 'dots', voters: 4, totals: { [voted ?? '']: 7 } })
      facts.set('colours', { 'light-red': 'Freins' })
    })
    const { id } = await take()
    const words = (svg: string) =>
      [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, line = '']) => line.replace(/<[^>]+>/g, ''))
    const picture = words((await get(`/api/snapshots/${id}.svg?lang=fr`, coach)).body)
    const exported = words((await get(`/api/snapshots/${id}/export?format=svg&lang=fr`, coach)).body)
    expect(picture).toEqual(exported)
    expect(picture).toEqual(expect.arrayContaining(['Votes : 7', 'Couleurs', 'Freins']))
  })

  drawn('a picture that did not change is not sent again', async () => {
    const { id } = await take()
    const { headers } = await get(`/api/snapshots/${id}.svg`, coach)
    const again = await server.app.inject({
      url: `/api/snapshots/${id}.svg`,
      headers: { cookie: coach, 'if-none-match': String(headers['etag']) },
    })
    expect(again.statusCode).toBe(304)
    expect(headers['cache-control']).toBe('private, no-cache')
  })

  drawn('a picture that is lost is drawn again, the same', async () => {
    const { id } = await take()
    const before = await get(`/api/snapshots/${id}.svg?lang=fr`, coach)
    await server.context.files.delete(`snapshots/${id}/fr-${DRAWING_LOOK}.svg`)
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

  drawn('who offers it is told what its method gathers, also of a coach’s copy of it', async () => {
    expect((await take()).privacy).toBeNull()
    const { db } = server.context
    const method = async (id: string) => {
      await db.updateTable('board').set({ template_id: id }).where('id', '=', boardId).execute()
      await server.context.rooms.edit(boardId, (doc) => void metaRoot(doc).set('template', id))
    }
    await method('stake-influence-adhesion')
    const note = { fr: expect.stringContaining('jugements sur des personnes') }
    expect((await take()).privacy).toMatchObject({ isDelicate: true, note })
    const { programme_id } = await db
      .selectFrom('cohort')
      .select('programme_id')
      .where('id', '=', cohortId)
      .executeTakeFirstOrThrow()
    const { body } = await send('POST', '/api/own-templates', coach, {
      programmeId: programme_id,
      title: 'Notre matrice',
      lang: 'fr',
      family: 'stakeholders',
      from: { templateId: 'stake-influence-adhesion' },
    })
    await method(JSON.parse(body).id)
    expect((await take()).privacy).toMatchObject({ isDelicate: true, note })
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

  drawn('a participant reads the board but takes and sees no snapshot; strangers learn nothing', async () => {
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

  drawn('a facilitator takes a snapshot, but offers none', async () => {
    const facilitator = await personWith('facilitator', 'cohort', cohortId)
    const list = `/api/boards/${boardId}/snapshots`
    expect((await send('POST', list, facilitator, { name: 'Un', offered: true })).statusCode).toBe(403)
    const { id } = await take({ name: 'Un' }, facilitator)
    expect((await send('PATCH', `/api/snapshots/${id}`, facilitator, { offered: true })).statusCode).toBe(403)
  })

  drawn('the log tells that a snapshot was taken, not what is on it', async () => {
    const { id } = await take({ name: 'Nom très secret' })
    await get(`/api/snapshots/${id}`, coach)
    expect(server.logged()).toContain(id)
    expect(server.logged()).not.toMatch(/présences|très secret|Nos besoins|Les Tilleuls/)
  })
})
