import { createBoardSchema, readSnapshot, richTextToPlain } from '@tablee/board'
import { noteRecord } from '@tablee/board/testing'
import { findTemplate } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createPerson, grant } from '../accounts/testing.ts'
import { actorOn } from '../boards/actor.ts'
import { createBoard } from '../boards/create-board.ts'
import { findBoard, updateBoard } from '../boards/store.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

const FILE = JSON.stringify({
  tldrawFileFormatVersion: 1,
  schema: createBoardSchema().serialize(),
  records: [
    { id: 'page:page', typeName: 'page', name: 'Page', index: 'a1', meta: {} },
    noteRecord({ id: 'shape:a', by: 'quelqu’un', text: 'apporté' }),
  ],
})

describe.each(DATABASES)('imports on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let boardId: string
  let member: { cookie: string; personId: string }
  let reader: { cookie: string; personId: string }

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    const place = await createCohort(server.context, { organisations: ['Ferme A'] })
    const template = findTemplate('needs-macro-micro')
    if (!template) throw new Error('no template')
    boardId = await createBoard(server.context, {
      cohortId: place.cohortId,
      organisationId: place.organisationIds[0] ?? null,
      template,
      title: 'Tableau',
      personId: null,
    })
    member = await createPerson(server.context, { name: 'Membre' })
    await grant(
      server.context,
      member.personId,
      'participant',
      'organisation',
      place.organisationIds[0] ?? '',
    )
    reader = await createPerson(server.context, { name: 'Lectrice' })
    await grant(server.context, reader.personId, 'partner', 'board', boardId)
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })
  const send = (file: string, { cookie } = member) =>
    server.app.inject({
      method: 'POST',
      url: `/api/boards/${boardId}/imports/tldraw`,
      headers: { cookie },
      payload: { file },
    })
  async function notes() {
    const doc = new Y.Doc()
    for (const update of await server.context.rooms.read(boardId)) Y.applyUpdate(doc, update)
    return readSnapshot(Y.encodeStateAsUpdate(doc)).records.filter(({ type }) => type === 'note')
  }

  test('a drawing comes onto the board as its bringer’s own, beside the zones', async () => {
    const answer = await send(FILE)
    expect([answer.statusCode, answer.json()]).toEqual([201, { shapes: 1, images: 0, left: 0 }])
    const board = await findBoard(server.context.db, boardId)
    const [note] = await notes()
    expect(richTextToPlain(note?.props?.['richText'])).toBe('apporté')
    expect(note?.meta?.['by']).toBe(actorOn(board?.actorKey ?? '', boardId, member.personId).actorId)
  })

  test('what is no drawing is refused, and nothing of it stands anywhere', async () => {
    const before = (await notes()).length
    for (const file of ['{"', '[]', '{"records":[]}', FILE.replace('"tldrawFileFormatVersion":1', '"a":1')]) {
      const answer = await send(file)
      expect([answer.statusCode, answer.json().error.code]).toEqual([400, 'import_unreadable'])
    }
    expect(await notes()).toHaveLength(before)
    expect(server.logged()).not.toContain('apporté')
  })

  function sendRows(body: object, { cookie } = member) {
    const url = `/api/boards/${boardId}/imports/rows`
    return server.app.inject({ method: 'POST', url, headers: { cookie }, payload: body })
  }

  test('a pasted list becomes a note a line in its zone, in its order, as one’s own', async () => {
    const before = await notes()
    const rows = [['Premier besoin'], ['  '], ['=deuxième\r\nligne'], ['Troisième']]
    const answer = await sendRows({ zoneId: 'macro', columns: ['text'], rows })
    expect(answer.statusCode).toBe(201)
    const { items } = answer.json()
    const byId = new Map((await notes()).map((note) => [note.id, note]))
    expect(items.map((id: string) => richTextToPlain(byId.get(id)?.props?.['richText']))).toEqual([
      'Premier besoin',
      '=deuxième\nligne',
      'Troisième',
    ])
    expect(byId.size).toBe(before.length + 3)
    const board = await findBoard(server.context.db, boardId)
    const own = actorOn(board?.actorKey ?? '', boardId, member.personId).actorId
    for (const id of items) expect(byId.get(id)?.meta).toMatchObject({ by: own, zone: 'macro' })
  })

  test('columns of a spreadsheet fill the columns of a table: known words as terms, the rest as typed', async () => {
    const answer = await sendRows({
      zoneId: 'needs',
      columns: ['who', null, 'need', 'purpose'],
      rows: [['Une inconnue', 'à laisser', 'voir le plan', 'ne pas démonter deux fois']],
    })
    expect([answer.statusCode, answer.json()]).toMatchObject([201, { items: [expect.any(String)] }])
    const note = (await notes()).find(({ id }) => id === answer.json().items[0])
    expect(richTextToPlain(note?.props?.['richText'])).toBe('voir le plan')
    expect(note?.meta).toMatchObject({ c_who: 'Une inconnue', c_purpose: 'ne pas démonter deux fois' })
  })

  test('a zone that is not there or takes no notes and an unknown column are refused, and nothing is written', async () => {
    const before = (await notes()).length
    const row = { columns: ['text'], rows: [['x']] }
    expect((await sendRows({ ...row, zoneId: 'nowhere' })).json().error.code).toBe('import_zone_unfit')
    expect((await sendRows({ zoneId: 'macro', columns: ['what'], rows: [['x']] })).json().error.code).toBe(
      'import_zone_unfit',
    )
    expect((await sendRows({ ...row, zoneId: 'why' })).json().error.code).toBe('import_zone_unfit')
    expect(await notes()).toHaveLength(before)
  })

  test('who only reads brings nothing, and nobody does to an archived board', async () => {
    expect((await send(FILE, reader)).json().error.code).toBe('forbidden')
    await updateBoard(server.context.db, boardId, { status: 'archived' })
    expect((await send(FILE)).json().error.code).toBe('board_archived')
    expect((await sendRows({ zoneId: 'macro', columns: ['text'], rows: [['x']] })).json().error.code).toBe(
      'board_archived',
    )
  })
})
