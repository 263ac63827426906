import { once } from 'node:events'
import { connect } from 'node:net'
import { CLOSE_CODES, FRAME_MAX_BYTES } from '@tablee/sync'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import {
  type ApiPerson,
  apiPerson,
  done,
  type FirstWorkshop,
  joinAsGuest,
  prepareWorkshop,
} from '../running/api.ts'
import { openBoard } from '../running/board-peer.ts'
import { newDataFolder, type RunningServer, runToEnd, startServer } from '../running/start-server.ts'

/** A busy machine is slow, not wrong: a test fails when its event does not come at all. */
const EVENT = { timeout: 20_000 }
/** How long a stop may take with people on the boards, in ms: whoever waits for a sleeper waits for 30 s. */
const STOP_MAX_MS = 10_000
/** A sentence that only a board and its case may hold. */
const SENTENCE = 'Le grillage du potager s’est affaissé'

let folder: Awaited<ReturnType<typeof newDataFolder>>
let server: RunningServer
let workshop: FirstWorkshop
let bilal: ApiPerson

beforeAll(async () => {
  folder = await newDataFolder()
  server = await startServer({ dataDir: folder.dataDir, env: { LOG_LEVEL: 'trace' } })
  workshop = await prepareWorkshop(server)
  bilal = await joinAsGuest(server, workshop.coach, {
    name: 'Bilal',
    role: 'participant',
    scopeKind: 'organisation',
    scopeId: workshop.organisationId,
  })
})
afterAll(async () => {
  await server?.stop()
  await folder?.remove()
})

/** A bare socket on the board; what it says next is up to the test. */
async function rawSocket(person: ApiPerson): Promise<WebSocket> {
  const url = `${server.url.replace(/^http/, 'ws')}/api/sync/${workshop.boardId}?v=1`
  const socket = new WebSocket(url, { headers: { cookie: person.cookie() } })
  await once(socket, 'open')
  return socket
}

/** A sync message with an update, as y-websocket frames it. */
function updateMessage(update: Uint8Array): Uint8Array {
  const length: number[] = []
  for (let rest = update.length; ; rest >>>= 7) {
    if (rest < 128) {
      length.push(rest)
      break
    }
    length.push((rest & 127) | 128)
  }
  return new Uint8Array([0, 2, ...length, ...update])
}

/** An update that a document of this client id makes. */
function updateOf(write: (doc: Y.Doc) => void, clientId?: number): Uint8Array {
  const doc = new Y.Doc()
  if (clientId !== undefined) doc.clientID = clientId
  write(doc)
  return Y.encodeStateAsUpdate(doc)
}

/** What is wrong with a socket's message, what it says, and how it ends. */
const BAD_MESSAGES: readonly [string, keyof typeof CLOSE_CODES, (other: number) => Uint8Array | string][] = [
  ['text', 'malformed', () => SENTENCE],
  ['an unknown message', 'malformed', () => new Uint8Array([77, 1, 2, 3])],
  ['nothing', 'malformed', () => new Uint8Array()],
  ['bytes that do not decode', 'malformed', () => updateMessage(new Uint8Array([9, 200, 200, 200, 255]))],
  [
    'a cut update',
    'malformed',
    () => updateMessage(updateOf((doc) => doc.getMap('board').set('a', SENTENCE)).subarray(0, 12)),
  ],
  ['a frame above 4 MiB', 'frame_too_big', () => new Uint8Array(FRAME_MAX_BYTES + 1)],
  [
    'another’s client id',
    'foreign_client',
    (other) =>
      updateMessage(
        updateOf((doc) => {
          for (let i = 0; i < 2_000; i++) doc.getMap('board').set(`x${i}`, SENTENCE)
        }, other),
      ),
  ],
  [
    'an unknown root',
    'forbidden_structure',
    () => updateMessage(updateOf((doc) => doc.getMap(SENTENCE).set('a', 1))),
  ],
  [
    'a document in the document',
    'forbidden_structure',
    () => updateMessage(updateOf((doc) => doc.getMap('board').set('a', new Y.Doc()))),
  ],
  [
    'bytes as a value',
    'forbidden_structure',
    () => updateMessage(updateOf((doc) => doc.getMap('board').set('a', new Uint8Array(3)))),
  ],
]

