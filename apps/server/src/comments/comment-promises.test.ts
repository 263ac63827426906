import { randomUUID } from 'node:crypto'
import { COMMENTS_KEY, metaRoot } from '@tablee/board'
import { readCommentMarks } from '@tablee/board/content'
import { currentStep, readScript } from '@tablee/board/script'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { elements, lettersOf, readXml, readZip } from '../exports/testing/read-files.ts'
import { type PrivateStage, preparePrivateStage } from '../private-writing/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { findParked } from './parked.ts'

/** What XML 1.0, PostgreSQL and UTF-8 cannot carry. */
const UNCARRIED = '\u0000\u000b\ufffe\uffff'

describe.each(DATABASES)('what comments promise on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let stage: PrivateStage
  let boardId: string
  let sophie: { personId: string; cookie: string }
  let karim: { personId: string; cookie: string }

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    stage = await preparePrivateStage(server)
    boardId = await stage.board('needs-macro-micro', [{ zoneId: 'macro', text: 'Une note' }])
    sophie = await stage.participant('Sophie Delvaux')
    karim = await stage.participant('Karim')
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  const url = () => `/api/boards/${boardId}/comments`
  const say = async (cookie: string, text: string, more: object = {}) => {
    const id = randomUUID()
    const answer = await stage.ask('POST', url(), cookie, {
      id,
      targetId: 'macro',
      text,
      signed: true,
      ...more,
    })
    return { id, answer }
  }
  const threads = async () => (await stage.ask('GET', url(), stage.coach.cookie)).json().threads
  const change = (method: 'PATCH' | 'DELETE', cookie: string, id: string, payload?: object) =>
    server.app.inject({
      method,
      url: `${url()}/${id}`,
      headers: { cookie },
      ...(payload ? { payload } : {}),
    })
  const marks = async () => readCommentMarks(metaRoot(await stage.docOf(boardId)))
  const paragraphs = async () => {
    const file = await stage.ask('GET', `/api/boards/${boardId}/export?format=docx`, stage.coach.cookie)
    expect(file.statusCode).toBe(200)
    const xml = readZip(file.rawPayload)['word/document.xml'] ?? ''
    return elements(readXml(xml), 'w:p').map((each) => lettersOf(each))
  }

  test('a comment holds nothing that a file cannot carry', async () => {
    const { answer } = await say(sophie.cookie, `Lire${UNCARRIED} ici \ud800`)
    expect(answer.statusCode).toBe(201)
    expect((await threads()).at(-1).text).toBe('Lire ici \ufffd')
    const empty = await say(sophie.cookie, UNCARRIED)
    expect([empty.answer.statusCode, empty.answer.json().error.code]).toEqual([400, 'request_invalid'])
    // kept before they were cleaned; PostgreSQL takes these
    await server.context.db.updateTable('comment').set({ text: 'D’avant\ufffe\uffff\u0001' }).execute()
    expect(await paragraphs()).toContain('D’avant')
    await server.context.db.deleteFrom('comment').execute()
  })

  test('a name that no file can carry is refused, and one that is kept is cleaned in files', async () => {
    const rename = await server.app.inject({
      method: 'PATCH',
      url: `/api/boards/${boardId}`,
      headers: { cookie: stage.coach.cookie },
      payload: { title: 'Tableau\uffff' },
    })
    expect(rename.statusCode).toBe(400)
    const [organisationId = ''] = stage.place.organisationIds
    const { db } = server.context
    await db
      .updateTable('organisation')
      .set({ name: 'Ferme\ufffe\u0001 du Bois' })
      .where('id', '=', organisationId)
      .execute()
    expect((await paragraphs()).join('\n')).toContain('Ferme du Bois')
  })

  test('who began a conversation does not take away what others answered', async () => {
    const { id } = await say(sophie.cookie, 'Je le regrette déjà @Karim', { kind: 'help' })
    const alone = await say(sophie.cookie, 'Seule')
    await say(sophie.cookie, 'Je me réponds', { threadId: alone.id })
    const answer = await say(karim.cookie, 'Moi je peux', { threadId: id })
    expect((await change('DELETE', sophie.cookie, id)).statusCode).toBe(200)
    expect(await threads()).toMatchObject([
      { id, text: '', author: { name: 'Sophie Delvaux' }, answers: [{ text: 'Moi je peux' }] },
      { id: alone.id },
    ])
    expect(await paragraphs()).toEqual(expect.arrayContaining(['(commentaire retiré)', 'Moi je peux']))
    // nobody else answered there
    expect((await change('DELETE', sophie.cookie, alone.id)).statusCode).toBe(200)
    expect((await threads()).map((thread: { id: string }) => thread.id)).toEqual([id])
    expect((await change('DELETE', karim.cookie, answer.id)).statusCode).toBe(200)
    await say(karim.cookie, 'Encore', { threadId: id })
    expect((await change('DELETE', stage.coach.cookie, id)).statusCode).toBe(200)
    expect(await threads()).toEqual([])
  })

  test('in a step without comments nothing is resolved or removed, but by who leads', async () => {
    const { id } = await say(sophie.cookie, 'Avant l’étape')
    const script = (command: object) =>
      stage.ask('POST', `/api/boards/${boardId}/script`, stage.coach.cookie, {
        commandId: randomUUID(),
        command,
      })
    await script({ do: 'start' })
    const step = currentStep(readScript(metaRoot(await stage.docOf(boardId))))
    if (!step) throw new Error('no step runs')
    await script({ do: 'changeStep', stepId: step.id, step: { may: { ...step.may, comment: false } } })
    for (const [method, payload] of [['PATCH', { resolved: true }], ['DELETE']] as const) {
      const refused = await change(method, sophie.cookie, id, payload)
      expect([refused.statusCode, refused.json().error.code]).toEqual([409, 'step_closed'])
    }
    expect((await change('PATCH', stage.coach.cookie, id, { resolved: true })).statusCode).toBe(200)
    expect((await change('DELETE', stage.coach.cookie, id)).statusCode).toBe(200)
    await script({ do: 'end', from: step.id })
  })

  test('a board is told of its comments at most once a second, and of the last change', async () => {
    const { id } = await say(sophie.cookie, 'Un, deux, trois')
    let told = 0
    await server.context.rooms.edit(boardId, (doc) =>
      metaRoot(doc).observe(({ keysChanged }) => {
        if (keysChanged.has(COMMENTS_KEY)) told += 1
      }),
    )
    const began = performance.now()
    for (let time = 0; time < 20; time++)
      expect((await change('PATCH', sophie.cookie, id, { resolved: time % 2 === 0 })).statusCode).toBe(200)
    await change('PATCH', sophie.cookie, id, { resolved: true })
    await vi.waitFor(async () => expect((await marks()).marks).toEqual({}), { timeout: 10_000, interval: 50 })
    expect(told).toBeLessThanOrEqual(2 + (performance.now() - began) / 1_000)
    expect(told).toBeLessThan(21)
  })

  test('unsigned: no row order says when, no missing mention says who', async () => {
    const { db, dialect } = server.context
    if (dialect === 'sqlite')
      for (const table of ['comment', 'comment_mention'])
        await expect(sql`select rowid from ${sql.table(table)}`.execute(db)).rejects.toThrow('rowid')
    const { people } = (await stage.ask('GET', url(), stage.coach.cookie)).json()
    const own = people.find(({ name }: { name: string }) => name === 'Sophie Delvaux')
    const revisionOf = () =>
      db.selectFrom('comment_told').select('revision').where('board_id', '=', boardId).executeTakeFirst()
    const before = await revisionOf()
    // the next beat is far enough away
    await server.context.commentFacts.count()
    const { id, answer } = await say(sophie.cookie, 'Signé @Sophie Delvaux', {
      signed: false,
      mentions: [own.actorId],
    })
    expect(answer.statusCode).toBe(201)
    const row = await db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain(own.actorId)
    expect(await revisionOf()).toEqual(before)
    // not in a file either, nor on the page of the session
    const aside = await say(karim.cookie, 'À garder pour la suite', { signed: false, kind: 'later' })
    expect(aside.answer.statusCode).toBe(201)
    const leaves = async () => [
      (await paragraphs()).some((line) => line.includes('Signé')),
      (await paragraphs()).includes('À garder pour la suite'),
      (await findParked(server.context, boardId)).length,
    ]
    expect(await leaves()).toEqual([false, false, 0])
    // a signed one does not bring it along
    await say(karim.cookie, 'Avec mon nom', { targetId: 'needs' })
    const waited = { timeout: 10_000, interval: 50 }
    await vi.waitFor(
      async () => expect((await marks()).marks).toEqual({ needs: { open: 1, help: 0 } }),
      waited,
    )
    await server.context.commentFacts.count()
    await vi.waitFor(
      async () => expect((await marks()).marks).toMatchObject({ macro: { open: 2, help: 0 } }),
      waited,
    )
    expect(await leaves()).toEqual([true, true, 1])
  })
})
