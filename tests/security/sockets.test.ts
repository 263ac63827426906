import { boardRoot } from '@tablee/board'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { done, joinAsGuest } from '../running/api.ts'
import { type BoardPeer, openBoard, until } from '../running/board-peer.ts'
import { cursorFrame, openRaw, type RawSocket, syncFrame } from './raw-socket.ts'
import { ATTACKERS, openStage, type Stage } from './stage.ts'

let stage: Stage
let bystander: BoardPeer
let opened: RawSocket[] = []

beforeAll(async () => {
  stage = await openStage()
})
afterAll(async () => stage?.close())
beforeEach(async () => {
  bystander = await openBoard(stage.server, stage.coach, stage.ids.board)
})
afterEach(() => {
  for (const socket of opened) socket.leave()
  opened = []
  bystander.leave()
})

async function attackAs(person: 'participant' | 'boardPartner', query = ''): Promise<RawSocket> {
  const socket = await openRaw(stage.server, stage.ids.board, { person: stage[person], query })
  opened.push(socket)
  return socket
}

/** The person at the next table goes on writing, and what she writes is saved. */
async function expectUndisturbed(): Promise<void> {
  bystander.write('je continue')
  await until(bystander.room, ({ saved, connection }) => saved === 'saved' && connection === 'online')
}

/** An update that an honest copy of the board would not make. */
function forged(change: (doc: Y.Doc) => void, from: Y.Doc = bystander.doc): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(from))
  const before = Y.encodeStateVector(doc)
  doc.transact(() => change(doc))
  return Y.encodeStateAsUpdate(doc, before)
}

describe('opening a socket', () => {
  test.each(ATTACKERS)('%s is told that there is no such board', async (attacker) => {
    const { server, ids, attackers } = stage
    await expect(openRaw(server, ids.board, { person: attackers[attacker] })).rejects.toThrow('404')
  })

  test('nor does a participant of another organisation, an editor, or anybody on a board that is none', async () => {
    const { server, ids, neighbour, editor, coach } = stage
    await expect(openRaw(server, ids.board, { person: neighbour })).rejects.toThrow('404')
    await expect(openRaw(server, ids.board, { person: editor })).rejects.toThrow('404')
    await expect(openRaw(server, 'x'.repeat(21), { person: coach })).rejects.toThrow('404')
  })

  test.each(['https://evil.example', 'null', 'http://localhost:1', 'file://'])(
    'a page of %s does not open it with her cookie',
    async (origin) => {
      const { server, ids, coach } = stage
      await expect(openRaw(server, ids.board, { person: coach, origin })).rejects.toThrow('403')
    },
  )
})

describe('a reader', () => {
  test.each([
    ['a note', (doc: Y.Doc) => boardRoot(doc).set('shape:mine', new Y.Map())],
    ['a deletion', (doc: Y.Doc) => boardRoot(doc).delete([...boardRoot(doc).keys()][3] ?? '')],
    ['a fact about the board', (doc: Y.Doc) => doc.getMap('meta').set('template', 'x')],
  ])('who sends %s as an update or an answer is put out, and nothing of it stays', async (_, change) => {
    const before = bystander.ids().sort()
    for (const kind of [2, 1] as const) {
      const socket = await attackAs('boardPartner')
      socket.send(syncFrame(kind, forged(change)))
      expect(await socket.closed).toBe(4403)
    }
    await expectUndisturbed()
    expect(bystander.ids()).toEqual(expect.arrayContaining(before))
    expect(bystander.ids()).not.toContain('shape:mine')
  })
})

describe('frames that are none', () => {
  test.each([
    ['text', '{"hello":1}', 4400],
    ['no bytes', new Uint8Array(), 4400],
    ['an unknown kind', new Uint8Array([9, 9, 9]), 4400],
    ['a length that lies', new Uint8Array([0, 2, 255, 255, 255, 127, 1]), 4400],
    [
      'noise as an update',
      syncFrame(
        2,
        new Uint8Array(4000).map((_, at) => (at * 7919) % 251),
      ),
      4400,
    ],
    ['noise as a cursor', new Uint8Array([1, 5, 3, 1, 2, 3, 4]), 4400],
    ['more than 4 MiB', new Uint8Array(4 * 1024 * 1024 + 1), 1009],
  ] as const)('%s puts its sender out and nobody else', async (_, bytes, code) => {
    const socket = await attackAs('participant')
    socket.send(bytes)
    expect(await socket.closed).toBe(code)
    await expectUndisturbed()
  })

  test('a thousand tiny ones disturb nobody', async () => {
    const socket = await attackAs('participant')
    for (let at = 0; at < 1_000; at++) socket.send(cursorFrame([{ client: 7, clock: at, state: '{}' }]))
    await expectUndisturbed()
    expect(socket.isOpen).toBe(true)
  })

  test('asking for the whole board again and again is cut off', async () => {
    const reader = await attackAs('boardPartner')
    for (let at = 0; at < 200; at++) reader.send(syncFrame(0, new Uint8Array([0])))
    expect(await reader.closed).toBe(4529)
    await expectUndisturbed()
  })

  test('updates that build on nothing are not kept without end', async () => {
    const doc = new Y.Doc()
    doc.getMap('board').set('a', 'b')
    const before = Y.encodeStateVector(doc)
    doc.getMap('board').set('c', 'd'.repeat(1_500_000))
    const gap = Y.encodeStateAsUpdate(doc, before)
    const socket = await attackAs('participant')
    // more than is held of one connection, less than of one person
    for (let at = 0; at < 3; at++) socket.send(syncFrame(2, gap))
    expect(await socket.closed).toBe(4525)
    await expectUndisturbed()
  })

  test('ninety thousand live operations in one frame are not work for the server', async () => {
    const socket = await attackAs('participant')
    const update = forged((doc) => {
      for (let at = 0; at < 90_000; at++) boardRoot(doc).set(`shape:k${at}`, new Y.Map())
    })
    socket.send(syncFrame(2, update))
    expect(await socket.closed).toBe(4422)
    await expectUndisturbed()
  })
})

