import { once } from 'node:events'
import { metaRoot, readDoorFact } from '@tablee/board'
import { allows } from '@tablee/contract'
import { CLOSE_CODES } from '@tablee/sync'
import { findTemplate } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { createPerson, grant } from '../accounts/testing.ts'
import { createBoard } from '../boards/create-board.ts'
import { createCohort } from '../cohorts/testing.ts'
import { type AskAs, askAs } from '../testing/ask-as.ts'
import { DATABASES, type TestStorage, testOnce } from '../testing/databases.ts'
import { createEverybody } from '../testing/everybody.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { enterDoor } from './pass-door.ts'

const NOON = Date.UTC(2026, 10, 28, 12)
const HOUR_MS = 3_600_000

describe.each(DATABASES)('doors on $name', ({ name, open }) => {
  // who may do what is the program's: the database only finds the place and the memberships
  const ofRights = testOnce(name)
  let storage: TestStorage
  let server: TestApp
  let ask: AskAs
  let address: string
  let nowMs = NOON
  let place: Awaited<ReturnType<typeof createCohort>>
  let coach: Awaited<ReturnType<typeof createPerson>>

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage, { now: () => nowMs })
    ask = askAs(server)
    address = await server.listen()
    place = await createCohort(server.context, { organisations: ['Ferme A'] })
    coach = await createPerson(server.context, { name: 'Coach' })
    await grant(server.context, coach.personId, 'coach', 'cohort', place.cohortId)
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
  const codeAt = async (boardId: string, cookie: string) => {
    const { status, code } = await ask('GET', `/api/boards/${boardId}`, cookie)
    return code ?? status
  }
  const lock = (boardId: string, locked: boolean) =>
    ask('PUT', `/api/boards/${boardId}/door`, coach.cookie, { locked })
  const knock = async (boardId: string, cookie: string) =>
    (await ask('POST', `/api/boards/${boardId}/knock`, cookie, {})).body.state
  const actorOf = async (boardId: string, cookie: string) =>
    (await ask('GET', `/api/boards/${boardId}`, cookie)).body.actorId
  async function factOf(boardId: string) {
    const doc = new Y.Doc()
    for (const update of await server.context.rooms.read(boardId)) Y.applyUpdate(doc, update)
    return readDoorFact(metaRoot(doc))
  }
  const socketOf = (boardId: string, cookie: string) =>
    new WebSocket(`${address.replace('http', 'ws')}/api/sync/${boardId}`, {
      headers: { cookie, origin: address },
    })
  /** Enters with a socket, and leaves. */
  async function visit(boardId: string, cookie: string) {
    const socket = socketOf(boardId, cookie)
    await once(socket, 'message')
    const closed = once(socket, 'close')
    socket.close()
    await closed
  }
  async function closeCodeOf(boardId: string, cookie: string): Promise<number> {
    const [code] = await once(socketOf(boardId, cookie), 'close')
    return code
  }

  test('who was inside comes back through a locked door, and nobody new comes in on any way', async () => {
    const boardId = await board()
    const [ada, ben] = [await participant('Ada'), await participant('Ben')]
    await visit(boardId, ada.cookie)
    expect((await lock(boardId, true)).body).toMatchObject({ locked: true, waiting: [] })
    expect(await factOf(boardId)).toMatchObject({ locked: true, waiting: 0 })
    await visit(boardId, ada.cookie)
    expect(await codeAt(boardId, ada.cookie)).toBe(200)
    expect(await closeCodeOf(boardId, ben.cookie)).toBe(CLOSE_CODES.door_locked.code)
    const routes = [
      '',
      '/script',
      '/items',
      '/export?format=csv',
      '/extract',
      '/references',
      '/private-notes',
    ]
    for (const route of routes) {
      const { status, code } = await ask('GET', `/api/boards/${boardId}${route}`, ben.cookie)
      if (status !== 404 || code !== 'not_found') expect([route, code]).toEqual([route, 'door_locked'])
    }
    const rows = { zoneId: 'needs', columns: ['text'], rows: [['x']] }
    expect((await ask('POST', `/api/boards/${boardId}/imports/rows`, ben.cookie, rows)).code).toBe(
      'door_locked',
    )
    const found = await ask('GET', '/api/search?q=Tableau', ben.cookie)
    expect(JSON.stringify(found.body)).not.toContain(boardId)
    // who leads has the key
    await visit(boardId, coach.cookie)
    await lock(boardId, false)
    expect(await codeAt(boardId, ben.cookie)).toBe(200)
    await visit(boardId, ben.cookie)
  })

  test('who comes with several pages at the same moment comes in with all of them', async () => {
    const boardId = await board()
    const { personId } = await participant('Ada')
    const enter = () => enterDoor(server.context, { boardId, personId, leads: false })
    expect(await Promise.all(Array.from({ length: 5 }, enter))).toEqual([null, null, null, null, null])
  })

  test('somebody new waits, those who lead are told, and she is let in or is not', async () => {
    const boardId = await board()
    const [ben, eve] = [await participant('Ben'), await participant('Eve')]
    const [benOn, eveOn] = [await actorOf(boardId, ben.cookie), await actorOf(boardId, eve.cookie)]
    await lock(boardId, true)
    expect(await knock(boardId, ben.cookie)).toBe('waiting')
    expect(await knock(boardId, ben.cookie)).toBe('waiting')
    expect(await knock(boardId, eve.cookie)).toBe('waiting')
    expect(await factOf(boardId)).toMatchObject({ locked: true, waiting: 2 })
    const door = await ask('GET', `/api/boards/${boardId}/door`, coach.cookie)
    expect(door.body.waiting).toEqual([
      { actorId: benOn, name: 'Ben' },
      { actorId: eveOn, name: 'Eve' },
    ])
    const answers = `/api/boards/${boardId}/door/answers`
    await ask('POST', answers, coach.cookie, { actorIds: [benOn], admit: true })
    const after = await ask('POST', answers, coach.cookie, { actorIds: [eveOn], admit: false })
    expect(after.body).toEqual({
      holds: 'all',
      locked: true,
      waiting: [],
      refused: [{ actorId: eveOn, name: 'Eve' }],
      removed: [],
    })
    expect(await factOf(boardId)).toMatchObject({ waiting: 0 })
    expect(await knock(boardId, ben.cookie)).toBe('open')
    await visit(boardId, ben.cookie)
    expect(await knock(boardId, eve.cookie)).toBe('refused')
    expect(await codeAt(boardId, eve.cookie)).toBe('door_refused')
    // she may be let in after all
    await ask('POST', answers, coach.cookie, { actorIds: [eveOn], admit: true })
    expect(await knock(boardId, eve.cookie)).toBe('open')
  })

  test('who goes away while she waits does not wait any more', async () => {
    const boardId = await board()
    const ben = await participant('Ben')
    await lock(boardId, true)
    await knock(boardId, ben.cookie)
    nowMs += 25_000
    expect((await ask('GET', `/api/boards/${boardId}/door`, coach.cookie)).body.waiting).toEqual([])
    await knock(boardId, ben.cookie)
    expect((await ask('GET', `/api/boards/${boardId}/door`, coach.cookie)).body.waiting).toHaveLength(1)
  })

  test('who was there hours before the door was locked is new', async () => {
    const boardId = await board()
    const ben = await participant('Ben')
    await visit(boardId, ben.cookie)
    nowMs += 5 * HOUR_MS
    await lock(boardId, true)
    expect(await knock(boardId, ben.cookie)).toBe('waiting')
    expect((await ask('GET', `/api/boards/${boardId}/door`, coach.cookie)).body.waiting).toHaveLength(1)
  })

  test('a person who is sent out goes at once, does not come back, and locks the door behind her', async () => {
    const boardId = await board()
    const [ada, ben] = [await participant('Ada'), await participant('Ben')]
    const benOn = await actorOf(boardId, ben.cookie)
    const socket = socketOf(boardId, ben.cookie)
    await once(socket, 'message')
    await visit(boardId, ada.cookie)
    const closed = once(socket, 'close')
    const removals = `/api/boards/${boardId}/door/removals`
    const removed = await ask('POST', removals, coach.cookie, { actorId: benOn })
    expect(removed.body).toMatchObject({ locked: true, removed: [{ actorId: benOn, name: 'Ben' }] })
    const [code] = await closed
    expect(code).toBe(CLOSE_CODES.sent_out.code)
    expect(CLOSE_CODES.sent_out.retry).toBe(false)
    expect(await closeCodeOf(boardId, ben.cookie)).toBe(CLOSE_CODES.sent_out.code)
    expect(await codeAt(boardId, ben.cookie)).toBe('door_removed')
    expect(await knock(boardId, ben.cookie)).toBe('removed')
    expect(await codeAt(boardId, ada.cookie)).toBe(200)
    // under another name by the same link she waits like everybody
    expect(await knock(boardId, (await participant('Benoît')).cookie)).toBe('waiting')
    // an open door is not open to her
    await lock(boardId, false)
    expect(await codeAt(boardId, ben.cookie)).toBe('door_removed')
    const answers = `/api/boards/${boardId}/door/answers`
    await ask('POST', answers, coach.cookie, { actorIds: [benOn], admit: true })
    expect(await codeAt(boardId, ben.cookie)).toBe(200)
    expect((await ask('POST', removals, coach.cookie, { actorId: 'nobody-at-all' })).code).toBe('not_found')
  })

  test('who leads is not sent out', async () => {
    const boardId = await board()
    const ada = await participant('Ada')
    const adaOn = await actorOf(boardId, ada.cookie)
    await visit(boardId, ada.cookie)
    await grant(server.context, ada.personId, 'facilitator', 'cohort', place.cohortId)
    const answer = await ask('POST', `/api/boards/${boardId}/door/removals`, coach.cookie, { actorId: adaOn })
    expect(answer.code).toBe('forbidden')
  })

  test('a message that was lost is made good: who was sent out is found inside', async () => {
    const watching = await openTestApp(storage, { recheckRightsMs: 100, now: () => nowMs })
    try {
      const at = await watching.listen()
      const boardId = await board()
      const ben = await participant('Ben')
      const url = `${at.replace('http', 'ws')}/api/sync/${boardId}`
      const socket = new WebSocket(url, { headers: { cookie: ben.cookie, origin: at } })
      await once(socket, 'message')
      const closed = once(socket, 'close')
      // as if another process had died between the commit and the message
      await watching.context.db
        .updateTable('door_pass')
        .set({ state: 'removed' })
        .where('person_id', '=', ben.personId)
        .execute()
      const [code] = await closed
      expect(code).toBe(CLOSE_CODES.rights_changed.code)
      const again = new WebSocket(url, { headers: { cookie: ben.cookie, origin: at } })
      expect((await once(again, 'close'))[0]).toBe(CLOSE_CODES.sent_out.code)
    } finally {
      await watching.close()
    }
  })

  ofRights(
    'only those who lead open, lock and answer; who may not see the board learns nothing of its door',
    async () => {
      const { here, people } = await createEverybody(server.context)
      const at = {
        programmeId: here.programmeId,
        cohortId: here.cohortId,
        organisationIds: [here.organisationIds[0] ?? ''],
        boardId: here.boardId,
      }
      for (const { label, memberships, headers } of people) {
        const sees = allows('board.view', memberships, at)
        const leads = allows('script.run', memberships, at)
        const stranger = label === 'nobody' ? 401 : 404
        const base = `/api/boards/${here.boardId}`
        const actorIds = ['nobody-at-all']
        const told = {
          knock: (await ask('POST', `${base}/knock`, headers.cookie, {})).status,
          read: (await ask('GET', `${base}/door`, headers.cookie)).status,
          answer: (await ask('POST', `${base}/door/answers`, headers.cookie, { actorIds, admit: true }))
            .status,
          remove: (await ask('POST', `${base}/door/removals`, headers.cookie, { actorId: 'nobody-at-all' }))
            .status,
        }
        const lead = sees ? (leads ? 200 : 403) : stranger
        expect({ label, ...told }).toEqual({
          label,
          knock: sees ? 200 : stranger,
          read: lead,
          answer: lead,
          remove: lead === 200 ? 404 : lead,
        })
      }
    },
  )
})
