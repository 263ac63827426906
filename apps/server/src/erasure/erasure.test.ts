import { randomUUID } from 'node:crypto'
import { METHOD_KEY, metaRoot, richTextToPlain } from '@tablee/board'
import { addItem, decodeBoard, removeItem, setItemText } from '@tablee/board/edit'
import { connectRoom } from '@tablee/sync/client'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { makeAccount } from '../accounts/store.ts'
import { cookieOf, createPerson, grant, TEST_PASSWORD } from '../accounts/testing.ts'
import { actorOn } from '../boards/actor.ts'
import { findBoard } from '../boards/store.ts'
import { prepareCase } from '../cases/testing.ts'
import { listSyntheses, putSynthesis } from '../library/synthesis-store.ts'
import { readLibraryRevision } from '../publication/library-revision.ts'
import { type AskAs, askAs } from '../testing/ask-as.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { cleanPostgres } from './clean-postgres.ts'
import { findErasure, listOpenErasures, setDone } from './store.ts'
import { findInFolder, folderOfPostgres } from './testing.ts'

const EVENT = { timeout: 30_000, interval: 50 }
/** The whole story of one erasure, the search of every file included, while other files of tests run. */
const STORY_MS = 120_000
const EMAIL = 'nathalie.dubreucq@quai.example'
/** What nothing may say of her any more. */
const NAMES = ['Dubreucq', 'Nathalie', EMAIL]

