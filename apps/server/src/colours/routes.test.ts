import { metaRoot, readColourCaptions } from '@tablee/board'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PrivateStage, preparePrivateStage } from '../private-writing/testing.ts'
import { type AskAs, askAs } from '../testing/ask-as.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

describe.each(DATABASES)('what colours stand for on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let ask: AskAs
  let stage: PrivateStage

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    ask = askAs(server)
    stage = await preparePrivateStage(server)
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  const captionsOf = (boardId: string) =>
    server.context.rooms.edit(boardId, (doc) => ({ ...readColourCaptions(metaRoot(doc)) }))

  test('A18 who leads says what a colour stands for, one colour at a time, and takes it back', async () => {
    const boardId = await stage.board()
    const say = (colour: string, caption: string | null) =>
      ask('PUT', `/api/boards/${boardId}/colours`, stage.coach.cookie, { colour, caption })
    expect((await say('light-red', ' Freins ')).status).toBe(200)
    expect((await say('light-green', 'Leviers')).status).toBe(200)
    expect(await captionsOf(boardId)).toEqual({ 'light-red': 'Freins', 'light-green': 'Leviers' })
    expect((await say('light-red', null)).status).toBe(200)
    expect(await captionsOf(boardId)).toEqual({ 'light-green': 'Leviers' })
    for (const caption of ['', 'x'.repeat(61), 'de\nux']) expect((await say('red', caption)).status).toBe(400)
    expect((await say('beige', 'Sable')).status).toBe(400)
  })

  test('who takes part does not, and nobody on an archived board', async () => {
    const boardId = await stage.board()
    const body = { colour: 'red', caption: 'Freins' }
    const ada = await stage.participant('Ada')
    expect((await ask('PUT', `/api/boards/${boardId}/colours`, ada.cookie, body)).status).toBe(403)
    await ask('PATCH', `/api/boards/${boardId}`, stage.coach.cookie, { status: 'archived' })
    const late = await ask('PUT', `/api/boards/${boardId}/colours`, stage.coach.cookie, body)
    expect(late.code).toBe('board_archived')
    expect(await captionsOf(boardId)).toEqual({})
  })
})
