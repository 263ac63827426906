import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { boardRoot, decodeRecord, isShape } from '@tablee/board'
import { CLOSE_CODES } from '@tablee/sync'
import { connectRoom } from '@tablee/sync/client'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import * as Y from 'yjs'
import { INVITATION_PASSWORD_TRIES } from '../accounts/attempts/attempt-limiter.ts'
import { cookieOf, createPerson, grant } from '../accounts/testing.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { OpeningRate } from './opening-rate.ts'

/** Where a record's place stands in its Y.Map. */
const PLACE_KEY = 'xf'
/** A class and its teachers behind one address; more than may type a wrong password. */
const SCHOOL = 50
/** Sockets that one person may open at once (`opening-rate.ts`). */
const OPENINGS = 60
const NOTE_TEXT = 'Une phrase que seul le tableau connaît'

describe.each(DATABASES)('the sync socket on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let address: string
  let coach: { personId: string; cookie: string }
  let board: { id: string; schema: string }

  beforeEach(async () => {
    storage = await open()
    server = await openTestApp(storage)
    const { cohortId, organisationIds } = await createCohort(server.context, { organisations: ['Ferme A'] })
    coach = await createPerson(server.context, { name: 'Coach' })
    await grant(server.context, coach.personId, 'coach', 'cohort', cohortId)
    address = await server.listen()
    const made = await server.app.inject({
      method: 'POST',
      url: '/api/boards',
      headers: { cookie: coach.cookie },
      payload: { cohortId, organisationId: organisationIds[0], templateId: 'change-plan' },
    })
    board = made.json()
  })
  afterEach(async () => {
    await server.close()
    await storage.remove()
  })

  test('an edit is durable when the server says so, and is there after a restart', async () => {
    const doc = new Y.Doc()
    const client = connectRoom({
      url: `${address.replace('http', 'ws')}/api/sync`,
      room: board.id,
      doc,
      params: { schema: board.schema },
      offline: false,
      WebSocketPolyfill: browserWith(coach.cookie, address),
    })
    await vi.waitFor(() => expect(client.state().synced).toBe(true), { timeout: 5_000 })
    const root = boardRoot(doc)
    const [banner = ''] = [...root.keys()].filter((id) => id.startsWith('shape:'))
    const map = root.get(banner)
    const record = map && decodeRecord(map)
    if (!isShape(record)) throw new Error('the board has no shape')
    const place = [record.parentId, record.index, record.x + 7, record.y, record.rotation]
    map?.set(PLACE_KEY, place)
    await client.flushed()
    client.destroy()
    const before = await server.context.rooms.read(board.id)
    await server.close()
    server = await openTestApp(storage)
    const after = await server.context.rooms.read(board.id)
    expect(stateOf(after)).toEqual(stateOf(before))
    expect(stateOf(after)).toMatchObject({ [banner]: { [PLACE_KEY]: place } })
  })

  test('a board that is only read, also after a restart, needs no live document; its first readers see each other', async () => {
    await server.close()
    server = await openTestApp(storage)
    address = await server.listen()
    const open = () => {
      const client = connectRoom({
        url: `${address.replace('http', 'ws')}/api/sync`,
        room: board.id,
        doc: new Y.Doc(),
        params: { schema: board.schema },
        offline: false,
        WebSocketPolyfill: browserWith(coach.cookie, address),
      })
      onTestFinished(() => client.destroy())
      return client
    }
    const [one, two] = [open(), open()]
    one.awareness.setLocalState({ x: 7 })
    await vi.waitFor(
      () => {
        expect([one.state().synced, two.state().synced]).toEqual([true, true])
        expect([...two.awareness.getStates().values()]).toContainEqual(expect.objectContaining({ x: 7 }))
      },
      { timeout: 15_000 },
    )
    expect(server.context.rooms.counts).toEqual({ rooms: 1, hydrated: 0, peers: 2 })
  })

  test('nobody without a session, and nobody without a right, learns that the board exists', async () => {
    const stranger = await createPerson(server.context, { name: 'Stranger' })
    const real = `/api/sync/${board.id}`
    expect(await refusal(address, real, {})).toBe(404)
    expect(await refusal(address, real, { cookie: stranger.cookie })).toBe(404)
    expect(await refusal(address, '/api/sync/nothing', { cookie: coach.cookie })).toBe(404)
  })

  test('a page of another site cannot open it with the reader’s cookie', async () => {
    const headers = { cookie: coach.cookie, origin: 'https://evil.example' }
    expect(await refusal(address, `/api/sync/${board.id}`, headers)).toBe(403)
  })

  test('no other address takes a socket, and the log holds nothing of what was asked', async () => {
    for (const path of ['/api/config', '/', '/api/programmes', '/nothing'])
      expect(await refusal(address, `${path}?q=Odile`, { cookie: coach.cookie })).toBe(404)
    expect(server.logged()).not.toContain('Odile')
  })

  test('who opens sockets again and again is told to wait before the board is looked for, and nobody else', async () => {
    const ask = async (cookie: string) => {
      const path = '/api/sync/nothing'
      return (await server.app.inject({ url: path, headers: { cookie, host: 'localhost:3000' } })).statusCode
    }
    // for what counts them, time stands still: how long the answers take on a busy machine gives nobody another socket
    const began = performance.now()
    const spend = OpeningRate.prototype.spend
    const counting = vi.spyOn(OpeningRate.prototype, 'spend').mockImplementation(function (
      this: OpeningRate,
      personId,
    ) {
      const clock = vi.spyOn(performance, 'now').mockReturnValue(began)
      try {
        spend.call(this, personId)
      } finally {
        clock.mockRestore()
      }
    })
    onTestFinished(() => counting.mockRestore())
    const codes = new Set<number>()
    for (let times = 0; times < OPENINGS; times++) codes.add(await ask(coach.cookie))
    expect([...codes]).toEqual([404])
    expect(await ask(coach.cookie)).toBe(429)
    const other = await createPerson(server.context, { name: 'Other' })
    expect(await ask(other.cookie)).toBe(404)
  })

  test('a school comes by one link at the same moment, from one address: nobody is refused, and all are on the board', async () => {
    const invite = { role: 'participant', scopeKind: 'board', scopeId: board.id }
    const made = await server.app.inject({
      method: 'POST',
      url: '/api/invitations',
      headers: { cookie: coach.cookie },
      payload: invite,
    })
    const { id, code, url } = made.json()
    await server.app.inject({
      method: 'PUT',
      url: `/api/invitations/${id}/password`,
      headers: { cookie: coach.cookie },
      payload: { password: 'tournée bleue' },
    })
    const token = new URL(url).hash.replace('#j=', '')
    // a password takes a while to look at: the last of them has come before the first is known to be right
    const { sessions, attempts } = server.context
    const [isPassword, take] = [sessions.isPassword.bind(sessions), attempts.take.bind(attempts)]
    let asked = 0
    let goOn = (): void => undefined
    const allCame = new Promise<void>((resolve) => {
      goOn = resolve
    })
    vi.spyOn(attempts, 'take').mockImplementation(async (rule, key) => {
      if (rule === INVITATION_PASSWORD_TRIES) asked += 1
      if (asked === SCHOOL) goOn()
      return take(rule, key)
    })
    vi.spyOn(sessions, 'isPassword').mockImplementation(async (...given) => {
      await allCame
      return isPassword(...given)
    })
    onTestFinished(() => void vi.restoreAllMocks())
    const come = async (guest: number) => {
      // some follow the link, the others type the code; the word on the wall is everybody's
      const key = guest % 2 === 0 ? { token } : { code }
      const post = (path: string, payload: object) =>
        server.app.inject({ method: 'POST', url: path, payload, remoteAddress: '192.0.2.7' })
      expect((await post('/api/invitations/preview', key)).statusCode).toBe(200)
      const joining = { ...key, name: `Guest ${guest}`, password: 'tournée bleue' }
      const joined = await post('/api/invitations/join', joining)
      expect([joined.statusCode, joined.json().boardId]).toEqual([200, board.id])
      const client = connectRoom({
        url: `${address.replace('http', 'ws')}/api/sync`,
        room: board.id,
        doc: new Y.Doc(),
        params: { schema: board.schema },
        offline: false,
        WebSocketPolyfill: browserWith(cookieOf(joined.headers['set-cookie']), address),
      })
      onTestFinished(() => client.destroy())
      return client
    }
    const clients = await Promise.all(Array.from({ length: SCHOOL }, (_, guest) => come(guest)))
    await vi.waitFor(
      () => {
        expect(clients.filter((client) => client.state().synced)).toHaveLength(SCHOOL)
        expect(server.context.rooms.counts.peers).toBe(SCHOOL)
      },
      { timeout: 30_000 },
    )
    expect(server.logged()).not.toMatch(/rate_limited|"statusCode":429/)
  })

  test('a client built for another schema keeps what it has not saved, and a newer one brings it', async () => {
    const doc = new Y.Doc()
    const open = (schema: string) => {
      const client = connectRoom({
        url: `${address.replace('http', 'ws')}/api/sync`,
        room: board.id,
        doc,
        params: { schema },
        offline: false,
        WebSocketPolyfill: browserWith(coach.cookie, address),
      })
      onTestFinished(() => client.destroy())
      return client
    }
    const first = open(board.schema)
    await vi.waitFor(() => expect(first.state().synced).toBe(true), { timeout: 15_000 })
    first.destroy()
    const old = open('older')
    const [banner = ''] = [...boardRoot(doc).keys()].filter((id) => id.startsWith('shape:'))
    const place = ['page:page', 'a1', 77, 0, 0]
    boardRoot(doc).get(banner)?.set(PLACE_KEY, place)
    await vi.waitFor(() => expect(old.state().connection).toBe('closed'), { timeout: 15_000 })
    expect(old.state()).toMatchObject({ closed: 'schema_mismatch', saved: 'failed' })
    const unsaved = old.exportUnsaved() ?? new Uint8Array([0, 0])
    expect(stateOf([unsaved])).toMatchObject({ [banner]: { [PLACE_KEY]: place } })
    expect(boardRoot(doc).get(banner)?.get(PLACE_KEY)).toEqual(place)
    old.destroy()
    const stored = async () => stateOf(await server.context.rooms.read(board.id))
    expect(await stored()).not.toMatchObject({ [banner]: { [PLACE_KEY]: place } })
    open(board.schema)
    await vi.waitFor(async () => expect(await stored()).toMatchObject({ [banner]: { [PLACE_KEY]: place } }), {
      timeout: 15_000,
    })
  })

  test('a client built for another schema is told to reload', async () => {
    const socket = connect(address, `/api/sync/${board.id}?schema=older`, { cookie: coach.cookie })
    const [code] = await once(socket, 'close')
    expect(code).toBe(CLOSE_CODES.schema_mismatch.code)
  })

  test('a board whose content is gone closes the socket for good', async () => {
    await server.context.rooms.remove(board.id)
    const [code] = await once(connect(address, `/api/sync/${board.id}`, { cookie: coach.cookie }), 'close')
    expect(code).toBe(CLOSE_CODES.room_missing.code)
  })

  test('a frame above the limit closes the socket before it is in memory', async () => {
    const socket = connect(address, `/api/sync/${board.id}`, { cookie: coach.cookie })
    await once(socket, 'open')
    socket.send(new Uint8Array(4 * 1024 * 1024 + 1))
    const [code] = await once(socket, 'close')
    expect(code).toBe(CLOSE_CODES.frame_too_big.code)
  })

  // The library's own default is 30 s.
  test('a refused client that does not answer the close is cut off soon', { timeout: 20_000 }, async () => {
    const { hostname, port } = new URL(address)
    const socket = connectTcp(Number(port), hostname)
    socket.on('error', () => undefined)
    socket.write(
      [
        `GET /api/sync/${board.id} HTTP/1.1`,
        `Host: ${hostname}:${port}`,
        `Cookie: ${coach.cookie}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
        '',
        '',
      ].join('\r\n'),
    )
    await once(socket, 'data')
    // A text frame, which no client of ours sends.
    socket.write(new Uint8Array([0x81, 0x81, 0, 0, 0, 0, 0x61]))
    socket.resume()
    await once(socket, 'close')
    expect(server.logged()).toContain('malformed')
  })

  test('content that no board takes closes the socket, and the log holds nothing of it', async () => {
    const socket = connect(address, `/api/sync/${board.id}`, { cookie: coach.cookie })
    await once(socket, 'open')
    const doc = new Y.Doc()
    doc.getMap('board').set('a', new Y.Doc({ guid: NOTE_TEXT }))
    const update = Y.encodeStateAsUpdate(doc)
    socket.send(new Uint8Array([0, 2, update.length, ...update]))
    const [code] = await once(socket, 'close')
    expect(code).toBe(CLOSE_CODES.forbidden_structure.code)
    expect(server.logged()).toContain('forbidden_structure')
    expect(server.logged()).not.toContain(NOTE_TEXT)
  })
})

function connect(address: string, path: string, headers: Record<string, string>): WebSocket {
  return new WebSocket(address.replace('http', 'ws') + path, { headers })
}

/** The HTTP status with which an upgrade was refused. */
async function refusal(address: string, path: string, headers: Record<string, string>): Promise<number> {
  const socket = connect(address, path, headers)
  const [, response] = await once(socket, 'unexpected-response')
  socket.on('error', () => undefined)
  socket.terminate()
  return response.statusCode
}

/** A browser's WebSocket sends its cookie and origin by itself. */
function browserWith(cookie: string, origin: string): typeof globalThis.WebSocket {
  class SignedInSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      const options: ClientOptions = { headers: { cookie, origin } }
      super(url, protocols ?? [], options)
    }
  }
  // `ws` speaks the browser's interface; its types differ in details that are not used.
  return SignedInSocket as unknown as typeof globalThis.WebSocket
}

function stateOf(updates: readonly Uint8Array[]): unknown {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc.getMap('board').toJSON()
}
