import { boardRoot, buildBoardDoc, metaRoot, methodOf } from '@tablee/board'
import { connectRoom } from '@tablee/sync/client'
import { findTemplate, type Template, templateMethod, templateRecords } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import * as Y from 'yjs'
import { createPerson, grant } from '../accounts/testing.ts'
import { createCohort } from '../cohorts/testing.ts'
import { newId } from '../ids.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { insertBoard } from './store.ts'
import { CONTENT_FORM } from './upgrade-old-board.ts'

const template = shipped('needs-macro-micro')

describe.each(DATABASES)('a board of an older version on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let url: string
  let coach: Awaited<ReturnType<typeof createPerson>>
  let cohortId: string

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    url = await server.listen()
    ;({ cohortId } = await createCohort(server.context))
    coach = await createPerson(server.context, { name: 'Coach' })
    await grant(server.context, coach.personId, 'coach', 'cohort', cohortId)
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  /** As the product made them before boards kept their method. */
  async function oldBoard(): Promise<string> {
    const id = newId()
    const records = templateRecords(template)
    const doc = buildBoardDoc(
      records.filter(({ type }) => type !== 'sheet'),
      { template: 'needs-macro-micro', version: '1.0.0' },
    )
    await server.context.rooms.create(id, Y.encodeStateAsUpdate(doc))
    await insertBoard(
      server.context.db,
      {
        id,
        cohortId,
        organisationId: null,
        title: 'Ancien',
        template: {
          id: 'needs-macro-micro',
          version: '1.0.0',
          family: 'needs',
          title: { fr: 'a', nl: 'a', en: 'a' },
        },
        personId: null,
      },
      server.context.now(),
    )
    await server.context.db.updateTable('board').set({ content_form: 0 }).where('id', '=', id).execute()
    return id
  }

  test('has its method and its sheets before anybody sees it, and is brought there once', async () => {
    const id = await oldBoard()
    const doc = new Y.Doc()
    const client = connectRoom({
      url: `${url.replace('http', 'ws')}/api/sync`,
      room: id,
      doc,
      offline: false,
      WebSocketPolyfill: browserWith(coach.cookie, url),
    })
    await vi.waitFor(() => expect(client.state().synced).toBe(true), { timeout: 15_000 })
    expect(methodOf(doc)).toEqual(templateMethod(template))
    expect([...boardRoot(doc).keys()].filter((key) => key.startsWith('shape:sheet-')).sort()).toEqual([
      'shape:sheet-first_result',
      'shape:sheet-why',
    ])
    expect(metaRoot(doc).get('template')).toBe('needs-macro-micro')
    client.destroy()
    const lines = server
      .logged()
      .split('\n')
      .filter((line) => line.includes('brought up to date'))
    expect(lines.filter((line) => line.includes(id))).toHaveLength(1)
    const row = await server.context.db
      .selectFrom('board')
      .select('content_form')
      .where('id', '=', id)
      .executeTakeFirst()
    expect(row?.content_form).toBe(CONTENT_FORM)
  })
})

function shipped(id: string): Template {
  const found = findTemplate(id)
  if (!found) throw new Error(`${id} is not shipped`)
  return found
}

function browserWith(cookie: string, origin: string): typeof globalThis.WebSocket {
  class SignedInSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      const options: ClientOptions = { headers: { cookie, origin } }
      super(url, protocols ?? [], options)
    }
  }
  // `ws` speaks the browser's interface; its types differ in details that are not used.
  return SignedInSocket as unknown as typeof globalThis.WebSocket
}
