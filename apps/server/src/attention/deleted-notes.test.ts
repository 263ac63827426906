import { boardRoot, decodeRecord, METHOD_KEY, metaRoot, richTextToPlain } from '@tablee/board'
import { addItem, removeItem } from '@tablee/board/edit'
import { connectRoom } from '@tablee/sync/client'
import { findTemplate } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { createPerson, grant } from '../accounts/testing.ts'
import { createBoard } from '../boards/create-board.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

describe.each(DATABASES)('notes that were taken off a board on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let address: string
  let place: Awaited<ReturnType<typeof createCohort>>
  let coach: Awaited<ReturnType<typeof createPerson>>
  let ada: Awaited<ReturnType<typeof createPerson>>

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    address = await server.listen()
    place = await createCohort(server.context, { organisations: ['Ferme A'] })
    coach = await createPerson(server.context, { name: 'Coach' })
    await grant(server.context, coach.personId, 'coach', 'cohort', place.cohortId)
    ada = await createPerson(server.context, { name: 'Ada' })
    await grant(server.context, ada.personId, 'participant', 'organisation', place.organisationIds[0] ?? '')
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  async function board() {
    const template = findTemplate('needs-macro-micro')
    if (!template) throw new Error('no template')
    const { cohortId, organisationIds } = place
    const organisationId = organisationIds[0] ?? null
    return createBoard(server.context, {
      cohortId,
      organisationId,
      template,
      title: 'Tableau',
      personId: null,
    })
  }
  const ask = (method: 'GET' | 'POST', url: string, cookie: string) =>
    server.app.inject({ method, url, headers: { cookie } })
  async function enter(boardId: string, cookie: string) {
    const seen = (await ask('GET', `/api/boards/${boardId}`, cookie)).json()
    class CookieSocket extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols, { headers: { cookie, origin: address } })
      }
    }
    const doc = new Y.Doc()
    const client = connectRoom({
      url: `${address.replace('http', 'ws')}/api/sync`,
      room: boardId,
      doc,
      params: { schema: seen.schema },
      offline: false,
      // ws' socket has all of the browser's that the client uses
      WebSocketPolyfill: CookieSocket as unknown as typeof globalThis.WebSocket,
    })
    await vi.waitFor(() => expect(metaRoot(doc).has(METHOD_KEY)).toBe(true), { timeout: 15_000 })
    return { doc, client, writer: { doc, by: seen.actorId as string, role: 'writer' as const } }
  }
  const textOf = (doc: Y.Doc, id: string) => {
    const map = boardRoot(doc).get(id)
    const record = map ? decodeRecord(map) : null
    return (
      record && {
        text: richTextToPlain(record.props?.['richText']),
        x: record['x'],
        y: record['y'],
        by: record.meta?.['by'],
      }
    )
  }

  test('who leads puts back a note with its words and its place; nobody is told who took it away', async () => {
    const boardId = await board()
    const { doc, client, writer } = await enter(boardId, ada.cookie)
    try {
      const id = addItem(writer, { zoneId: 'macro', text: 'Trouver des bénévoles' }) ?? ''
      await client.flushed()
      const before = textOf(doc, id)
      expect(before).toMatchObject({ text: 'Trouver des bénévoles', by: writer.by })
      expect(removeItem(writer, id)).toBe(true)
      await client.flushed()
      const list = async () =>
        (await ask('GET', `/api/boards/${boardId}/deleted-notes`, coach.cookie)).json().notes
      await vi.waitFor(async () => expect(await list()).toHaveLength(1), { timeout: 15_000 })
      const [deleted] = await list()
      expect(deleted).toEqual({
        id,
        text: 'Trouver des bénévoles',
        zoneId: 'macro',
        deletedAt: expect.any(String),
      })
      expect((await ask('GET', `/api/boards/${boardId}/deleted-notes`, ada.cookie)).statusCode).toBe(403)
      const back = await ask('POST', `/api/boards/${boardId}/deleted-notes/${id}/restore`, coach.cookie)
      expect(back.statusCode, back.body).toBe(200)
      await vi.waitFor(() => expect(textOf(doc, id)).toEqual(before), { timeout: 15_000 })
      expect(await list()).toEqual([])
      // and it is hers as before: she may take it away again
      expect(removeItem(writer, id)).toBe(true)
      await client.flushed()
      await vi.waitFor(async () => expect(await list()).toHaveLength(1), { timeout: 15_000 })
      const rows = await server.context.db.selectFrom('deleted_note').selectAll().execute()
      expect(Object.keys(rows[0] ?? {}).sort()).toEqual(['board_id', 'deleted_at', 'record', 'record_id'])
    } finally {
      client.destroy()
    }
  })

  test('what the server takes off a board, as a writer who withdraws her words, is not kept', async () => {
    const boardId = await board()
    const { doc, client, writer } = await enter(boardId, ada.cookie)
    try {
      const id = addItem(writer, { zoneId: 'macro', text: 'Je retire' }) ?? ''
      await client.flushed()
      await server.context.rooms.edit(boardId, (document) => boardRoot(document).delete(id))
      await vi.waitFor(() => expect(boardRoot(doc).has(id)).toBe(false), { timeout: 15_000 })
      const kept = await server.context.db
        .selectFrom('deleted_note')
        .select('record_id')
        .where('board_id', '=', boardId)
        .execute()
      expect(kept).toEqual([])
    } finally {
      client.destroy()
    }
  })
})
