import { randomUUID } from 'node:crypto'
import { COMMENTS_KEY, metaRoot } from '@tablee/board'
import { readCommentMarks } from '@tablee/board/content'
import { currentStep, readScript } from '@tablee/board/script'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { actorOn } from '../boards/actor.ts'
import { findBoard } from '../boards/store.ts'
import { enterDoor } from '../doors/pass-door.ts'
import { readZip } from '../exports/testing/read-files.ts'
import { type PrivateStage, preparePrivateStage } from '../private-writing/testing.ts'
import { DATABASES, type TestStorage, testOnce } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

describe.each(DATABASES)('comments on $name', ({ name, open }) => {
  // files are made of what was read, whichever database kept it
  const written = testOnce(name)
  let storage: TestStorage
  let server: TestApp
  let stage: PrivateStage
  let boardId: string
  let noteId: string
  let sophie: { personId: string; cookie: string }
  let karim: { personId: string; cookie: string }

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    stage = await preparePrivateStage(server)
    boardId = await stage.board('needs-macro-micro', [{ zoneId: 'macro', text: 'Une note' }])
    noteId = (await stage.notesIn(boardId))[0]?.record.id ?? ''
    sophie = await stage.participant('Sophie Delvaux')
    karim = await stage.participant('Karim')
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  const url = (id = boardId) => `/api/boards/${id}/comments`
  const say = (cookie: string, text: string, more: object = {}) =>
    stage.ask('POST', url(), cookie, { id: randomUUID(), targetId: noteId, text, signed: true, ...more })
  const read = async (cookie: string) => (await stage.ask('GET', url(), cookie)).json()
  const patch = (cookie: string, id: string, resolved: boolean) =>
    server.app.inject({ method: 'PATCH', url: `${url()}/${id}`, headers: { cookie }, payload: { resolved } })
  const remove = (cookie: string, id: string) =>
    server.app.inject({ method: 'DELETE', url: `${url()}/${id}`, headers: { cookie } })
  const marks = async () => readCommentMarks(metaRoot(await stage.docOf(boardId)))
  /** Waits until the board says so: it is told at most once a second. */
  const marked = (expected: unknown) =>
    vi.waitFor(async () => expect((await marks()).marks).toEqual(expected), { timeout: 10_000, interval: 50 })

  test('a comment is one however often it arrives, and the board says where conversations are open', async () => {
    const id = randomUUID()
    for (const _ of [1, 2]) expect((await say(sophie.cookie, 'Je peux aider', { id })).statusCode).toBe(201)
    const { threads } = await read(karim.cookie)
    expect(threads).toMatchObject([
      {
        id,
        targetId: noteId,
        kind: 'comment',
        text: 'Je peux aider',
        author: { name: 'Sophie Delvaux' },
        mine: false,
        resolved: false,
        mayResolve: false,
      },
    ])
    await marked({ [noteId]: { open: 1, help: 0 } })
    expect(JSON.stringify(await stage.docOf(boardId).then((doc) => metaRoot(doc).toJSON()))).not.toContain(
      'Je peux aider',
    )
  })

  test('A13 marked as resolved, the count drops; who began it or leads may do so', async () => {
    const [thread] = (await read(sophie.cookie)).threads
    expect((await patch(karim.cookie, thread.id, true)).statusCode).toBe(403)
    expect((await patch(sophie.cookie, thread.id, true)).json().threads[0].resolved).toBe(true)
    await marked({})
    expect((await patch(stage.coach.cookie, thread.id, false)).statusCode).toBe(200)
    await marked({ [noteId]: { open: 1, help: 0 } })
  })

  test('naming somebody tells her, and her alone; the name itself is stored in no comment', async () => {
    // he comes in
    await enterDoor(server.context, { boardId, personId: karim.personId, leads: false })
    const { people } = await read(sophie.cookie)
    expect(people.map(({ name }: { name: string }) => name)).toEqual(['Coach', 'Karim'])
    const named = people.find(({ name }: { name: string }) => name === 'Karim')
    const answer = await say(sophie.cookie, 'Demande à @Karim, il sait', { mentions: [named.actorId] })
    expect(answer.json().threads.at(-1).text).toBe('Demande à @Karim, il sait')
    const stored = await server.context.db.selectFrom('comment').select('text').execute()
    expect(JSON.stringify(stored)).not.toContain('Karim')
    const forYou = async (cookie: string) => (await stage.ask('GET', '/api/for-you', cookie)).json()
    expect(await forYou(karim.cookie)).toMatchObject({
      unseen: 1,
      mentions: [
        { board: { id: boardId }, author: 'Sophie Delvaux', text: 'Demande à @Karim, il sait', seen: false },
      ],
    })
    expect((await forYou(sophie.cookie)).mentions).toEqual([])
    await stage.ask('POST', '/api/for-you/seen', karim.cookie, {})
    expect(await forYou(karim.cookie)).toMatchObject({ unseen: 0, mentions: [{ seen: true }] })
  })

  test('a guest by the general link is not told who of the cohort has not come', async () => {
    const absent = await stage.participant('Absente')
    const { people } = await read(sophie.cookie)
    expect(people.map(({ name }: { name: string }) => name)).toEqual(['Coach', 'Karim'])
    const led: { actorId: string; name: string }[] = (await read(stage.coach.cookie)).people
    expect(led.map(({ name }) => name)).toContain('Absente')
    // nor does she learn it by trying
    const actorId = led.find(({ name }) => name === 'Absente')?.actorId ?? ''
    await say(sophie.cookie, 'Et @Absente ?', { mentions: [actorId] })
    const forHer = (await stage.ask('GET', '/api/for-you', absent.cookie)).json()
    expect(forHer.mentions).toEqual([])
    // who was sent out is not named any more
    const { actorKey } = (await findBoard(server.context.db, boardId)) ?? { actorKey: '' }
    const karimOn = actorOn(actorKey, boardId, karim.personId).actorId
    const out = await stage.ask('POST', `/api/boards/${boardId}/door/removals`, stage.coach.cookie, {
      actorId: karimOn,
    })
    expect(out.statusCode, out.body).toBe(200)
    await stage.ask('PUT', `/api/boards/${boardId}/door`, stage.coach.cookie, { locked: false })
    expect((await read(sophie.cookie)).people.map(({ name }: { name: string }) => name)).toEqual(['Coach'])
    await stage.ask('POST', `/api/boards/${boardId}/door/answers`, stage.coach.cookie, {
      actorIds: [karimOn],
      admit: true,
    })
  })

  test('who does not see the board learns nothing of it, and cannot be named', async () => {
    const stranger = await createPerson(server.context, { name: 'Étrangère' })
    const neighbour = await createPerson(server.context, { name: 'Voisine' })
    await grant(
      server.context,
      neighbour.personId,
      'participant',
      'organisation',
      stage.place.organisationIds[1] ?? '',
    )
    for (const { cookie } of [stranger, neighbour]) {
      expect((await stage.ask('GET', url(), cookie)).statusCode).toBe(404)
      expect((await say(cookie, 'Coucou')).statusCode).toBe(404)
    }
    expect(JSON.stringify((await read(sophie.cookie)).people)).not.toMatch(/Étrangère|Voisine/)
    const partner = await createPerson(server.context, { name: 'Partenaire' })
    await grant(server.context, partner.personId, 'partner', 'board', boardId)
    expect(await read(partner.cookie)).toMatchObject({ mayComment: false, people: [] })
    expect((await say(partner.cookie, 'Coucou')).statusCode).toBe(403)
  })

  test('help is asked for what, answered, and in the synthesis until it is resolved', async () => {
    const asked = await say(karim.cookie, 'Relire un contrat', { kind: 'help', targetId: 'macro' })
    const thread = asked.json().threads.at(-1)
    expect(thread).toMatchObject({ kind: 'help', targetId: 'macro', mayResolve: true })
    await marked(expect.objectContaining({ macro: { open: 1, help: 1 } }))
    const answered = await say(sophie.cookie, 'Moi, lundi', { threadId: thread.id, targetId: 'macro' })
    expect(answered.json().threads.at(-1).answers).toMatchObject([
      { text: 'Moi, lundi', author: { name: 'Sophie Delvaux' } },
    ])
    await marked(expect.objectContaining({ macro: { open: 1, help: 1 } }))
  })

  test('a step may say that participants do not comment; who leads goes on', async () => {
    const script = (command: object) =>
      stage.ask('POST', `/api/boards/${boardId}/script`, stage.coach.cookie, {
        commandId: randomUUID(),
        command,
      })
    expect((await script({ do: 'start' })).statusCode).toBe(200)
    const running = readScript(metaRoot(await stage.docOf(boardId)))
    const step = currentStep(running)
    if (!step) throw new Error('no step runs')
    const may = { ...step.may, comment: false }
    expect((await script({ do: 'changeStep', stepId: step.id, step: { may } })).statusCode).toBe(200)
    const refused = await say(sophie.cookie, 'Quand même')
    expect([refused.statusCode, refused.json().error.code]).toEqual([409, 'step_closed'])
    expect((await read(sophie.cookie)).mayComment).toBe(false)
    expect((await say(stage.coach.cookie, 'Une consigne')).statusCode).toBe(201)
    expect((await script({ do: 'end', from: step.id })).statusCode).toBe(200)
    expect((await read(sophie.cookie)).mayComment).toBe(true)
  })

  test('unsigned, nothing says who wrote it: no row, no moment; and the screen is told where notes were anonymous', async () => {
    await stage.draw(boardId, true, ['needs'])
    expect((await read(sophie.cookie)).anonymousZones).toEqual(['needs'])
    // the next beat is far enough away
    await server.context.commentFacts.count()
    const id = randomUUID()
    const answer = await say(sophie.cookie, 'Sans mon nom', { id, targetId: 'needs', signed: false })
    const own = answer.json().threads.find((thread: { id: string }) => thread.id === id)
    expect(own).toMatchObject({ author: null, mine: false, mayResolve: false })
    const isListed = async (person: { cookie: string }) =>
      (await read(person.cookie)).threads.some((thread: { id: string }) => thread.id === id)
    expect(await isListed(karim)).toBe(false)
    expect(await isListed(stage.coach)).toBe(false)
    await server.context.commentFacts.count()
    expect(await isListed(karim)).toBe(true)
    const row = await server.context.db
      .selectFrom('comment')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(row.person_id).toBeNull()
    expect(row.created_at).toMatch(/:00:00\.000Z$/)
    expect((await remove(sophie.cookie, id)).statusCode).toBe(403)
    expect((await remove(stage.coach.cookie, id)).statusCode).toBe(200)
    await stage.lift(boardId)
  })

  test('what it is to be about must be there', async () => {
    for (const about of [{ targetId: 'shape:nowhere' }, { threadId: randomUUID() }]) {
      const answer = await say(sophie.cookie, 'Perdu', about)
      expect([answer.statusCode, answer.json().error.code]).toEqual([409, 'comment_target_gone'])
    }
  })

  written('a reader finds comments where she expects them: in the workbook and in the document', async () => {
    for (const [format, part] of [
      ['xlsx', 'xl/sharedStrings.xml'],
      ['docx', 'word/document.xml'],
    ] as const) {
      const answer = await stage.ask(
        'GET',
        `/api/boards/${boardId}/export?format=${format}`,
        stage.coach.cookie,
      )
      expect(answer.statusCode).toBe(200)
      const text = readZip(answer.rawPayload)[part]
      expect(text).toContain('Je peux aider')
      expect(text).toContain('Demande à @Karim, il sait')
    }
  })

  test('when somebody is removed, what she said stays, without her name anywhere', async () => {
    const { db } = server.context
    await db.deleteFrom('membership').where('person_id', '=', karim.personId).execute()
    await db.deleteFrom('session').where('person_id', '=', karim.personId).execute()
    await db.deleteFrom('person').where('id', '=', karim.personId).execute()
    const said = await read(sophie.cookie)
    expect(said.threads).toContainEqual(expect.objectContaining({ text: 'Relire un contrat', author: null }))
    expect(JSON.stringify(said)).not.toContain('Karim')
  })

  test('nothing of it is in the log', () => {
    expect(server.logged()).toContain('comment written')
    expect(server.logged()).not.toMatch(/Je peux aider|Relire un contrat|Sans mon nom/)
  })

  test('the board says it again after a restart, whatever broke in between', async () => {
    await server.context.db.updateTable('comment_told').set({ told_revision: 0 }).execute()
    await server.context.rooms.edit(boardId, (doc) => metaRoot(doc).delete(COMMENTS_KEY))
    await vi.waitFor(async () => expect((await marks()).revision).toBeGreaterThan(5), { timeout: 10_000 })
    expect((await marks()).marks[noteId]?.open).toBeGreaterThan(0)
  })
})
