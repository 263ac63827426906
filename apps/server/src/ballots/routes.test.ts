import { metaRoot, type ReadonlyFacts, readBallot, readResult } from '@tablee/board'
import { allows, BALLOT_PROXIES_MAX, type Cast } from '@tablee/contract'
import { findTemplate, type PlacedNote } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createPerson, grant } from '../accounts/testing.ts'
import { createBoard } from '../boards/create-board.ts'
import { boardRole } from '../boards/rules.ts'
import { updateBoard } from '../boards/store.ts'
import { createCohort } from '../cohorts/testing.ts'
import { readCsv, readWorkbook, readZip } from '../exports/testing/read-files.ts'
import { DATABASES, type TestStorage, testOnce } from '../testing/databases.ts'
import { createEverybody } from '../testing/everybody.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

const NEEDS = ['voir la dernière version du plan', 'recevoir les heures validées', 'comprendre l’écran']

describe.each(DATABASES)('ballots on $name', ({ name, open }) => {
  // who may do what is the program's: the database only finds the place and the memberships
  const ofRights = testOnce(name)

  let storage: TestStorage
  let server: TestApp
  let place: Awaited<ReturnType<typeof createCohort>>
  let coach: Awaited<ReturnType<typeof createPerson>>

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    place = await createCohort(server.context, { organisations: ['Ferme A'] })
    coach = await createPerson(server.context, { name: 'Coach' })
    await grant(server.context, coach.personId, 'coach', 'cohort', place.cohortId)
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  async function board(templateId: string, notes: readonly PlacedNote[]) {
    const template = findTemplate(templateId)
    if (!template) throw new Error(templateId)
    return createBoard(server.context, {
      cohortId: place.cohortId,
      organisationId: place.organisationIds[0] ?? null,
      template,
      title: templateId,
      personId: null,
      notes,
    })
  }
  const needsBoard = () =>
    board(
      'needs-macro-micro',
      NEEDS.map((text) => ({ zoneId: 'needs', text })),
    )
  async function participant(name: string) {
    const person = await createPerson(server.context, { name })
    await grant(
      server.context,
      person.personId,
      'participant',
      'organisation',
      place.organisationIds[0] ?? '',
    )
    return person
  }
  const ask = (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    cookie: string | undefined,
    payload?: object,
  ) =>
    server.app.inject({
      method,
      url,
      headers: { ...(cookie ? { cookie } : {}), 'accept-language': 'fr' },
      ...(payload ? { payload } : {}),
    })
  const openOn = (boardId: string, body: object, cookie = coach.cookie) =>
    ask('POST', `/api/boards/${boardId}/ballots`, cookie, body)
  const pathOf = (boardId: string, ballotId: string) => `/api/boards/${boardId}/ballots/${ballotId}`
  const cast = (boardId: string, ballotId: string, cookie: string, votes: Cast, known?: Cast) =>
    ask('PUT', `${pathOf(boardId, ballotId)}/mine`, cookie, { votes, ...(known ? { known } : {}) })
  const mine = (boardId: string, ballotId: string, cookie: string) =>
    ask('GET', `${pathOf(boardId, ballotId)}/mine`, cookie)
  const close = (boardId: string, ballotId: string, cookie = coach.cookie) =>
    ask('POST', `${pathOf(boardId, ballotId)}/close`, cookie, {})
  const note = (at: number) => `shape:note-${at}`

  async function factsOf(boardId: string): Promise<ReadonlyFacts> {
    const doc = new Y.Doc()
    for (const update of await server.context.rooms.read(boardId)) Y.applyUpdate(doc, update)
    return new Map(Object.entries(metaRoot(doc).toJSON()))
  }

  test('S2.6 dots: three a person, a fourth is refused; totals equal the sum; ties stay ties', async () => {
    const boardId = await needsBoard()
    const opened = await openOn(boardId, { zoneId: 'needs' })
    expect(opened.statusCode).toBe(201)
    const { id } = opened.json()
    expect(opened.json()).toEqual({
      id,
      zoneId: 'needs',
      zoneIds: ['needs'],
      kind: 'dots',
      state: 'open',
      voter: 'person',
      budget: 3,
      perItem: null,
      scale: null,
    })
    expect(readBallot(await factsOf(boardId), 'needs')).toEqual({
      id,
      kind: 'dots',
      budget: 3,
      perItem: null,
    })

    const people = await Promise.all(['Ada', 'Ben', 'Clara', 'Dora'].map(participant))
    const votes: Cast[] = [
      { [note(1)]: 2, [note(2)]: 1 },
      { [note(2)]: 3 },
      { [note(1)]: 2, [note(3)]: 1 },
      { [note(3)]: 1 },
    ]
    const answers = await Promise.all(
      people.map(({ cookie }, at) => cast(boardId, id, cookie, votes[at] ?? {})),
    )
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200])

    const [ada] = people
    const fourth = await cast(boardId, id, ada?.cookie ?? '', { [note(1)]: 3, [note(2)]: 1 })
    expect(fourth.statusCode).toBe(409)
    expect(fourth.json().error).toMatchObject({
      code: 'ballot_over_budget',
      message: expect.stringContaining('plus de points'),
      details: { budget: 3, given: 4 },
    })
    expect((await mine(boardId, id, ada?.cookie ?? '')).json().votes).toEqual(votes[0])

    const closed = await close(boardId, id)
    expect(closed.json()).toMatchObject({
      ballot: { state: 'closed' },
      result: { kind: 'dots', voters: 4, totals: { [note(1)]: 4, [note(2)]: 4, [note(3)]: 2 } },
    })
    const facts = await factsOf(boardId)
    expect(readBallot(facts, 'needs')).toBeNull()
    expect(readResult(facts, 'needs')).toEqual(closed.json().result)
  })

  test('nobody’s choices are told: no answer, fact, log line or row says who gave what', async () => {
    const boardId = await needsBoard()
    const { id } = (await openOn(boardId, { zoneId: 'needs' })).json()
    const [ada, ben] = [await participant('Ada'), await participant('Ben')]
    await cast(boardId, id, ada.cookie, { [note(1)]: 3 })
    expect((await mine(boardId, id, ben.cookie)).json().votes).toEqual({})
    expect((await mine(boardId, id, coach.cookie)).json().votes).toEqual({})
    const rows = await server.context.db
      .selectFrom('ballot_cast')
      .selectAll()
      .where('ballot_id', '=', id)
      .execute()
    expect(JSON.stringify(rows)).not.toContain(ada.personId)
    expect(JSON.stringify((await factsOf(boardId)).get(`ballot:needs`))).not.toContain('note-1')
    expect((await close(boardId, id)).body).not.toContain(ada.personId)
    const lines = server
      .logged()
      .split('\n')
      .filter((line) => line.includes(id))
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) {
      expect(line).not.toContain(ada.personId)
      expect(line).not.toContain('note-1')
    }
  })

  test('a ballot is given as a whole, again and again; the last counts', async () => {
    const boardId = await needsBoard()
    const { id } = (await openOn(boardId, { zoneId: 'needs', budget: 5, perItem: 2 })).json()
    const { cookie } = await participant('Ada')
    await cast(boardId, id, cookie, { [note(1)]: 2, [note(2)]: 2 })
    await cast(boardId, id, cookie, { [note(3)]: 1 })
    await cast(boardId, id, cookie, { [note(3)]: 1 })
    const over = await cast(boardId, id, cookie, { [note(3)]: 3 })
    expect([over.statusCode, over.json().error.code]).toEqual([409, 'ballot_over_item'])
    const below = await cast(boardId, id, cookie, { [note(3)]: -1 })
    expect([below.statusCode, below.json().error.code]).toEqual([400, 'ballot_value_unknown'])
    expect((await close(boardId, id)).json().result).toEqual({
      kind: 'dots',
      voters: 1,
      budget: 5,
      perItem: 2,
      totals: { [note(3)]: 1 },
    })
  })

  test('one ballot is open on a zone at a time; a closed one takes nothing, and another may follow', async () => {
    const boardId = await needsBoard()
    const tries = await Promise.all([1, 2, 3].map(() => openOn(boardId, { zoneId: 'needs' })))
    expect(tries.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409])
    const id = tries.find(({ statusCode }) => statusCode === 201)?.json().id
    const { cookie } = await participant('Ada')
    await cast(boardId, id, cookie, { [note(1)]: 1 })
    const closings = await Promise.all([1, 2].map(() => close(boardId, id)))
    expect(closings.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const late = await cast(boardId, id, cookie, { [note(2)]: 1 })
    expect([late.statusCode, late.json().error.code]).toEqual([409, 'ballot_closed'])
    const second = (await openOn(boardId, { zoneId: 'needs' })).json()
    expect(second.id).not.toBe(id)
    // what the first came to stays until the second is closed
    expect(readResult(await factsOf(boardId), 'needs')).toMatchObject({ totals: { [note(1)]: 1 } })
    expect((await mine(boardId, second.id, cookie)).json().votes).toEqual({})
    await cast(boardId, second.id, cookie, { [note(2)]: 2 })
    await close(boardId, second.id)
    expect(readResult(await factsOf(boardId), 'needs')).toMatchObject({ totals: { [note(2)]: 2 } })
  })

  test('dots on a note that was deleted, or that never lay there, are not in the totals', async () => {
    const boardId = await needsBoard()
    const { id } = (await openOn(boardId, { zoneId: 'needs' })).json()
    const { cookie } = await participant('Ada')
    await cast(boardId, id, cookie, { [note(1)]: 1, [note(2)]: 1, 'shape:nowhere': 1 })
    await server.context.rooms.edit(boardId, (doc) => doc.getMap('board').delete(note(1)))
    expect((await close(boardId, id)).json().result).toEqual({
      kind: 'dots',
      voters: 1,
      budget: 3,
      totals: { [note(2)]: 1 },
    })
  })

  test('what somebody gave stays counted when she is removed', async () => {
    const boardId = await needsBoard()
    const { id } = (await openOn(boardId, { zoneId: 'needs' })).json()
    const { cookie, personId } = await participant('Ada')
    await cast(boardId, id, cookie, { [note(1)]: 2 })
    await server.context.db.deleteFrom('membership').where('person_id', '=', personId).execute()
    expect((await mine(boardId, id, cookie)).statusCode).toBe(404)
    expect((await close(boardId, id)).json().result).toMatchObject({ voters: 1, totals: { [note(1)]: 2 } })
  })

  test('one answer of those that the method offers', async () => {
    const boardId = await board('inter-debrief', [])
    const opened = (await openOn(boardId, { zoneId: 'mood', budget: 9 })).json()
    expect(opened).toMatchObject({ kind: 'choice', budget: null })
    const [ada, ben] = [await participant('Ada'), await participant('Ben')]
    expect((await cast(boardId, opened.id, ada.cookie, { soleil: 1 })).statusCode).toBe(200)
    await cast(boardId, opened.id, ben.cookie, { orage: 1 })
    for (const [votes, code] of [
      [{ soleil: 1, orage: 1 }, 'ballot_over_budget'],
      [{ neige: 1 }, 'ballot_value_unknown'],
      [{ soleil: 2 }, 'ballot_value_unknown'],
    ] as const)
      expect((await cast(boardId, opened.id, ada.cookie, votes)).json().error.code).toBe(code)
    expect((await close(boardId, opened.id)).json().result).toEqual({
      kind: 'choice',
      voters: 2,
      totals: { orage: 1, soleil: 1 },
    })
  })

  test('scores of fixed lines: within the scale, and below three respondents only their number is told', async () => {
    const boardId = await board('needs-maturity', [])
    const { id, scale } = (await openOn(boardId, { zoneId: 'axes' })).json()
    expect(scale).toEqual({ min: 0, max: 5 })
    const people = await Promise.all(['Ada', 'Ben', 'Clara'].map(participant))
    for (const [at, { cookie }] of people.entries())
      await cast(boardId, id, cookie, { strategie: at * 2, ...(at < 2 ? { competences: 3 } : {}) })
    for (const votes of [{ strategie: 6 }, { strategie: -1 }, { autre: 1 }] satisfies Cast[] as Cast[])
      expect((await cast(boardId, id, people[0]?.cookie ?? '', votes)).json().error.code).toBe(
        'ballot_value_unknown',
      )
    expect((await close(boardId, id)).json().result).toEqual({
      kind: 'scores',
      voters: 3,
      scores: {
        competences: { n: 2, median: null, min: null, max: null, spread: null },
        strategie: { n: 3, median: 2, min: null, max: null, spread: 4 },
      },
    })
  })

  test('a zone that asks each person takes no ballot of organisations, opened so or changed to it', async () => {
    const boardId = await board('needs-maturity', [])
    const asked = await openOn(boardId, { zoneId: 'axes', voter: 'organisation' })
    expect([asked.statusCode, asked.json().error.code]).toEqual([409, 'ballot_per_person'])
    expect(asked.json().error.message).toContain('chaque personne')
    const { id } = (await openOn(boardId, { zoneId: 'axes' })).json()
    const terms = await ask('PUT', `${pathOf(boardId, id)}/terms`, coach.cookie, { voter: 'organisation' })
    expect([terms.statusCode, terms.json().error.code]).toEqual([409, 'ballot_per_person'])
    expect(readBallot(await factsOf(boardId), 'axes')).not.toHaveProperty('by')
  })

  test('scores of a matrix: every candidate by every criterion', async () => {
    const boardId = await board('stake-provider', [
      { zoneId: 'vendors', text: 'Candidat A' },
      { zoneId: 'criteria', text: 'Simplicité' },
    ])
    const { id } = (await openOn(boardId, { zoneId: 'scores' })).json()
    const key = `${note(1)}×${note(2)}`
    for (const [at, name] of ['Ada', 'Ben', 'Clara'].entries())
      await cast(boardId, id, (await participant(name)).cookie, { [key]: at, [`${note(2)}×${note(1)}`]: 4 })
    expect((await close(boardId, id)).json().result).toEqual({
      kind: 'scores',
      voters: 3,
      scores: { [key]: { n: 3, median: 1, min: null, max: null, spread: 2 } },
    })
  })

  test.each([
    ['a zone without votes', 'macro'],
    ['a zone that the board does not have', 'nowhere'],
  ])('%s has no ballot', async (_, zoneId) => {
    const answer = await openOn(await needsBoard(), { zoneId })
    expect([answer.statusCode, answer.json().error.code]).toEqual([400, 'ballot_zone_unknown'])
  })

  test('until somebody has voted who leads changes how many dots each has, how many at most on one note, and who votes; how many voted she is told', async () => {
    const boardId = await needsBoard()
    const { id } = (await openOn(boardId, { zoneId: 'needs' })).json()
    const ada = await participant('Ada')
    const terms = (change: object) => ask('PUT', `${pathOf(boardId, id)}/terms`, coach.cookie, change)
    const turnout = async () => (await ask('GET', `${pathOf(boardId, id)}/turnout`, coach.cookie)).json()
    await cast(boardId, id, ada.cookie, { [note(1)]: 1 })
    await cast(boardId, id, ada.cookie, {})
    // she took it back: nobody has given anything
    expect(await turnout()).toEqual({ voices: 0, voter: 'person' })
    expect((await terms({ budget: 6 })).json()).toMatchObject({ id, budget: 6, voter: 'person' })
    expect((await terms({ perItem: 2, voter: 'organisation' })).statusCode).toBe(200)
    const open = async () => readBallot(await factsOf(boardId), 'needs')
    expect(await open()).toMatchObject({ id, budget: 6, perItem: 2, by: 'organisation' })
    expect((await cast(boardId, id, coach.cookie, { [note(1)]: 1 })).json().error.code).toBe(
      'ballot_of_organisations',
    )
    expect((await cast(boardId, id, ada.cookie, { [note(1)]: 3 })).statusCode).toBe(409)
    const back = await terms({ budget: 5, perItem: null, voter: 'person' })
    expect(back.json()).toMatchObject({ id, budget: 5, perItem: null })
    expect(await open()).not.toHaveProperty('by')
    expect((await cast(boardId, id, ada.cookie, { [note(1)]: 5 })).statusCode).toBe(200)
    expect((await terms({ budget: 4 })).json().error.code).toBe('ballot_begun')
    expect((await terms({ voter: 'organisation' })).json().error.code).toBe('ballot_begun')
    await ask('PUT', `${pathOf(boardId, id)}/proxies/table-one`, coach.cookie, {
      voices: 12,
      votes: { [note(2)]: 30 },
    })
    expect(await turnout()).toEqual({ voices: 13, voter: 'person' })
    await close(boardId, id)
    expect((await terms({ budget: 4 })).json().error.code).toBe('ballot_closed')
    const moods = await board('inter-debrief', [])
    const { id: asked } = (await openOn(moods, { zoneId: 'mood' })).json()
    const ofMood = (change: object) => ask('PUT', `${pathOf(moods, asked)}/terms`, coach.cookie, change)
    expect((await ofMood({ budget: 4 })).statusCode).toBe(400)
    expect((await ofMood({ voter: 'organisation' })).json()).toMatchObject({ voter: 'organisation' })
  })

  test('people without a device have their voices on one ballot, which who leads fills in and corrects', async () => {
    const boardId = await needsBoard()
    const { id } = (await openOn(boardId, { zoneId: 'needs', perItem: 2 })).json()
    const ada = await participant('Ada')
    await cast(boardId, id, ada.cookie, { [note(1)]: 1 })
    const proxy = (proxyId: string, body: object) =>
      ask('PUT', `${pathOf(boardId, id)}/proxies/${proxyId}`, coach.cookie, body)
    const room = { voices: 12, votes: { [note(1)]: 20, [note(2)]: 16 } }
    expect((await proxy('table-one', room)).statusCode).toBe(200)
    expect((await proxy('table-one', room)).json()).toEqual({ proxies: [{ id: 'table-one', ...room }] })
    const over = await proxy('table-one', { voices: 12, votes: { [note(1)]: 24, [note(2)]: 13 } })
    expect(over.json().error).toMatchObject({
      code: 'ballot_over_budget',
      details: { budget: 36, given: 37 },
    })
    const heap = await proxy('table-one', { voices: 2, votes: { [note(1)]: 5 } })
    expect(heap.json().error).toMatchObject({ code: 'ballot_over_item', details: { perItem: 4 } })
    await proxy('table-two', { voices: 3, votes: { [note(3)]: 3 } })
    const taken = await ask('DELETE', `${pathOf(boardId, id)}/proxies/table-two`, coach.cookie)
    expect(taken.json().proxies).toEqual([{ id: 'table-one', ...room }])
    // who does not lead learns nothing of them, and her own ballot is hers
    for (const [method, path, body] of [
      ['GET', 'proxies'],
      ['PUT', 'proxies/table-one', room],
      ['DELETE', 'proxies/table-one'],
    ] as const)
      expect((await ask(method, `${pathOf(boardId, id)}/${path}`, ada.cookie, body)).statusCode).toBe(403)
    expect((await mine(boardId, id, ada.cookie)).json().votes).toEqual({ [note(1)]: 1 })

    const { result } = (await close(boardId, id)).json()
    expect(result).toEqual({
      kind: 'dots',
      voters: 13,
      ballots: 2,
      budget: 3,
      perItem: 2,
      totals: { [note(1)]: 21, [note(2)]: 16 },
    })
    expect((await proxy('table-one', room)).json().error.code).toBe('ballot_closed')
    const late = await ask('DELETE', `${pathOf(boardId, id)}/proxies/table-one`, coach.cookie)
    expect(late.json().error.code).toBe('ballot_closed')
  })

  test('of one question twelve people in a room give twelve answers, no more; nobody scores for others', async () => {
    const moods = await board('inter-debrief', [])
    const { id: asked } = (await openOn(moods, { zoneId: 'mood' })).json()
    const answer = (votes: Cast) =>
      ask('PUT', `${pathOf(moods, asked)}/proxies/the-room1`, coach.cookie, { voices: 12, votes })
    expect((await answer({ soleil: 7, orage: 6 })).json().error).toMatchObject({
      code: 'ballot_over_budget',
      details: { budget: 12, given: 13 },
    })
    expect((await answer({ soleil: 7, orage: 5 })).statusCode).toBe(200)
    expect((await close(moods, asked)).json().result).toMatchObject({ voters: 12, ballots: 1 })

    const axes = await board('needs-maturity', [])
    const { id: scored } = (await openOn(axes, { zoneId: 'axes' })).json()
    const scores = await ask('PUT', `${pathOf(axes, scored)}/proxies/the-room1`, coach.cookie, {
      voices: 12,
      votes: { strategie: 3 },
    })
    expect(scores.json().error.code).toBe('ballot_no_proxy')
  })

  test('a vote takes a bounded number of ballots from the room', async () => {
    const boardId = await needsBoard()
    const { id } = (await openOn(boardId, { zoneId: 'needs' })).json()
    const put = (at: number) =>
      ask('PUT', `${pathOf(boardId, id)}/proxies/table-${100 + at}`, coach.cookie, { voices: 1, votes: {} })
    for (let at = 0; at < BALLOT_PROXIES_MAX; at++) expect((await put(at)).statusCode).toBe(200)
    expect((await put(BALLOT_PROXIES_MAX)).json().error.code).toBe('ballot_proxies_full')
    expect((await put(0)).statusCode).toBe(200)
  })

  test('A9 what votes came to is in the files of the board: totals, ties, the voices of the room, and by which terms', async () => {
    const boardId = await needsBoard()
    const { id } = (await openOn(boardId, { zoneId: 'needs', budget: 4, perItem: 2 })).json()
    const [ada, ben] = await Promise.all(['Ada', 'Ben'].map(participant))
    await cast(boardId, id, ada?.cookie ?? '', { [note(1)]: 2, [note(2)]: 2 })
    await cast(boardId, id, ben?.cookie ?? '', { [note(1)]: 2 })
    const room = { voices: 12, votes: { [note(1)]: 10, [note(2)]: 12, [note(3)]: 5 } }
    await ask('PUT', `${pathOf(boardId, id)}/proxies/table-one`, coach.cookie, room)
    const exported = async (format: string) =>
      (await ask('GET', `/api/boards/${boardId}/export?format=${format}`, coach.cookie)).rawPayload
    const tables = async () => {
      const files = Object.entries(readZip(await exported('csv')))
      return (part: string) =>
        readCsv(Buffer.from(files.find(([file]) => file.includes(part))?.[1] ?? ''))
          .slice(1)
          .map((row) => row.filter(Boolean))
    }
    // nobody is told what an open vote comes to
    const open = await tables()
    expect(open('Besoins').map((row) => row.length)).toEqual([2, 2, 2])
    expect(open('Votes')).toEqual([])
    await close(boardId, id)
    const closed = await tables()
    expect(closed('Besoins')).toEqual([
      ['1', NEEDS[0], '14', '1 ex æquo'],
      ['2', NEEDS[1], '14', '1 ex æquo'],
      ['3', NEEDS[2], '5', '3'],
    ])
    expect(closed('Votes')).toEqual([['Besoins formulés', '14', '3', 'chaque personne', '4', '2']])
    const sheets = readWorkbook(await exported('xlsx'))
    expect(sheets.find(({ name: sheet }) => sheet === 'Votes')?.rows[1]).toEqual([
      'Besoins formulés',
      14,
      3,
      'chaque personne',
      4,
      2,
    ])

    const again = (await openOn(boardId, { zoneId: 'needs', voter: 'organisation', budget: 2 })).json()
    await cast(boardId, again.id, ben?.cookie ?? '', { [note(3)]: 2 })
    await close(boardId, again.id)
    expect((await tables())('Votes')).toEqual([['Besoins formulés', '1', '1', 'chaque organisation', '2']])
    const zones = JSON.parse((await exported('json')).toString('utf8')).zones
    expect(zones.find(({ id: zone }: { id: string }) => zone === 'needs').result).toEqual({
      kind: 'dots',
      voters: 1,
      voter: 'organisation',
      budget: 2,
    })
  })

  test('where each organisation has one ballot its people share it, and nobody else votes', async () => {
    const boardId = await needsBoard()
    const opened = await openOn(boardId, { zoneId: 'needs', voter: 'organisation' })
    const { id, voter } = opened.json()
    expect(voter).toBe('organisation')
    const [ada, ben] = await Promise.all(['Ada', 'Ben'].map(participant))
    const votes = { [note(2)]: 2 }
    expect((await cast(boardId, id, ada?.cookie ?? '', votes)).statusCode).toBe(200)
    expect((await mine(boardId, id, ben?.cookie ?? '')).json().votes).toEqual(votes)
    // what Ada gave is not lost to a colleague who had not seen it
    const unseen = await cast(boardId, id, ben?.cookie ?? '', { [note(1)]: 3 }, {})
    expect([unseen.statusCode, unseen.json().error.code]).toEqual([409, 'ballot_overtaken'])
    const both = [{ [note(1)]: 2 }, { [note(1)]: 3 }].map((given, at) =>
      cast(boardId, id, (at === 0 ? ada : ben)?.cookie ?? '', given, votes),
    )
    expect((await Promise.all(both)).map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const now = (await mine(boardId, id, ben?.cookie ?? '')).json().votes
    expect((await cast(boardId, id, ben?.cookie ?? '', { [note(1)]: 3 }, now)).statusCode).toBe(200)
    expect((await mine(boardId, id, ada?.cookie ?? '')).json().votes).toEqual({ [note(1)]: 3 })
    const outside = await cast(boardId, id, coach.cookie, votes)
    expect(outside.statusCode).toBe(403)
    expect(outside.json().error.code).toBe('ballot_of_organisations')
    expect((await mine(boardId, id, coach.cookie)).json().votes).toEqual({})
    const { result } = (await close(boardId, id)).json()
    expect(result).toEqual({
      kind: 'dots',
      voters: 1,
      by: 'organisation',
      budget: 3,
      totals: { [note(1)]: 3 },
    })
    expect(readResult(await factsOf(boardId), 'needs')).toEqual(result)
  })

  test('an archived board takes no ballot and no vote', async () => {
    const boardId = await needsBoard()
    const { id } = (await openOn(boardId, { zoneId: 'needs' })).json()
    const { cookie } = await participant('Ada')
    await updateBoard(server.context.db, boardId, { status: 'archived' })
    for (const answer of [
      await openOn(boardId, { zoneId: 'needs' }),
      await cast(boardId, id, cookie, { [note(1)]: 1 }),
      await close(boardId, id),
    ])
      expect([answer.statusCode, answer.json().error.code]).toEqual([409, 'board_archived'])
    expect((await mine(boardId, id, cookie)).statusCode).toBe(200)
  })

  test('a ballot is found under its own board only', async () => {
    const [here, there] = [await needsBoard(), await needsBoard()]
    const { id } = (await openOn(here, { zoneId: 'needs' })).json()
    expect((await mine(there, id, coach.cookie)).statusCode).toBe(404)
    expect((await close(there, id)).statusCode).toBe(404)
  })

  test('what a crash left untold is told when the board is next opened', async () => {
    const boardId = await needsBoard()
    const { id } = (await openOn(boardId, { zoneId: 'needs' })).json()
    // as a process that died after the commit: the database knows, the board does not
    await server.context.db
      .updateTable('ballot')
      .set({ state: 'closed', result: JSON.stringify({ kind: 'dots', voters: 0, totals: {} }), revision: 2 })
      .where('id', '=', id)
      .execute()
    await vi.waitFor(async () => expect(readBallot(await factsOf(boardId), 'needs')).toBeNull(), {
      timeout: 15_000,
    })
    expect(readResult(await factsOf(boardId), 'needs')).toEqual({ kind: 'dots', voters: 0, totals: {} })
  })

  ofRights(
    'everybody tries everything: who leads opens and closes, who writes casts, who sees reads her own',
    async () => {
      const everybody = await createEverybody(server.context)
      const { programmeId, cohortId, organisationIds } = everybody.here
      await grant(server.context, coach.personId, 'coach', 'cohort', cohortId)
      const template = findTemplate('needs-macro-micro')
      if (!template) throw new Error('no template')
      const organisationId = organisationIds[0] ?? ''
      const boardId = await createBoard(server.context, {
        cohortId,
        organisationId,
        template,
        title: 'Tableau',
        personId: null,
        notes: NEEDS.map((text) => ({ zoneId: 'needs', text })),
      })
      // those who hold a role on the board of the fixture hold it on this one
      await server.context.db
        .updateTable('membership')
        .set({ scope_id: boardId })
        .where('scope_id', '=', everybody.here.boardId)
        .execute()
      const at = { programmeId, cohortId, organisationIds: [organisationId], boardId }
      for (const { label, memberships, headers } of everybody.people) {
        const held = memberships.map((membership) => ({
          ...membership,
          scopeId: membership.scopeId === everybody.here.boardId ? boardId : membership.scopeId,
        }))
        const sees = allows('board.view', held, at)
        const runs = allows('ballot.run', held, at)
        const writes = boardRole(held, at, 'open') !== 'viewer'
        const expected = (may: boolean, ok: number) =>
          label === 'nobody' ? 401 : !sees ? 404 : may ? ok : 403
        const { id } = (await openOn(boardId, { zoneId: 'needs' })).json()
        const cookie = headers.cookie
        const told = {
          open: (await ask('POST', `/api/boards/${boardId}/ballots`, cookie, { zoneId: 'needs' })).statusCode,
          mine: (await ask('GET', `${pathOf(boardId, id)}/mine`, cookie)).statusCode,
          cast: (await ask('PUT', `${pathOf(boardId, id)}/mine`, cookie, { votes: {} })).statusCode,
          close: (await ask('POST', `${pathOf(boardId, id)}/close`, cookie, {})).statusCode,
        }
        expect({ label, ...told }).toEqual({
          label,
          open: expected(runs, 409),
          mine: expected(true, 200),
          cast: expected(writes, 200),
          close: expected(runs, 200),
        })
        if (told.close !== 200) await close(boardId, id)
      }
    },
  )
})
