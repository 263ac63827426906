import { once } from 'node:events'
import { createServer } from 'node:http'
import { boardRoot, decodeRecord, encodeRecord } from '@tablee/board'
import { CLOSE_CODES } from '@tablee/sync'
import { connectRoom, type RoomClient } from '@tablee/sync/client'
import { noteRecords } from '@tablee/templates'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import * as Y from 'yjs'
import { createPerson, grant } from '../accounts/testing.ts'
import { createCohort } from '../cohorts/testing.ts'
import { openDatabase } from '../db/open-database.ts'
import { PASS_HEADER } from '../nodes/admission-pass.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

const EVENT_MS = 15_000
const RECHECK_MS = 1_000

let storage: TestStorage
let holder: TestApp
let other: TestApp
let addresses: { holder: string; other: string }
let coach: { personId: string; cookie: string }
let board: { id: string; schema: string; actorId: string }
let clients: RoomClient[]

beforeEach(async () => {
  const postgres = DATABASES.find(({ name }) => name === 'postgres')
  if (!postgres) throw new Error('PostgreSQL is always there')
  storage = await postgres.open()
  clients = []
  // half a minute in the product
  holder = await openTestApp(storage, { recheckRightsMs: RECHECK_MS })
  other = await openTestApp(storage, { recheckRightsMs: RECHECK_MS })
  addresses = { holder: await holder.listen(), other: await other.listen() }
  const { cohortId, organisationIds } = await createCohort(holder.context, { organisations: ['Ferme A'] })
  coach = await createPerson(holder.context, { name: 'Coach' })
  await grant(holder.context, coach.personId, 'coach', 'cohort', cohortId)
  const made = await holder.app.inject({
    method: 'POST',
    url: '/api/boards',
    headers: { cookie: coach.cookie },
    payload: { cohortId, organisationId: organisationIds[0], templateId: 'change-plan' },
  })
  board = made.json()
})
afterEach(async () => {
  for (const client of clients) client.destroy()
  await other.close()
  await holder.close()
  await storage.remove()
})

test('a socket that comes to another process is carried to the holder, and both ends converge', async () => {
  const near = await enter('holder')
  const far = await enter('other')
  expect(other.context.proxy.size).toBe(1)
  expect(other.context.rooms.counts.rooms).toBe(0)
  write(near.doc, 'shape:near')
  await vi.waitFor(() => expect(boardRoot(far.doc).has('shape:near')).toBe(true), EVENT_MS)
  write(far.doc, 'shape:far')
  await far.client.flushed()
  await vi.waitFor(() => expect(boardRoot(near.doc).has('shape:far')).toBe(true), EVENT_MS)
  far.client.destroy()
  await vi.waitFor(() => expect(holder.context.rooms.counts.peers).toBe(1), EVENT_MS)
  expect(other.context.proxy.size).toBe(0)
  expect(other.logged()).not.toContain(PASS_HEADER)
  expect(holder.logged()).not.toContain('Coach')
})

test('a board of nobody is served where somebody asks for it', async () => {
  await enter('other')
  expect(other.context.rooms.isOpen(board.id)).toBe(true)
  expect(other.context.proxy.size).toBe(0)
})

test('a kick at one process closes the sockets that another has, with its reason', async () => {
  await enter('holder')
  const carried = socketTo('other')
  await once(carried, 'open')
  other.context.kicks.send({ authorId: coach.personId }, 'rights_changed')
  expect((await once(carried, 'close'))[0]).toBe(CLOSE_CODES.rights_changed.code)
  const again = socketTo('other')
  await once(again, 'open')
  holder.context.kicks.send({ room: board.id }, 'rights_changed')
  expect((await once(again, 'close'))[0]).toBe(CLOSE_CODES.rights_changed.code)
})

test('a right that was taken without a word to anybody ends near and carried sockets when rights are asked for again', async () => {
  const near = socketTo('holder')
  await once(near, 'open')
  const carried = socketTo('other')
  await once(carried, 'open')
  expect(other.context.proxy.size).toBe(1)
  // as by a process that died between the commit and the message
  await holder.context.db.deleteFrom('membership').where('person_id', '=', coach.personId).execute()
  const codes = await Promise.all([near, carried].map(async (socket) => (await once(socket, 'close'))[0]))
  expect(codes[0]).toBe(CLOSE_CODES.rights_changed.code)
  const [, answer] = await once(socketTo('other'), 'unexpected-response')
  expect(answer.statusCode).toBe(404)
})

test('a carried socket that the holder does not close is cut', async () => {
  await enter('holder')
  const carried = socketTo('other')
  await once(carried, 'open')
  // only this process has heard of it
  other.context.proxy.closePeers({ authorId: coach.personId })
  expect((await once(carried, 'close'))[0]).toBe(1006)
})