describe('operations under a false name', () => {
  test('under the client id of somebody else', async () => {
    const client = bystander.doc.clientID
    bystander.write('à moi')
    await until(bystander.room, ({ saved }) => saved === 'saved')
    const socket = await attackAs('participant')
    const update = forged((doc) => {
      doc.clientID = client
      boardRoot(doc).set('shape:forged', new Y.Map())
    })
    socket.send(syncFrame(2, update))
    expect(await socket.closed).toBe(4409)
    await expectUndisturbed()
    expect(bystander.ids()).not.toContain('shape:forged')
  })

  test('in a root that no board has', async () => {
    const socket = await attackAs('participant')
    socket.send(
      syncFrame(
        2,
        forged((doc) => doc.getArray('hidden').push(['stash'])),
      ),
    )
    expect(await socket.closed).toBe(4422)
    await expectUndisturbed()
  })

  test('a cursor carries the name and the client id that the server knows', async () => {
    const { server, coach, holder, participant, ids } = stage
    // on a board without a curtain or a vote, which hide where everybody is
    const { cohort: cohortId, organisation: organisationId } = ids
    const { id: board } = await done(
      coach.send('POST', '/api/boards', { cohortId, organisationId, templateId: 'needs-macro-micro' }),
    )
    const victim = await openBoard(server, coach, board)
    const client = victim.room.awareness.clientID
    victim.room.awareness.setLocalStateField('presence', { cursor: 1 })
    const watcher = await openBoard(server, holder, board)
    await vi.waitFor(() => expect(watcher.room.awareness.getStates().get(client)).toBeDefined(), {
      timeout: 20_000,
    })
    const socket = await openRaw(server, board, { person: participant })
    opened.push(socket)
    const user = { id: victim.actorId, name: 'Alix', color: '#000000' }
    socket.send(cursorFrame([{ client, clock: 9_999, state: JSON.stringify({ user, presence: 'stolen' }) }]))
    socket.send(cursorFrame([{ client, clock: 10_000, state: 'null' }]))
    let clock = 0
    await vi.waitFor(
      () => {
        // who has had her share of time, after the attacks above, shows nothing for a while
        socket.send(cursorFrame([{ client: 4_242, clock: ++clock, state: JSON.stringify({ user }) }]))
        expect(watcher.room.awareness.getStates().get(4_242)).toBeDefined()
      },
      { timeout: 20_000, interval: 200 },
    )
    expect(watcher.room.awareness.getStates().get(4_242)?.['user'].id).not.toBe(victim.actorId)
    expect(watcher.room.awareness.getStates().get(client)?.['presence']).toEqual({ cursor: 1 })
    watcher.leave()
    victim.leave()
  })
})

describe('rights that end while a socket is open', () => {
  test('an archived board takes nothing more from anybody', async () => {
    const { coach, participant, ids, server } = stage
    const peer = await openBoard(server, participant, ids.board)
    await coach.send('PATCH', `/api/boards/${ids.board}`, { status: 'archived' })
    const socket = await attackAs('participant')
    socket.send(
      syncFrame(
        2,
        forged((doc) => boardRoot(doc).set('shape:late', new Y.Map())),
      ),
    )
    expect(await socket.closed).toBe(4403)
    await coach.send('PATCH', `/api/boards/${ids.board}`, { status: 'open' })
    peer.leave()
  })

  test('a socket that opens while its right is taken does not stay open', async () => {
    const { coach, ids } = stage
    for (let round = 0; round < 6; round++) {
      const name = `Passante ${round}`
      const guest = await joinAsGuest(stage.server, coach, {
        name,
        role: 'participant',
        scopeKind: 'board',
        scopeId: ids.board,
      })
      const { people } = (await coach.get(`/api/cohorts/${ids.cohort}/people`)).body
      const { membershipId } = people.find((person: { name: string }) => person.name === name)
      const removal = coach.send('DELETE', `/api/memberships/${membershipId}`)
      const entries = await Promise.allSettled(
        Array.from({ length: 6 }, () => openRaw(stage.server, ids.board, { person: guest })),
      )
      expect((await removal).status).toBe(200)
      for (const entry of entries)
        if (entry.status === 'fulfilled') expect(await entry.value.closed).toBe(4501)
    }
  })
})

test('nothing that was sent is in the log', () => {
  expect(stage.server.output()).not.toMatch(/stash|stolen|je continue|hello|Zéphyr/)
})