test.each(BAD_MESSAGES)(
  '%s closes its sender with %s, and a bystander writes on',
  async (_what, reason, message) => {
    const bystander = await openBoard(server, workshop.coach, workshop.boardId)
    const reader = await openBoard(server, bilal, workshop.boardId)
    const note = bystander.write(SENTENCE)
    await bystander.room.flushed()
    const connections: string[] = []
    bystander.room.subscribe(({ connection }) => connections.push(connection))
    const logBefore = server.output().length

    const socket = await rawSocket(bilal)
    const closed = once(socket, 'close')
    socket.send(message(bystander.doc.clientID))
    const [code, text] = await closed
    expect([code, String(text)]).toEqual([CLOSE_CODES[reason].code, reason === 'frame_too_big' ? '' : reason])

    const later = bystander.write('suite')
    await bystander.room.flushed()
    await vi.waitFor(() => expect(reader.ids()).toEqual(expect.arrayContaining([note, later])), EVENT)
    expect(connections.filter((connection) => connection !== 'online')).toEqual([])
    const told = reason === 'frame_too_big' ? 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' : `"reason":"${reason}"`
    await vi.waitFor(() => expect(server.output().slice(logBefore)).toContain(told), EVENT)
    bystander.leave()
    reader.leave()
  },
)

test('a record that no board takes is written back to its author alone, who stays', async () => {
  const bystander = await openBoard(server, workshop.coach, workshop.boardId)
  const writer = await openBoard(server, bilal, workshop.boardId)
  const root = writer.doc.getMap<Y.Map<unknown>>('board')
  const bad = 'shape:bad'
  const before = server.output().length
  root.set(bad, new Y.Map<unknown>([['b', SENTENCE]]))
  const zone = writer.ids().find((id) => writer.record(id)?.type === 'zone') ?? ''
  root.delete(zone)
  await writer.room.flushed()
  await vi.waitFor(() => expect(writer.ids()).toContain(zone), EVENT)
  await vi.waitFor(() => expect(writer.ids()).not.toContain(bad), EVENT)
  await vi.waitFor(
    () => expect(writer.refused()).toEqual(expect.arrayContaining(['schema', 'furniture'])),
    EVENT,
  )
  expect(bystander.ids()).toContain(zone)
  expect(bystander.ids()).not.toContain(bad)
  const good = writer.write('bonne note')
  await writer.room.flushed()
  await vi.waitFor(() => expect(bystander.ids()).toContain(good), EVENT)
  expect(server.output().slice(before)).toContain('changes refused')
  bystander.leave()
  writer.leave()
})

