import { createBoardSchema, readSnapshot } from '@tablee/board'
import { noteRecord } from '@tablee/board/testing'
import { findTemplate } from '@tablee/templates'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createPerson, grant } from '../accounts/testing.ts'
import { createBoard } from '../boards/create-board.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { ORDERS_PATH } from './board-orders.ts'

let storage: TestStorage
let holder: TestApp
let other: TestApp
let holderUrl: string
let coach: { cookie: string; personId: string }
let needs: string
let spec: string

beforeAll(async () => {
  const postgres = DATABASES.find(({ name }) => name === 'postgres')
  if (!postgres) throw new Error('no PostgreSQL')
  storage = await postgres.open()
  holder = await openTestApp(storage)
  other = await openTestApp(storage)
  holderUrl = await holder.listen()
  await other.listen()
  const place = await createCohort(holder.context, { organisations: ['Ferme A'] })
  coach = await createPerson(holder.context, { name: 'Coach' })
  await grant(holder.context, coach.personId, 'coach', 'cohort', place.cohortId)
  const board = (templateId: string, notes: { zoneId: string; text: string }[]) => {
    const template = findTemplate(templateId)
    if (!template) throw new Error(templateId)
    return createBoard(holder.context, {
      cohortId: place.cohortId,
      organisationId: place.organisationIds[0] ?? null,
      template,
      title: template.title.fr,
      personId: null,
      notes,
    })
  }
  needs = await board('needs-macro-micro', [{ zoneId: 'needs', text: 'Chef | voir le plan | finir' }])
  spec = await board('needs-spec', [])
  // from here on it is the first process that holds the board
  await holder.context.rooms.edit(spec, () => undefined)
})
afterAll(async () => {
  await holder.close()
  await other.close()
  await storage.remove()
})

const send = (path: string, payload: object) =>
  other.app.inject({
    method: 'POST',
    url: `/api/boards/${spec}/${path}`,
    headers: { cookie: coach.cookie },
    payload,
  })
async function notesOf(boardId: string): Promise<Map<string, Record<string, unknown>>> {
  const doc = new Y.Doc()
  for (const update of await other.context.rooms.read(boardId)) Y.applyUpdate(doc, update)
  const { records } = readSnapshot(Y.encodeStateAsUpdate(doc))
  return new Map(records.filter(({ type }) => type === 'note').map(({ id, meta }) => [id, meta ?? {}]))
}

test('items, rows and drawings come onto a board that another process holds, and it goes on holding it', async () => {
  const taken = await send('references', {
    fromBoardId: needs,
    itemIds: ['shape:note-1'],
    zoneId: 'requirements',
  })
  expect(taken.statusCode, taken.body).toBe(201)
  const rows = await send('imports/rows', {
    zoneId: 'requirements',
    columns: ['text'],
    rows: [['un'], ['deux']],
  })
  expect(rows.statusCode, rows.body).toBe(201)
  const file = JSON.stringify({
    tldrawFileFormatVersion: 1,
    schema: createBoardSchema().serialize(),
    records: [
      { id: 'page:page', typeName: 'page', name: 'Page', index: 'a1', meta: {} },
      noteRecord({ id: 'shape:a', by: 'quelqu’un', text: 'apporté' }),
    ],
  })
  const drawing = await send('imports/tldraw', { file })
  expect(drawing.statusCode, drawing.body).toBe(201)
  const notes = await notesOf(spec)
  expect(notes.size).toBe(4)
  const [{ itemId }] = taken.json().items
  expect(notes.get(itemId)).toMatchObject({ zone: 'requirements', source: `${needs}/shape:note-1` })
  for (const id of rows.json().items) expect(notes.get(id)).toMatchObject({ zone: 'requirements' })
  expect(holder.context.rooms.isOpen(spec)).toBe(true)
  expect(other.context.rooms.isOpen(spec)).toBe(false)
})

test('what the holder refuses is refused to the person, with its reason', async () => {
  const answer = await send('references', {
    fromBoardId: needs,
    itemIds: ['shape:note-1'],
    zoneId: 'nowhere',
  })
  expect(answer.json().error.code).toBe('reference_zone_unfit')
})

test('an order that nobody signed finds nothing', async () => {
  const before = (await notesOf(spec)).size
  const post = (headers: Record<string, string>, body: string) =>
    fetch(new URL(ORDERS_PATH, holderUrl), { method: 'POST', headers, body })
  const type = 'application/vnd.tablee.order+json'
  const order = JSON.stringify({ boardId: spec, records: [] })
  expect((await post({ 'content-type': type, 'x-tablee-order': 'e30.AAAA' }, order)).status).toBe(404)
  expect((await post({ 'content-type': type }, order)).status).toBe(404)
  expect((await post({ 'content-type': 'application/json' }, order)).status).toBe(404)
  expect((await notesOf(spec)).size).toBe(before)
})
