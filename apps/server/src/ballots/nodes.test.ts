import { metaRoot, readResult } from '@tablee/board'
import { findTemplate } from '@tablee/templates'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createPerson, grant } from '../accounts/testing.ts'
import { createBoard } from '../boards/create-board.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

let storage: TestStorage
let holder: TestApp
let other: TestApp

beforeAll(async () => {
  const postgres = DATABASES.find(({ name }) => name === 'postgres')
  if (!postgres) throw new Error('no PostgreSQL')
  storage = await postgres.open()
  holder = await openTestApp(storage)
  other = await openTestApp(storage)
  await holder.listen()
  await other.listen()
})
afterAll(async () => {
  await holder.close()
  await other.close()
  await storage.remove()
})

test('a ballot that is closed at one process is told on a board that another holds', async () => {
  const place = await createCohort(holder.context, { organisations: ['Ferme A'] })
  const coach = await createPerson(holder.context, { name: 'Coach' })
  await grant(holder.context, coach.personId, 'coach', 'cohort', place.cohortId)
  const template = findTemplate('needs-macro-micro')
  if (!template) throw new Error('no template')
  const boardId = await createBoard(holder.context, {
    cohortId: place.cohortId,
    organisationId: place.organisationIds[0] ?? null,
    template,
    title: 'Tableau',
    personId: null,
    notes: [{ zoneId: 'needs', text: 'voir le plan' }],
  })
  // from here on it is the first process that holds the board
  await holder.context.rooms.edit(boardId, () => undefined)
  expect(holder.context.rooms.isOpen(boardId)).toBe(true)
  const send = (method: 'POST' | 'PUT', path: string, payload: object) =>
    other.app.inject({
      method,
      url: `/api/boards/${boardId}/ballots${path}`,
      headers: { cookie: coach.cookie },
      payload,
    })
  const opened = await send('POST', '', { zoneId: 'needs' })
  expect(opened.statusCode, opened.body).toBe(201)
  const { id } = opened.json()
  await send('PUT', `/${id}/mine`, { votes: { 'shape:note-1': 2 } })
  const closed = await send('POST', `/${id}/close`, {})
  expect(closed.statusCode).toBe(200)
  await vi.waitFor(
    async () => {
      const doc = new Y.Doc()
      for (const update of await holder.context.rooms.read(boardId)) Y.applyUpdate(doc, update)
      expect(readResult(metaRoot(doc), 'needs')).toEqual(closed.json().result)
      expect(metaRoot(doc).has('ballot:needs')).toBe(false)
    },
    { timeout: 15_000 },
  )
  expect(other.context.rooms.isOpen(boardId)).toBe(false)
})
