import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import {
  BOARD_ROOT,
  type BoardAuthor,
  boardRoot,
  buildBoardDoc,
  createBoardRules,
  encodeRecord,
} from '@tablee/board'
import { noteRecord } from '@tablee/board/testing'
import { CLOSE_CODES, Rooms } from '@tablee/sync'
import { MemoryUpdateLog } from '@tablee/sync/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import * as Y from 'yjs'
import { syncFrame } from '../security/raw-socket.ts'

/** So many types in each other overflow the stack of Yjs when they are deleted. */
const TOO_DEEP = 9_000

let log: MemoryUpdateLog
let rooms: Rooms<BoardAuthor>
let server: WebSocketServer
let errors: string[]

beforeEach(async () => {
  log = new MemoryUpdateLog()
  errors = []
  rooms = new Rooms<BoardAuthor>({
    log,
    createRules: (doc) => createBoardRules(doc),
    roots: ['board', 'meta'],
    logger: { info: () => undefined, warn: () => undefined, error: (_, message) => errors.push(message) },
  })
  const board = buildBoardDoc([noteRecord({ id: 'shape:eve', by: 'eve', text: 'hers' })], {
    template: 'test',
    version: '1.0.0',
  })
  await rooms.create('board', Y.encodeStateAsUpdate(board))
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  server.on('connection', (socket, request) => {
    const name = request.url?.slice(1) ?? ''
    void rooms.join('board', {
      socket,
      authorId: name,
      author: { actorId: name, role: 'writer' },
      access: 'write',
      identity: { id: name, name, color: '#123456' },
    })
  })
})
afterEach(async () => {
  await rooms.stop()
  for (const socket of server.clients) socket.terminate()
  server.close()
})

async function peer(name: string) {
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  const socket = new WebSocket(`ws://127.0.0.1:${port}/${name}`)
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  await once(socket, 'open')
  return {
    closed,
    send: (update: Uint8Array) => socket.send(syncFrame(2, update)),
    /** The server has read everything that was sent. */
    async heard() {
      socket.ping()
      await once(socket, 'pong')
    },
    get isOpen() {
      return socket.readyState === WebSocket.OPEN
    },
  }
}

async function stored(): Promise<Y.Doc> {
  const doc = new Y.Doc()
  for (const update of await rooms.read('board')) Y.applyUpdate(doc, update)
  return doc
}

/** What changes of a copy of the board send. */
async function changes(change: (doc: Y.Doc) => Iterable<void>): Promise<Uint8Array[]> {
  const doc = await stored()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const steps = change(doc)[Symbol.iterator]()
  while (!doc.transact(() => steps.next().done)) {}
  return updates
}

function* nestMaps(doc: Y.Doc, levels: number): Generator<void> {
  let inner = doc.getMap<unknown>(BOARD_ROOT)
  for (let level = 1; level <= TOO_DEEP; level++) {
    const next = new Y.Map<unknown>()
    inner.set('shape:deep', next)
    inner = next
    if (level % levels === 0) yield
  }
}

function* nestText(doc: Y.Doc, levels: number): Generator<void> {
  const text = boardRoot(doc).get('shape:eve')?.get('rt')
  if (!(text instanceof Y.XmlFragment)) throw new Error('the note has no text')
  let inner = text
  for (let level = 1; level <= TOO_DEEP; level++) {
    const next = new Y.XmlElement('bulletList')
    inner.insert(0, [next])
    inner = next
    if (level % levels === 0) yield
  }
}

test('a board’s types nested a thousand deep close their sender alone', async () => {
  const eve = await peer('eve')
  const anna = await peer('anna')
  for (const update of await changes((doc) => nestMaps(doc, 1_000))) eve.send(update)
  expect(await eve.closed).toBe(CLOSE_CODES.forbidden_structure.code)
  expect(anna.isOpen).toBe(true)
  expect((await stored()).getMap('board').has('shape:deep')).toBe(false)
  expect(errors).toEqual([])
})

test.each([
  ['records', nestMaps],
  ['rich text', nestText],
])('%s nested by hundreds of updates in one tick are cut before they overflow the stack', async (_, nest) => {
  const eve = await peer('eve')
  const anna = await peer('anna')
  const [first, second] = await changes(function* (doc) {
    boardRoot(doc).set('shape:a', encodeRecord(noteRecord({ id: 'shape:a', by: 'anna', index: 'a2' })))
    yield
    boardRoot(doc).set('shape:b', encodeRecord(noteRecord({ id: 'shape:b', by: 'anna', index: 'a3' })))
    yield
  })
  if (first === undefined || second === undefined) throw new Error('two changes send two updates')
  const nesting = await changes((doc) => nest(doc, 30))
  const release = log.holdAppends()
  // While the first update is on its way to the disk, the others gather for the next tick.
  anna.send(first)
  await vi.waitFor(() => expect(rooms.counts.hydrated).toBe(1), { timeout: 15_000 })
  for (const update of nesting) eve.send(update)
  anna.send(second)
  await Promise.all([eve.heard(), anna.heard()])
  release()
  await vi.waitFor(async () => expect((await stored()).getMap('board').has('shape:b')).toBe(true), {
    timeout: 30_000,
  })
  expect(anna.isOpen).toBe(true)
  const board = boardRoot(await stored())
  expect([...board.keys()]).not.toContain('shape:deep')
  expect(String(board.get('shape:eve')?.get('rt'))).toBe('<paragraph>hers</paragraph>')
  expect(errors).toEqual([])
})
