import {
  type BoardRecord,
  boardRoot,
  decodeRecord,
  METHOD_KEY,
  metaRoot,
  methodOf,
  richTextToPlain,
} from '@tablee/board'
import { addItem, addItems, decodeBoard, removeItem, setCell } from '@tablee/board/edit'
import { DELETED_NOTES_MAX } from '@tablee/contract'
import { connectRoom } from '@tablee/sync/client'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { createPerson } from '../accounts/testing.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { newNote, type PrivateStage, preparePrivateStage } from '../private-writing/testing.ts'
import { type AskAs, askAs } from '../testing/ask-as.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { insertDeleted } from './deleted-store.ts'
import { RESTORE_ORDER } from './restore-order.ts'

const NOON = Date.UTC(2026, 10, 28, 12)
const DAY_MS = 24 * 3_600_000
const EVENT = { timeout: 15_000 }

describe.each(DATABASES)('notes that were taken off a board on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let address: string
  let ask: AskAs
  let stage: PrivateStage
  let ada: Awaited<ReturnType<typeof createPerson>>
  let nowMs = NOON

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage, { now: () => nowMs })
    ask = askAs(server)
    address = await server.listen()
    stage = await preparePrivateStage(server)
    ada = await stage.participant('Ada')
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  async function enter(boardId: string, { cookie }: { cookie: string }, role: 'writer' | 'coach' = 'writer') {
    const seen = (await ask('GET', `/api/boards/${boardId}`, cookie)).body
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
    onTestFinished(() => client.destroy())
    await vi.waitFor(() => expect(metaRoot(doc).has(METHOD_KEY)).toBe(true), EVENT)
    return { doc, client, writer: { doc, by: seen.actorId as string, role } }
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
  const list = async (boardId: string, cookie = stage.coach.cookie) =>
    (await ask('GET', `/api/boards/${boardId}/deleted-notes`, cookie)).body.notes
  const restore = (boardId: string, noteIds: readonly string[]) =>
    ask('POST', `/api/boards/${boardId}/deleted-notes/restore`, stage.coach.cookie, { noteIds })
  const rowsOf = (boardId: string) =>
    server.context.db.selectFrom('deleted_note').selectAll().where('board_id', '=', boardId).execute()

  test('who leads puts back a note with its words and its place; nobody is told who took it away', async () => {
    const boardId = await stage.board()
    const { doc, client, writer } = await enter(boardId, ada)
    const id = addItem(writer, { zoneId: 'macro', text: 'Trouver des bénévoles' }) ?? ''
    await client.flushed()
    const before = textOf(doc, id)
    expect(before).toMatchObject({ text: 'Trouver des bénévoles', by: writer.by })
    expect(removeItem(writer, id)).toBe(true)
    await client.flushed()
    await vi.waitFor(async () => expect(await list(boardId)).toHaveLength(1), EVENT)
    const [deleted] = await list(boardId)
    expect(deleted).toEqual({
      id,
      text: 'Trouver des bénévoles',
      zoneId: 'macro',
      deletedAt: expect.any(String),
    })
    expect((await ask('GET', `/api/boards/${boardId}/deleted-notes`, ada.cookie)).status).toBe(403)
    const back = await restore(boardId, [id])
    expect(back.status, back.body).toBe(200)
    await vi.waitFor(() => expect(textOf(doc, id)).toEqual(before), EVENT)
    expect(await list(boardId)).toEqual([])
    // and it is hers as before: she may take it away again
    expect(removeItem(writer, id)).toBe(true)
    await client.flushed()
    await vi.waitFor(async () => expect(await list(boardId)).toHaveLength(1), EVENT)
    const [row] = await rowsOf(boardId)
    expect(Object.keys(row ?? {}).sort()).toEqual(['board_id', 'deleted_at', 'own', 'record', 'record_id'])
    expect(row?.own).toBe(1)
  })

  test('a row that has cells and no text is told by its cells in the reader’s language, and comes back with them', async () => {
    const boardId = await stage.board()
    const { doc, client, writer } = await enter(boardId, ada)
    const id = addItem(writer, { zoneId: 'needs', text: '' }) ?? ''
    expect(setCell(writer, { itemId: id, columnId: 'who' }, 'pp_encadrement')).toBe('pp_encadrement')
    const blank = addItem(writer, { zoneId: 'needs', text: '' }) ?? ''
    await client.flushed()
    doc.transact(() => {
      removeItem(writer, id)
      removeItem(writer, blank)
    })
    await client.flushed()
    await vi.waitFor(async () => expect(await rowsOf(boardId)).toHaveLength(2), EVENT)
    const told = await list(boardId)
    const [term] = (methodOf(doc)?.sets ?? [])
      .flatMap(({ terms }) => terms)
      .filter((known) => known.id === 'pp_encadrement')
    expect(told).toEqual([expect.objectContaining({ id, text: term?.label.fr, zoneId: 'needs' })])
    expect((await restore(boardId, [id])).status).toBe(200)
    await vi.waitFor(() => {
      const map = boardRoot(doc).get(id)
      expect(map && decodeRecord(map)?.meta).toMatchObject({ c_who: 'pp_encadrement' })
    }, EVENT)
  })

  test('D5 a note does not come back into a zone that is full meanwhile; it is kept until there is room', async () => {
    const boardId = await stage.board()
    await server.context.rooms.edit(boardId, (document) => {
      const method = methodOf(document)
      const zones = method?.zones.map((zone) =>
        zone.id === 'macro' ? { ...zone, options: { ...zone.options, max: 2 } } : zone,
      )
      metaRoot(document).set(METHOD_KEY, { ...method, zones })
    })
    const { doc, client, writer } = await enter(boardId, ada)
    const [one = '', two = ''] = addItems(writer, [
      { zoneId: 'macro', text: 'Un' },
      { zoneId: 'macro', text: 'Deux' },
    ]).map((id) => id ?? '')
    await client.flushed()
    expect(removeItem(writer, one)).toBe(true)
    expect(removeItem(writer, two)).toBe(true)
    const third = addItem(writer, { zoneId: 'macro', text: 'Trois' }) ?? ''
    await client.flushed()
    await vi.waitFor(async () => expect(await list(boardId)).toHaveLength(2), EVENT)
    const both = await restore(boardId, [one, two])
    expect([both.status, both.code]).toEqual([409, 'restored_zone_full'])
    const [left, ...others]: { id: string }[] = await list(boardId)
    expect(others).toEqual([])
    const back = left?.id === one ? two : one
    await vi.waitFor(() => expect(boardRoot(doc).has(back)).toBe(true), EVENT)
    expect((await restore(boardId, [left?.id ?? ''])).code).toBe('restored_zone_full')
    expect(removeItem(writer, third)).toBe(true)
    await client.flushed()
    await vi.waitFor(async () => expect(await list(boardId)).toHaveLength(2), EVENT)
    expect((await restore(boardId, [left?.id ?? ''])).status).toBe(200)
    await vi.waitFor(() => expect(boardRoot(doc).has(left?.id ?? '')).toBe(true), EVENT)
  })

  test('what the server takes off a board, as a writer who withdraws her words, is not kept', async () => {
    const boardId = await stage.board()
    const { doc, client, writer } = await enter(boardId, ada)
    const id = addItem(writer, { zoneId: 'macro', text: 'Je retire' }) ?? ''
    await client.flushed()
    await server.context.rooms.edit(boardId, (document) => boardRoot(document).delete(id))
    await vi.waitFor(() => expect(boardRoot(doc).has(id)).toBe(false), EVENT)
    expect(await rowsOf(boardId)).toEqual([])
  })

  test('200 notes that are taken away at once are all put back', async () => {
    const boardId = await stage.board()
    const notes = Array.from({ length: 200 }, (_, at) => ({ zoneId: 'macro', text: `Note ${at}` }))
    await server.context.rooms.edit(boardId, (doc) => {
      addItems({ doc, by: 'somebody-else', role: 'coach' }, notes)
    })
    const { doc, client, writer } = await enter(boardId, stage.coach, 'coach')
    const ids = [...decodeBoard(doc).values()].filter(({ type }) => type === 'note').map(({ id }) => id)
    expect(ids).toHaveLength(200)
    const before = ids.map((id) => textOf(doc, id))
    doc.transact(() => {
      for (const id of ids) removeItem(writer, id)
    })
    await client.flushed()
    await vi.waitFor(async () => expect(await list(boardId)).toHaveLength(200), EVENT)
    const gone: { id: string; deletedAt: string }[] = await list(boardId)
    expect(new Set(gone.map(({ deletedAt }) => deletedAt)).size).toBe(1)
    expect((await rowsOf(boardId)).filter(({ own }) => own === 1)).toEqual([])
    const back = await restore(
      boardId,
      gone.map(({ id }) => id),
    )
    expect(back.status, back.body).toBe(200)
    await vi.waitFor(() => expect(ids.map((id) => textOf(doc, id))).toEqual(before), EVENT)
    expect(await rowsOf(boardId)).toEqual([])
  })

  const recordOf = (id: string): BoardRecord => ({
    id: `shape:${id}`,
    typeName: 'shape',
    type: 'note',
    meta: { zone: 'macro' },
    props: {
      richText: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: id }] }] },
    },
  })
  const goneAt = (ms: number, ids: readonly string[], own: boolean) =>
    ids.map((id) => ({ record: recordOf(id), own, deletedAt: new Date(ms).toISOString() }))

  test('one’s own deletions do not push out others’', async () => {
    const boardId = await stage.board()
    await insertDeleted(server.context, boardId, goneAt(nowMs, ['lost'], false))
    const own = Array.from({ length: DELETED_NOTES_MAX + 50 }, (_, at) => `own-${at}`)
    await insertDeleted(server.context, boardId, goneAt(nowMs + 1_000, own, true))
    const kept = (await rowsOf(boardId)).map(({ record_id }) => record_id)
    expect(kept).toHaveLength(DELETED_NOTES_MAX)
    expect(kept).toContain('shape:lost')
  })

  test('after a week, and when the board is archived, nothing of them is left', async () => {
    const boardId = await stage.board()
    await insertDeleted(server.context, boardId, goneAt(nowMs, ['old'], false))
    expect(await list(boardId)).toHaveLength(1)
    nowMs += 7 * DAY_MS + 1
    onTestFinished(() => {
      nowMs = NOON
    })
    expect(await list(boardId)).toEqual([])
    expect((await restore(boardId, ['shape:old'])).code).toBe('not_found')
    await insertDeleted(server.context, boardId, goneAt(nowMs, ['new'], false))
    const archive = await ask('PATCH', `/api/boards/${boardId}`, stage.coach.cookie, { status: 'archived' })
    expect(archive.status, archive.body).toBe(200)
    expect(await rowsOf(boardId)).toEqual([])
    // one that was on its way
    await insertDeleted(server.context, boardId, goneAt(nowMs, ['late'], false))
    expect(await rowsOf(boardId)).toEqual([])
  })

  test('A8 what its writer withdraws after somebody took it off the board is neither read nor put back', async () => {
    const boardId = await stage.board()
    const curtainId = await stage.draw(boardId, true)
    const note = newNote()
    await stage.keep(boardId, ada.cookie, { ...note, curtainId, text: 'Ce que je ne dirai plus' })
    await stage.lift(boardId)
    const [shown] = await stage.notesIn(boardId)
    const id = shown?.record.id ?? ''
    const { client, writer } = await enter(boardId, stage.coach, 'coach')
    expect(removeItem(writer, id)).toBe(true)
    await client.flushed()
    await vi.waitFor(async () => expect(await list(boardId)).toMatchObject([{ id }]), EVENT)
    const [copy] = await rowsOf(boardId)
    const record: BoardRecord = JSON.parse(copy?.record ?? '')

    const withdrawn = await stage.withdraw(boardId, ada.cookie, { ...note, curtainId })
    expect(withdrawn.statusCode, withdrawn.body).toBe(200)
    expect(await list(boardId)).toEqual([])
    expect((await restore(boardId, [id])).code).toBe('not_found')
    // one that was on its way to the table, and one that was read before and on its way to the board
    await insertDeleted(server.context, boardId, [{ record, own: false, deletedAt: copy?.deleted_at ?? '' }])
    expect(await giveOrder(server.context, RESTORE_ORDER, { boardId, records: [record] })).toEqual({
      restored: [],
      curtained: [],
      full: [],
    })
    expect(await list(boardId)).toEqual([])
    expect(await stage.notesIn(boardId)).toEqual([])
    const [row, ...others] = await rowsOf(boardId)
    expect(others).toEqual([])
    // not when: who was here at that moment could be told by it
    expect(row).toMatchObject({ record: '', own: 0, deleted_at: expect.stringMatching(/T00:00:00\.000Z$/) })
  })
})
