import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { boardRoot, decodeRecord, isShape } from '@tablee/board'
import { CLOSE_CODES } from '@tablee/sync'
import { connectRoom } from '@tablee/sync/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import * as Y from 'yjs'
import { createPerson, grant } from '../accounts/testing.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

/** Where a record's place stands in its Y.Map. */
const PLACE_KEY = 'xf'
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