describe.each(DATABASES)('erasing a person on $name', ({ name: dialect, open }) => {
  let storage: TestStorage
  let server: TestApp
  let ask: AskAs
  let address: string
  let stage: Awaited<ReturnType<typeof prepareCase>>
  let nathalie: { personId: string; cookie: string }
  let karim: { personId: string; cookie: string }
  let coach: { personId: string; cookie: string }
  let actorId: string

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    ask = askAs(server)
    address = await server.listen()
    const { context } = server
    stage = await prepareCase(server)
    coach = await createPerson(context, { name: 'Coach' })
    await grant(context, coach.personId, 'coach', 'cohort', stage.cohortId)
    karim = await createPerson(context, { name: 'Karim' })
    await grant(context, karim.personId, 'participant', 'organisation', stage.organisationIds[0] ?? '')
    const { id: personId } = await context.db
      .selectFrom('person')
      .select('id')
      .where('name', '=', 'Nathalie Dubreucq')
      .executeTakeFirstOrThrow()
    const passwordHash = await context.sessions.hashPassword(TEST_PASSWORD)
    await makeAccount(context.db, personId, { email: EMAIL, passwordHash }, context.now())
    nathalie = { personId, cookie: cookieOf(await context.sessions.start(personId)) }
    const { actorKey } = (await findBoard(context.db, stage.boardId)) ?? { actorKey: '' }
    actorId = actorOn(actorKey, stage.boardId, personId).actorId
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  /** Somebody with the board open, as her browser has it. */
  async function enter({ cookie }: { cookie: string }) {
    const seen = (await ask('GET', `/api/boards/${stage.boardId}`, cookie)).body
    class CookieSocket extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols, { headers: { cookie, origin: address } })
      }
    }
    const doc = new Y.Doc()
    const client = connectRoom({
      url: `${address.replace('http', 'ws')}/api/sync`,
      room: stage.boardId,
      doc,
      params: { schema: seen.schema },
      offline: false,
      // ws' socket has all of the browser's that the client uses
      WebSocketPolyfill: CookieSocket as unknown as typeof globalThis.WebSocket,
    })
    onTestFinished(() => client.destroy())
    await vi.waitFor(() => expect(metaRoot(doc).has(METHOD_KEY)).toBe(true), EVENT)
    return { doc, client, writer: { doc, by: seen.actorId as string, role: 'writer' as const } }
  }
  const textOf = (doc: Y.Doc, id: string) => {
    const record = decodeBoard(doc).get(id)
    return record ? richTextToPlain(record.props?.['richText']) : null
  }
  /** Every row of every table as text, as far as it says one of these. */
  async function inRows(words: readonly string[]): Promise<string[]> {
    const { db } = server.context
    const found: string[] = []
    for (const { name } of await db.introspection.getTables()) {
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db)
      for (const row of rows)
        for (const [column, value] of Object.entries(row)) {
          const text = value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value)
          for (const word of words)
            if (text.toLowerCase().includes(word.toLowerCase())) found.push(`${name}.${column}: ${word}`)
        }
    }
    return [...new Set(found)]
  }

  test(
    'A25 E1 E2 E3 after her own erasure nothing in the data folder says who she was, and who writes goes on',
    async () => {
      const { context } = server
      const { db } = context
      const hers = await enter(nathalie)
      const his = await enter(karim)
      const own = addItem(hers.writer, { zoneId: 'objectives', text: 'Un objectif de plus' }) ?? ''
      const naming = addItem(his.writer, { zoneId: 'objectives', text: 'Demander à Nathalie Dubreucq' }) ?? ''
      await hers.client.flushed()
      await his.client.flushed()
      // overwritten and taken away: the log has it still, and so have the notes that were taken off
      setItemText(his.writer, naming, 'Demander à Nathalie Dubreucq, ou à Nathalie')
      const gone = addItem(his.writer, { zoneId: 'objectives', text: 'Nathalie n’y croit pas' }) ?? ''
      await his.client.flushed()
      removeItem(his.writer, gone)
      await his.client.flushed()
      await vi.waitFor(
        async () => expect(await db.selectFrom('deleted_note').selectAll().execute()).toHaveLength(1),
        EVENT,
      )
      const say = (cookie: string, text: string) =>
        ask('POST', `/api/boards/${stage.boardId}/comments`, cookie, {
          id: randomUUID(),
          targetId: own,
          text,
          signed: true,
        })
      expect((await say(nathalie.cookie, 'Je signe ceci')).status).toBe(201)
      expect((await say(karim.cookie, 'Voir avec Nathalie Dubreucq')).status).toBe(201)
      const taken = await ask('POST', `/api/boards/${stage.boardId}/snapshots`, coach.cookie, {
        name: 'Relu par Nathalie Dubreucq',
        offered: true,
      })
      expect(taken.status).toBe(201)
      const drafted = await ask('POST', '/api/cases', stage.editor.cookie, {
        cohortId: stage.cohortId,
        snapshotIds: [taken.body.id],
        publicName: 'Rive Nouvelle',
        lang: 'fr',
      })
      expect(drafted.status).toBe(201)
      // editors write down how people are called: by more names, and in the place of theirs
      for (const entry of [
        { kind: 'person', name: 'Nath', aliases: ['Nathalie Dubreucq'] },
        { kind: 'person', name: 'Mme Dubreucq' },
        { kind: 'person', name: 'Solange Petit', aliases: ['la remplaçante', 'Nathalie D.'] },
      ])
        expect(
          (await ask('POST', `/api/cohorts/${stage.cohortId}/roster`, stage.editor.cookie, entry)).status,
        ).toBe(201)
      // of a stake too, before that was read for names; by now it is hidden
      const at = new Date(context.now()).toISOString()
      const synthesis = { stake: 'en_changement', lang: 'fr', readWith: '', at } as const
      await db
        .transaction()
        .execute((transaction) =>
          putSynthesis(transaction, { ...synthesis, bullets: ['Voir Nathalie Dubreucq.'] }),
        )
      await context.rereading.look()
      expect(await listSyntheses(db)).toMatchObject([{ found: ['PER'] }])
      const revision = await readLibraryRevision(db)
      await context.files.put(
        `snapshots/${taken.body.id}/fr.svg`,
        Buffer.from('<svg>Nathalie Dubreucq</svg>'),
      )
      // what is looked for is found before: a search that finds nothing anywhere would prove nothing
      const before = await inRows([...NAMES, nathalie.personId, actorId])
      for (const place of [
        'snapshot.content',
        'case_draft.draft',
        'comment.text',
        'deleted_note.record',
        'stake_synthesis.bullets',
      ])
        expect(before).toContain(`${place}: Nathalie`)
      if (dialect === 'sqlite')
        expect((await findInFolder(storage.dataDir, ['Dubreucq'])).length).toBeGreaterThan(1)
      expect(his.client.state().connection).toBe('online')
      let leaves = 0
      his.client.subscribe(({ connection }) => {
        if (connection !== 'online') leaves += 1
      })

      expect((await ask('POST', '/api/session/person/erasure', nathalie.cookie, {})).code).toBe(
        'credentials_wrong',
      )
      const wrong = await ask('POST', '/api/session/person/erasure', nathalie.cookie, {
        password: 'pas le bon mot',
      })
      expect(wrong.code).toBe('credentials_wrong')
      const begun = await ask('POST', '/api/session/person/erasure', nathalie.cookie, {
        password: TEST_PASSWORD,
      })
      expect(begun).toMatchObject({ status: 202, body: { counts: null } })
      // she is nobody from here on
      expect((await ask('GET', `/api/boards/${stage.boardId}`, nathalie.cookie)).status).toBe(401)
      await vi.waitFor(() => expect(hers.client.state().connection).not.toBe('online'), EVENT)
      // he types on in the very note in which she is named
      setItemText(his.writer, own, 'Un objectif de plus')
      const meanwhile = addItem(his.writer, { zoneId: 'objectives', text: 'Écrit pendant ce temps' }) ?? ''

      const end = dialect === 'sqlite' ? 'done' : 'cleaning'
      await vi.waitFor(
        async () =>
          expect((await ask('GET', `/api/erasures/${begun.body.id}`, undefined)).body.state).toBe(end),
        { timeout: 60_000, interval: 100 },
      )
      await his.client.flushed()
      await vi.waitFor(
        () => expect(textOf(his.doc, naming)).toBe('Demander à [personne], ou à [personne]'),
        EVENT,
      )
      expect(leaves).toBe(0)
      expect(textOf(his.doc, meanwhile)).toBe('Écrit pendant ce temps')
      expect(textOf(his.doc, own)).toBe('Un objectif de plus')
      expect(decodeBoard(his.doc).get(own)?.meta).not.toHaveProperty('by')
      expect(decodeBoard(his.doc).get(naming)?.meta).toHaveProperty('by', his.writer.by)

      const words = [...NAMES, nathalie.personId, actorId]
      expect(await inRows(words)).toEqual([])
      expect(await context.files.get(`snapshots/${taken.body.id}/fr.svg`)).toBeNull()
      if (dialect === 'sqlite') expect(await findInFolder(storage.dataDir, words)).toEqual([])
      // what she said stays, as nobody's, with its hour
      const comments = (await ask('GET', `/api/boards/${stage.boardId}/comments`, karim.cookie)).body.threads
      expect(comments).toMatchObject([
        { text: 'Je signe ceci', author: null },
        { text: 'Voir avec [personne]', author: { name: 'Karim' } },
      ])
      expect(comments[0].at).toMatch(/T\d\d:00:00\.000Z$/)
      // every process hears of it, and what named her is not shown for that
      expect(await readLibraryRevision(db)).toBeGreaterThan(revision)
      await context.rereading.look()
      expect(await listSyntheses(db)).toMatchObject([{ bullets: ['Voir [personne].'], found: ['PER'] }])
      const known = (await ask('GET', `/api/cohorts/${stage.cohortId}/roster`, stage.editor.cookie)).body
        .entries
      const written = known.filter(({ automatic }: { automatic: boolean }) => !automatic)
      expect(written).toMatchObject([{ name: 'Solange Petit', aliases: ['la remplaçante'] }])
      // a snapshot is read and drawn as before, and a case still leads to its notes
      expect((await ask('GET', `/api/snapshots/${taken.body.id}`, coach.cookie)).status).toBe(200)
      expect((await ask('GET', `/api/cases/${drafted.body.id}`, stage.editor.cookie)).status).toBe(200)
      expect(server.logged()).not.toContain('Dubreucq')
    },
    STORY_MS,
  )

  test('P2 on PostgreSQL the command writes the tables anew, and says so', async ({ skip }) => {
    if (dialect !== 'postgres') return skip('PostgreSQL alone has such files')
    const { db, now } = server.context
    const waiting = await listOpenErasures(db)
    expect(waiting.map(({ state }) => state)).toEqual(['cleaning'])
    expect((await cleanPostgres(db)).checkpoint).toBe(true)
    await setDone(db, waiting, now())
    expect((await findErasure(db, waiting[0]?.id ?? ''))?.state).toBe('done')
    const folder = await folderOfPostgres({
      databaseUrl: storage.databaseUrl ?? '',
      dataDir: storage.dataDir,
    })
    expect(await findInFolder(folder, ['Dubreucq', EMAIL, nathalie.personId])).toEqual([])
  })

  test('E1 an administrator erases anybody but the last of them; a coach only who is nothing elsewhere', async () => {
    const { context } = server
    const admin = await createPerson(context, { name: 'Ada Admine' })
    await grant(context, admin.personId, 'admin', 'instance', 'instance')
    const erase = (id: string, cookie: string | undefined) => ask('POST', `/api/people/${id}/erasure`, cookie)
    expect((await ask('POST', '/api/session/person/erasure', admin.cookie, {})).code).toBe('last_admin')
    expect((await ask('GET', '/api/session', admin.cookie)).body.person.name).toBe('Ada Admine')
    const guest = await createPerson(context, { name: 'Invitée Verte' })
    await grant(context, guest.personId, 'participant', 'organisation', stage.organisationIds[1] ?? '')
    const stranger = await createPerson(context, { name: 'Inconnu Bleu' })
    expect((await erase(stranger.personId, coach.cookie)).code).toBe('not_found')
    expect((await erase(guest.personId, karim.cookie)).code).toBe('not_found')
    expect((await erase(stage.publisher.personId, coach.cookie)).status).toBeGreaterThanOrEqual(400)
    expect((await erase(guest.personId, undefined)).code).toBe('not_signed_in')
    expect((await erase(guest.personId, coach.cookie)).status).toBe(202)
    expect((await ask('GET', '/api/session', guest.cookie)).body.person).toBeNull()
    expect((await erase(guest.personId, admin.cookie)).code).toBe('not_found')
    expect((await erase(stranger.personId, admin.cookie)).status).toBe(202)
    const list = await ask('GET', '/api/erasures', admin.cookie)
    expect(list.body.erasures.length).toBeGreaterThanOrEqual(3)
    expect(JSON.stringify(list.body)).not.toMatch(/Verte|Bleu/)
    expect((await ask('GET', '/api/erasures', coach.cookie)).code).toBe('forbidden')
  })

  test('N2 what somebody else of the cohort may be called by stays', async () => {
    const { context } = server
    const fatima = await createPerson(context, { name: 'Fatima Amrani' })
    const other = await createPerson(context, { name: 'Fatima Benali' })
    for (const { personId } of [fatima, other])
      await grant(context, personId, 'participant', 'organisation', stage.organisationIds[0] ?? '')
    const his = await enter(karim)
    const both =
      addItem(his.writer, { zoneId: 'objectives', text: 'Fatima Amrani, puis Fatima, puis Fatima Benali' }) ??
      ''
    await his.client.flushed()
    await ask('POST', '/api/session/person/erasure', fatima.cookie, {})
    await vi.waitFor(
      () => expect(textOf(his.doc, both)).toBe('[personne], puis Fatima, puis Fatima Benali'),
      { timeout: 60_000, interval: 100 },
    )
  })
})
