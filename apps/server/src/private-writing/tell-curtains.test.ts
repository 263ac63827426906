import { boardRoot } from '@tablee/board'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { findNotes, updateNote } from './note-store.ts'
import { setCurtainState } from './store.ts'
import { tellCurtains } from './tell-curtains.ts'
import { newNote, type PrivateStage, preparePrivateStage } from './testing.ts'

describe.each(DATABASES)('P4 a reveal that was broken off, on $name,', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let stage: PrivateStage

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    stage = await preparePrivateStage(server)
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  async function hiddenNotes(anonymous: boolean) {
    const boardId = await stage.board()
    const curtainId = await stage.draw(boardId, anonymous)
    for (const text of ['Un', 'Deux', 'Trois']) {
      const { id, key } = newNote()
      const note = { id, ...(anonymous ? { key } : {}), curtainId, text }
      expect((await stage.keep(boardId, stage.coach.cookie, note)).statusCode).toBe(200)
    }
    return { boardId, curtainId }
  }
  const textsOn = async (boardId: string) => (await stage.notesIn(boardId)).map(({ text }) => text).sort()

  test('after the decision and before the board knew is finished by the next who looks', async () => {
    const { boardId, curtainId } = await hiddenNotes(true)
    const { db } = server.context
    const notes = await findNotes(db, curtainId, ['hidden'])
    for (const [at, note] of notes.entries())
      await updateNote(db, note, { state: 'revealing', recordId: `shape:decided-${at}` })
    await setCurtainState(db, curtainId, 'lifting')
    await vi.waitFor(async () => expect(await stage.curtainsOf(boardId)).toEqual({}), { timeout: 15_000 })
    expect(await textsOn(boardId)).toEqual(['Deux', 'Trois', 'Un'])
    expect((await stage.notesIn(boardId)).map(({ record }) => record.id).sort()).toEqual([
      'shape:decided-0',
      'shape:decided-1',
      'shape:decided-2',
    ])
  })

  test('after the board knew and before that was noted puts nothing there again', async () => {
    const { boardId, curtainId } = await hiddenNotes(false)
    const { db, curtainFacts } = server.context
    await stage.lift(boardId)
    const before = await stage.docOf(boardId)
    // as it stood before what was done was noted
    for (const note of await findNotes(db, curtainId, ['revealed']))
      await updateNote(db, note, { state: 'revealing', text: 'Encore' })
    await setCurtainState(db, curtainId, 'lifting')
    await curtainFacts.tell(boardId)
    expect(await textsOn(boardId)).toEqual(['Deux', 'Trois', 'Un'])
    expect((await stage.docOf(boardId)).toJSON()).toEqual(before.toJSON())
    expect((await findNotes(db, curtainId, ['revealed'])).map(({ text }) => text)).toEqual(['', '', ''])
  })

  test('P7 that is decided while a board without the zone is told loses no note', async () => {
    const { boardId, curtainId } = await hiddenNotes(true)
    const { db, dialect, rooms } = server.context
    await rooms.edit(boardId, (doc) => boardRoot(doc).delete('shape:zone-macro'))
    let isDecided = false
    await tellCurtains({
      db,
      dialect,
      boardId,
      put: new Set(),
      counts: new Map([[curtainId, 3]]),
      async write(change) {
        await rooms.edit(boardId, change)
        if (isDecided) return
        isDecided = true
        // the decision of a lift, after what is told here was read
        await db.transaction().execute(async (transaction) => {
          for (const [at, note] of (await findNotes(transaction, curtainId, ['hidden'])).entries())
            await updateNote(transaction, note, { state: 'revealing', recordId: `shape:${boardId}-${at}` })
          await setCurtainState(transaction, curtainId, 'lifting')
        })
      },
    })
    expect((await findNotes(db, curtainId, ['hidden'])).map(({ text }) => text).sort()).toEqual([
      'Deux',
      'Trois',
      'Un',
    ])
    expect(Object.keys(await stage.curtainsOf(boardId))).toEqual(['macro'])
  })

  test('two who lift at once reveal each note once', async () => {
    const { boardId } = await hiddenNotes(true)
    const lifted = await Promise.all([stage.lift(boardId), stage.lift(boardId), stage.lift(boardId)])
    expect(lifted.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
    expect(lifted.reduce((sum, answer) => sum + answer.json().notes, 0)).toBe(3)
    expect(await textsOn(boardId)).toEqual(['Deux', 'Trois', 'Un'])
  })
})
