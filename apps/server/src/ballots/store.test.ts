import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { createEverybody } from '../testing/everybody.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import {
  findBallot,
  findCast,
  findCasts,
  findUntoldBoards,
  insertBallot,
  keepResults,
  markClosed,
  markTold,
  putCast,
} from './store.ts'

describe.each(DATABASES)('the ballots’ store on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let boardId: string

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    boardId = (await createEverybody(server.context)).here.boardId
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  async function newBallot() {
    const id = randomUUID()
    await insertBallot(
      server.context.db,
      {
        id,
        boardId,
        zoneIds: [`zone-${id}`],
        kind: 'scores',
        voter: 'person',
        budget: null,
        perItem: null,
        scale: { min: -2, max: 2 },
        keys: ['a', 'b'],
      },
      Date.parse('2026-03-01T10:00:00Z'),
    )
    return id
  }
  const give = (ballotId: string, respondent: string, votes: Record<string, number>) =>
    server.context.db
      .transaction()
      .execute((db) => putCast(db, server.context.dialect, { ballotId, respondent, votes }))

  test('a ballot is read as it was kept, under its board only', async () => {
    const id = await newBallot()
    expect(await findBallot(server.context.db, { boardId, id })).toEqual({
      id,
      boardId,
      zoneId: `zone-${id}`,
      zoneIds: [`zone-${id}`],
      kind: 'scores',
      state: 'open',
      voter: 'person',
      budget: null,
      perItem: null,
      scale: { min: -2, max: 2 },
      keys: ['a', 'b'],
      results: null,
      revision: 1,
      toldRevision: 0,
    })
    expect(await findBallot(server.context.db, { boardId: 'other', id })).toBeNull()
  })

  test('many cast at once, each as often as she likes, and each has one ballot', async () => {
    const id = await newBallot()
    const people = Array.from({ length: 12 }, (_, at) => `person-${at}`)
    const kept = await Promise.all(
      people.flatMap((who) => [1, 2, 2].map((score) => give(id, who, { a: score }))),
    )
    expect(kept.every(Boolean)).toBe(true)
    const casts = await findCasts(server.context.db, id)
    expect(casts).toHaveLength(people.length)
    await give(id, 'person-0', { b: -2 })
    expect(await findCast(server.context.db, id, 'person-0')).toEqual({ b: -2 })
    expect(await findCast(server.context.db, id, 'nobody')).toBeNull()
  })

  test('a cast that was kept is counted by the closing, and one that was not is told so', async () => {
    const id = await newBallot()
    const casts = Array.from({ length: 20 }, (_, at) => give(id, `person-${at}`, { a: 1 }))
    const counted = server.context.db.transaction().execute(async (db) => {
      expect(await markClosed(db, id, Date.now())).toBe(true)
      return (await findCasts(db, id)).length
    })
    const kept = (await Promise.all(casts)).filter((outcome) => outcome === 'kept').length
    expect(await counted).toBe(kept)
    expect(await give(id, 'late', { a: 1 })).toBe('closed')
    expect(await findCasts(server.context.db, id)).toHaveLength(kept)
  })

  test('a ballot is closed once, and its board is untold until it was told of the last change', async () => {
    const id = await newBallot()
    const { db } = server.context
    expect(await findUntoldBoards(db)).toContain(boardId)
    expect(await markClosed(db, id, Date.now())).toBe(true)
    expect(await markClosed(db, id, Date.now())).toBe(false)
    const zoneId = `zone-${id}`
    const result = { kind: 'scores', voters: 0, scores: {} } as const
    await keepResults(db, { id, zoneId, zoneIds: [zoneId] }, { [zoneId]: result })
    expect((await findBallot(db, { boardId, id }))?.results).toEqual({ [zoneId]: result })
    // told of the opening only
    await markTold(db, [{ id, revision: 1 }])
    expect(await findBallot(db, { boardId, id })).toMatchObject({
      state: 'closed',
      revision: 2,
      toldRevision: 1,
    })
    await markTold(db, [{ id, revision: 2 }])
    await markTold(db, [{ id, revision: 1 }])
    expect(await findBallot(db, { boardId, id })).toMatchObject({
      toldRevision: 2,
      results: { [zoneId]: result },
    })
  })
})