test('who comes while her right is taken is put out, wherever the board is', async () => {
  await enter('holder')
  // whoever asks for the lease of a board has to wait
  const database = openDatabase(storage)
  const opened = await database.db.startTransaction().execute()
  await sql`lock table node in access exclusive mode`.execute(opened)
  const late = socketTo('other')
  await vi.waitFor(async () => {
    const { rows } =
      await sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%"sync_room"%'`.execute(
        database.db,
      )
    expect(rows).toHaveLength(1)
  }, EVENT_MS)
  holder.context.kicks.send({ authorId: coach.personId }, 'rights_changed')
  await vi.waitFor(() => expect(other.context.rooms.closings.count).toBe(1), EVENT_MS)
  await opened.commit().execute()
  expect((await once(late, 'close'))[0]).toBe(CLOSE_CODES.rights_changed.code)
  expect(other.context.proxy.size).toBe(0)
  await database.db.destroy()
})

test('a forged pass is refused, also from somebody who may enter', async () => {
  for (const pass of ['x.y', '', 'eyJib2FyZElkIjoiYiJ9.AAAA'])
    for (const cookie of ['', coach.cookie]) {
      const socket = socketTo('holder', { cookie, [PASS_HEADER]: pass })
      const [, answer] = await once(socket, 'unexpected-response')
      expect(answer.statusCode).toBe(404)
    }
})

test('a holder that answers no is not taken for one that is silent', async () => {
  const answers: [number, Record<string, string>][] = [
    [403, {}],
    [404, {}],
    [429, { 'retry-after': '7' }],
    [503, {}],
  ]
  const stranger = createServer().on('upgrade', (_request, socket) => {
    const [status, headers] = answers[0] ?? [500, {}]
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.end(`HTTP/1.1 ${status} No\r\n${lines.join('')}connection: close\r\n\r\n`)
  })
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  const address = stranger.address()
  const port = typeof address === 'object' ? address?.port : 0
  await enter('holder')
  await holder.context.db
    .updateTable('node')
    .set({ address: `http://127.0.0.1:${port}` })
    .where('id', '=', holder.context.node.id)
    .execute()
  while (answers.length > 1) {
    const [, answer] = await once(socketTo('other'), 'unexpected-response')
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([
      answers[0]?.[0],
      answers[0]?.[1]['retry-after'],
    ])
    answers.shift()
  }
  expect(other.logged()).not.toContain('nobody answers for the board')
  // the last one may be over soon: it is waited for, and the lease is read again
  const waiting = socketTo('other')
  await vi.waitFor(() => expect(other.logged()).toContain('nobody answers for the board'), EVENT_MS)
  await holder.context.db
    .updateTable('node')
    .set({ address: addresses.holder })
    .where('id', '=', holder.context.node.id)
    .execute()
  await once(waiting, 'open')
  waiting.close()
  stranger.close()
})

test('a stop gives the rooms away: who comes to the next process is served there at once', async () => {
  const near = await enter('holder')
  write(near.doc, 'shape:before')
  await near.client.flushed()
  near.client.destroy()
  await holder.context.rooms.drain()
  const far = await enter('other')
  expect(other.context.rooms.isOpen(board.id)).toBe(true)
  expect(boardRoot(far.doc).has('shape:before')).toBe(true)
})

test('a board whose holder does not answer is taken when its life ends; meanwhile people wait', async () => {
  await enter('holder')
  // a process that was killed closes its port, and renews its life no more
  const { id } = holder.context.node
  const table = () => holder.context.db.updateTable('node').where('id', '=', id)
  await table().set({ address: 'http://127.0.0.1:1' }).execute()
  const waiting = enter('other')
  await vi.waitFor(() => expect(other.logged()).toContain('nobody answers for the board'), EVENT_MS)
  expect(other.context.rooms.counts.rooms).toBe(0)
  await vi.waitFor(async () => {
    // again and again: it is not really dead, and renews its life
    await table().set({ expires_at: 0 }).execute()
    expect(other.context.rooms.isOpen(board.id)).toBe(true)
  }, EVENT_MS)
  await waiting
})

async function enter(at: 'holder' | 'other'): Promise<{ doc: Y.Doc; client: RoomClient }> {
  const doc = new Y.Doc()
  const client = connectRoom({
    url: `${addresses[at].replace('http', 'ws')}/api/sync`,
    room: board.id,
    doc,
    params: { schema: board.schema },
    offline: false,
    WebSocketPolyfill: browserWith(coach.cookie, addresses[at]),
  })
  clients.push(client)
  await vi.waitFor(() => expect(client.state().synced).toBe(true), EVENT_MS)
  return { doc, client }
}

function socketTo(at: 'holder' | 'other', headers: Record<string, string> = { cookie: coach.cookie }) {
  return new WebSocket(`${addresses[at].replace('http', 'ws')}/api/sync/${board.id}`, { headers })
}

/** Puts a note on the board. */
function write(doc: Y.Doc, id: string): void {
  const furniture = [...boardRoot(doc).values()].flatMap((map) => decodeRecord(map) ?? [])
  const zone = furniture.find(({ type, props }) => type === 'zone' && props?.['kind'] === 'row')
  const place = { zoneId: String(zone?.props?.['zoneId']), text: 'note' }
  const [note] = noteRecords(
    furniture.filter(({ type }) => type === 'zone'),
    [place],
    { by: board.actorId },
  )
  if (!note) throw new Error('the board has no zone')
  doc.transact(() => boardRoot(doc).set(id, encodeRecord({ ...note, id })))
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