test('pages, files, health and unknown addresses answer as documented', async () => {
  const ask = async (path: string, accept = 'text/html') => {
    const answer = await fetch(server.url + path, { headers: { accept } })
    const text = await answer.text()
    const { headers, status } = answer
    return { status, text, type: headers.get('content-type') ?? '', cache: headers.get('cache-control') }
  }
  const home = await ask('/')
  expect(home).toMatchObject({ status: 200, type: expect.stringContaining('text/html'), cache: 'no-cache' })
  for (const path of ['/tableaux/abc', '/connexion', '/nothing/of/the/kind'])
    expect(await ask(path)).toMatchObject({ status: 200, text: home.text, cache: 'no-cache' })
  expect(await ask('/tableaux/abc', 'application/json')).toMatchObject({ status: 404 })
  const asset = /\/assets\/[^"]+\.js/.exec(home.text)?.[0] ?? ''
  expect(await ask(asset)).toMatchObject({
    status: 200,
    type: expect.stringContaining('javascript'),
    cache: 'public, max-age=31536000, immutable',
  })
  for (const path of [
    '/assets/nothing.js',
    '/api/nothing',
    '/cas/nothing-of-the-kind',
    '/assets/../../../../etc/passwd',
  ])
    expect((await ask(path)).status, path).not.toBe(500)
  expect((await ask('/assets/nothing.js')).status).toBe(404)
  expect((await ask('/api/nothing')).status).toBe(404)
  expect((await ask('/cas/nothing-of-the-kind')).status).toBe(404)
  expect(JSON.parse((await ask('/healthz')).text)).toEqual({ ok: true })
  expect(JSON.parse((await ask('/readyz')).text)).toEqual({ ok: true, down: [] })
  expect(await ask('/api/docs')).toMatchObject({ status: 200, type: expect.stringContaining('text/html') })
  expect(JSON.parse((await ask('/api/docs/json')).text).paths['/api/boards']).toBeDefined()
})

test('a stop makes everything durable, tells people to come back, and waits for nobody who sleeps', async () => {
  const peer = await openBoard(server, bilal, workshop.boardId)
  const socket = await rawSocket(workshop.coach)
  const closed = once(socket, 'close')
  const sleeping = await sleepingSocket()
  const halfRequest = connect(Number(new URL(server.url).port), 'localhost')
  halfRequest.on('error', () => undefined)
  halfRequest.write(
    'POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{',
  )
  const notes = Array.from({ length: 20 }, (_, index) => peer.write(`fin ${index}`))
  await peer.room.flushed()
  const began = performance.now()
  expect(await server.stop()).toBe(0)
  expect(performance.now() - began).toBeLessThan(STOP_MAX_MS)
  expect((await closed)[0]).toBe(CLOSE_CODES.restarting.code)
  sleeping.destroy()
  halfRequest.destroy()
  const output = server.output()

  server = await startServer({
    dataDir: folder.dataDir,
    port: Number(new URL(server.url).port),
    env: { LOG_LEVEL: 'trace' },
  })
  const earlier = server.output
  server = { ...server, output: () => output + earlier() }
  const reader = await openBoard(server, workshop.coach, workshop.boardId)
  expect(reader.ids()).toEqual(expect.arrayContaining(notes))
  reader.leave()
  // she was told to come back, and did
  await vi.waitFor(() => expect(peer.room.state().connection).toBe('online'), EVENT)
  peer.leave()
})

/** A laptop that was closed: its socket is open and nothing answers any more. */
async function sleepingSocket() {
  const socket = connect(Number(new URL(server.url).port), 'localhost')
  socket.on('error', () => undefined)
  socket.write(
    `GET /api/sync/${workshop.boardId}?v=1 HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: ${workshop.coach.cookie()}\r\n\r\n`,
  )
  await once(socket, 'data')
  socket.pause()
  return socket
}

test('a second server on the same data folder is refused; the demonstration beside it is not', async () => {
  const second = await runToEnd({ DATA_DIR: folder.dataDir, PORT: '0' })
  expect(second).toMatchObject({
    status: 1,
    output: expect.stringContaining('Another server already runs on'),
  })
  const demo = await runToEnd({ DATA_DIR: folder.dataDir, PORT: '0' }, 'demo')
  expect(demo).toMatchObject({ status: 0, output: expect.stringContaining('Nothing was changed') })
  expect((await workshop.coach.get('/api/programmes')).status).toBe(200)
})

test('wrong requests are answered, and at trace the log holds nothing that anybody wrote', async () => {
  const { coach, boardId, organisationId, cohortId } = workshop
  const { url } = await done(
    coach.send('POST', '/api/invitations', {
      role: 'participant',
      scopeKind: 'organisation',
      scopeId: organisationId,
    }),
  )
  const token = new URL(url).hash.replace('#j=', '')
  const peer = await openBoard(server, coach, boardId)
  peer.write(SENTENCE)
  await peer.room.flushed()
  const snapshot = await done(
    coach.send('POST', `/api/boards/${boardId}/snapshots`, { name: 'Bilan de Zoé', offered: true }),
  )
  const scope = { scopeKind: 'cohort', scopeId: cohortId }
  const editor = await joinAsGuest(server, coach, { name: 'Éloïse', role: 'editor', ...scope })
  const publisher = await joinAsGuest(server, coach, { name: 'Éloïse', role: 'publisher', ...scope })
  const consentLink = await done(
    editor.send('POST', `/api/cohorts/${cohortId}/organisations/${organisationId}/consent-links`, {}),
  )
  const consentToken = new URL(consentLink.url).hash.replace('#a=', '')
  await done(
    apiPerson(server.url).send('POST', '/api/consents/state', {
      token: consentToken,
      seen: null,
      answer: {
        state: 'co_reserves',
        level: 'an_pseudonyme',
        spread: 'public',
        signer: { name: 'Zoé Martin', role: SENTENCE },
        topics: ['conflict'],
        reservation: `${SENTENCE} : pas un mot de cela`,
      },
    }),
  )
  const draft = await done(
    editor.send('POST', '/api/cases', {
      cohortId,
      snapshotIds: [snapshot.id],
      publicName: 'Le potager',
    }),
  )
  for (const statement of draft.sections.flatMap(
    (section: { statements: { id: string }[] }) => section.statements,
  ))
    await done(
      editor.send('PUT', `/api/cases/${draft.id}/statements/${statement.id}`, {
        decision: 'reworded',
        text: `${SENTENCE} encore`,
      }),
    )
  await coach.send('POST', '/api/consents/open', { token: `${consentToken}x` })
  await coach.get(`/accord?a=${consentToken}`)
  const published = await publisher.send('POST', `/api/cases/${draft.id}/publish`, {})
  expect([200, 409]).toContain(published.status)
  await coach.get(`/cas?q=${encodeURIComponent(SENTENCE)}`)
  await coach.get(`/${encodeURIComponent(SENTENCE)}?code=${token}`)
  await coach.get(`/api/boards/${encodeURIComponent(SENTENCE)}`)
  await coach.send('POST', '/api/session', { email: 'zoe.martin@example.org', password: SENTENCE })
  await coach.send('POST', '/api/invitations/join', { token: `${token}x`, name: 'Zoé Martin' })
  await coach.send('POST', `/api/cohorts/${cohortId}/organisations`, { name: SENTENCE, more: SENTENCE })
  for (const body of [
    `${SENTENCE}\n    at ${SENTENCE}`,
    `{"name":"${SENTENCE}`,
    `{"__proto__":{"name":"${SENTENCE}"}}`,
  ]) {
    const answer = await fetch(`${server.url}/api/programmes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: coach.cookie() },
      body,
    })
    expect(answer.status).toBe(400)
    expect(await answer.text()).not.toContain('potager')
  }
  const broken = connect(Number(new URL(server.url).port), 'localhost')
  broken.write(`GARBAGE ${SENTENCE}\r\n\r\n`)
  await once(broken.resume(), 'close')
  await peer.room.flushed()
  peer.leave()

  const log = server.output()
  const session = /tablee\.session=([^;]+)/.exec(coach.cookie())?.[1] ?? 'no session'
  for (const word of [
    'potager',
    'affaiss',
    'Bilan de',
    // two letters alone would stand in some random id
    'Zoé',
    'Zo%C3%A9',
    'Zo\\u00e9',
    'zoe.martin',
    'Alix',
    'Bilal',
    'alix@example.org',
    'une phrase de passe',
    'Quai',
    'Printemps',
    'bonne note',
    token,
    session,
    decodeURIComponent(session).split('.')[0] ?? session,
  ])
    expect(log.includes(word), `the log holds ${word}`).toBe(false)
  expect(log).toContain('snapshot taken')
  expect(log).toContain('"level":30')
})
