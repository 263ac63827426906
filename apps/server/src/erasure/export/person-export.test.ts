import { randomUUID } from 'node:crypto'
import { addItem } from '@tablee/board/edit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPerson, grant } from '../../accounts/testing.ts'
import { actorOn } from '../../boards/actor.ts'
import { findBoard } from '../../boards/store.ts'
import { logAct } from '../../consents/case-log.ts'
import { sealWords } from '../../consents/sealed-words.ts'
import { insertStatement } from '../../consents/store.ts'
import { newNote, type PrivateStage, preparePrivateStage } from '../../private-writing/testing.ts'
import { type AskAs, askAs } from '../../testing/ask-as.ts'
import { DATABASES, type TestStorage } from '../../testing/databases.ts'
import { openTestApp, type TestApp } from '../../testing/open-test-app.ts'

/** What her organisation wants nothing said of. */
const RESERVED = 'Rien du déménagement'

describe.each(DATABASES)('a person’s data as a file on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let ask: AskAs
  let stage: PrivateStage
  let sophie: { personId: string; cookie: string }
  let karim: { personId: string; cookie: string }
  let boardId: string

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    ask = askAs(server)
    stage = await preparePrivateStage(server)
    sophie = await stage.participant('Sophie Delvaux')
    karim = await stage.participant('Karim Benali')
    boardId = await stage.board('needs-macro-micro', [])
    const { actorKey } = (await findBoard(server.context.db, boardId)) ?? { actorKey: '' }
    await server.context.rooms.edit(boardId, (doc) => {
      for (const [{ personId }, text] of [
        [sophie, 'Ma note à moi'],
        [karim, 'Une note de Karim'],
      ] as const)
        addItem(
          { doc, by: actorOn(actorKey, boardId, personId).actorId, role: 'writer' },
          { zoneId: 'macro', text },
        )
    })
    const targetId = (await stage.notesIn(boardId))[0]?.record.id ?? ''
    for (const [{ cookie }, text] of [
      [sophie, 'Mon commentaire'],
      [karim, 'Un commentaire de Karim'],
    ] as const) {
      const said = await ask('POST', `/api/boards/${boardId}/comments`, cookie, {
        id: randomUUID(),
        targetId,
        text,
        signed: true,
      })
      expect(said.status).toBe(201)
    }
    const taken = await ask('POST', `/api/boards/${boardId}/snapshots`, stage.coach.cookie, { name: 'Gardé' })
    expect(taken.status).toBe(201)
    const curtainId = await stage.draw(boardId, false)
    const { id } = newNote()
    await stage.keep(boardId, sophie.cookie, { curtainId, id, text: 'Encore cachée' })
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  /** She agrees with a reservation, by her account, and the log of decisions has it. */
  async function answersForHerOrganisation(): Promise<void> {
    const { db } = server.context
    const { cohortId, organisationIds } = stage.place
    const of = { cohortId, organisationId: organisationIds[0] ?? '', caseId: null }
    const at = new Date(server.context.now()).toISOString()
    const id = randomUUID()
    await insertStatement(db, of, {
      id,
      state: 'co_reserves',
      level: 'an_pseudonyme',
      spread: 'cohort',
      topics: [],
      sealed: sealWords(server.context, id, { reservation: RESERVED, signer: null }),
      text_hash: null,
      way: 'account',
      person_id: sophie.personId,
      link_id: null,
      stated_at: at,
    })
    const by = { cohortId, caseId: '', personId: sophie.personId, at }
    await logAct(db, by, { act: 'stated', facts: {} })
  }

  const file = (url: string, cookie: string) => server.app.inject({ method: 'GET', url, headers: { cookie } })

  test('X1 holds all that is kept about her, a guest by the session of her device, and nothing of anybody else', async () => {
    const answer = await file('/api/session/person/export', sophie.cookie)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-disposition']).toMatch(/^attachment/)
    expect(answer.headers['content-disposition']).not.toContain('Sophie')
    expect(answer.json()).toMatchObject({
      person: { name: 'Sophie Delvaux', email: null, kind: 'guest' },
      roles: [{ role: 'participant', place: 'Ferme A' }],
      notes: [
        { board: 'needs-macro-micro', snapshot: null, notes: [{ text: 'Ma note à moi' }] },
        { board: 'needs-macro-micro', snapshot: 'Gardé', notes: [{ text: 'Ma note à moi' }] },
      ],
      hiddenNotes: [{ text: 'Encore cachée' }],
      votes: [],
      comments: [{ text: 'Mon commentaire' }],
    })
    expect(answer.json().signIns).toHaveLength(1)
    expect(answer.body).not.toMatch(/Karim|Coach/)
    // no way to be her comes out with it
    const { token } = await server.context.db
      .selectFrom('session')
      .select('token')
      .where('person_id', '=', sophie.personId)
      .executeTakeFirstOrThrow()
    expect(answer.body).not.toContain(token)
  })

  test('X1 the same to be read, in her language', async () => {
    const answer = await file('/api/session/person/export?format=md&lang=fr', sophie.cookie)
    expect(answer.headers['content-type']).toContain('text/markdown')
    for (const line of [
      '# Ce que Tablée garde à votre sujet',
      'Ma note à moi',
      'Encore cachée',
      'Mon commentaire',
    ])
      expect(answer.body).toContain(line)
    expect(answer.body).not.toMatch(/Karim|Coach/)
    const dutch = await file('/api/session/person/export?format=md&lang=nl', sophie.cookie)
    expect(dutch.body).toContain('# Wat Tablée over u bewaart')
  })

  test('X2 for who may erase her, and for nobody else', async () => {
    const url = `/api/people/${sophie.personId}/export`
    await answersForHerOrganisation()
    expect((await file('/api/session/person/export', sophie.cookie)).json()).toMatchObject({
      consents: [{ state: 'co_reserves', words: { reservation: RESERVED } }],
      casework: [{ act: 'stated' }],
    })
    // what is hers alone reaches nobody by this way: hidden words, votes, where she signs in from
    const json = await file(url, stage.coach.cookie)
    const text = await file(`${url}?format=md&lang=fr`, stage.coach.cookie)
    expect(json.json()).toMatchObject({
      person: { name: 'Sophie Delvaux' },
      hiddenNotes: null,
      votes: null,
      signIns: null,
      consents: null,
      casework: null,
    })
    for (const { body } of [json, text]) {
      expect(body).toContain('Mon commentaire')
      expect(body).not.toMatch(/Encore cachée|lightMyRequest|127\.0\.0\.1|déménagement|co_reserves|stated/)
    }
    expect((await file(url, karim.cookie)).statusCode).toBe(404)
    expect((await ask('GET', url, undefined)).code).toBe('not_signed_in')
    const admin = await createPerson(server.context, { name: 'Ada' })
    await grant(server.context, admin.personId, 'admin', 'instance', 'instance')
    const toAdmin = await file(url, admin.cookie)
    expect(toAdmin.statusCode).toBe(200)
    // who reads no agreement elsewhere reads none here
    expect(toAdmin.json()).toMatchObject({ consents: null, casework: null })
    // a coach of hers alone does not see what she is elsewhere, nor what she was
    const elsewhere = await preparePrivateStage(server)
    const former = await elsewhere.board('needs-macro-micro', [])
    const visit = { room_id: former, client: 4711, author_id: sophie.personId }
    await server.context.db.insertInto('sync_claim').values(visit).execute()
    expect((await ask('GET', url, stage.coach.cookie)).code).toBe('person_elsewhere')
    expect((await ask('POST', `/api/people/${sophie.personId}/erasure`, stage.coach.cookie)).code).toBe(
      'person_elsewhere',
    )
    await server.context.db.deleteFrom('sync_claim').where('room_id', '=', former).execute()
    await grant(server.context, sophie.personId, 'participant', 'cohort', elsewhere.place.cohortId)
    expect((await ask('GET', url, stage.coach.cookie)).code).toBe('person_elsewhere')
  })
})
