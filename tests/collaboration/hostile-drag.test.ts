import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type BoardAuthor, boardRoot, buildBoardDoc, createBoardRules } from '@tablee/board'
import { noteRecord } from '@tablee/board/testing'
import { Rooms } from '@tablee/sync'
import { MemoryUpdateLog } from '@tablee/sync/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import * as Y from 'yjs'
import { syncFrame } from '../security/raw-socket.ts'

const NOTES = 2_000
const MOVES = 5
// A busy machine is slow, not wrong.
const EVENT = { timeout: 30_000, interval: 5 }

let rooms: Rooms<BoardAuthor>
let server: WebSocketServer
let errors: string[]
let board: Uint8Array

beforeEach(async () => {
  errors = []
  rooms = new Rooms<BoardAuthor>({
    log: new MemoryUpdateLog(),
    createRules: (doc) => createBoardRules(doc),
    roots: ['board', 'meta'],
    logger: { info: () => undefined, warn: () => undefined, error: (_, message) => errors.push(message) },
    // How fast this machine is does not matter then: whoever took any time waits three times as long.
    limits: { personTimeBurstMs: 0 },
  })
  const notes = Array.from({ length: NOTES }, (_, at) =>
    noteRecord({ id: `shape:eve${at}`, by: 'eve', index: `a2${at}1` }),
  )
  const annas = noteRecord({ id: 'shape:anna', by: 'anna', index: 'a1' })
  board = Y.encodeStateAsUpdate(buildBoardDoc([...notes, annas], { template: 'test', version: '1.0.0' }))
  await rooms.create('board', board)
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

/** Somebody with a copy of the board, who sends what she is told to and sees what is relayed. */
async function peer(name: string) {
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  const socket = new WebSocket(`ws://127.0.0.1:${port}/${name}`)
  const seen = new Y.Doc()
  Y.applyUpdate(seen, board)
  socket.on('message', (message: Buffer) => {
    // A relayed update: its length stands before it.
    if (message[0] !== 0 || message[1] !== 2) return
    let at = 2
    while ((message[at] ?? 0) > 127) at += 1
    Y.applyUpdate(seen, message.subarray(at + 1))
  })
  await once(socket, 'open')
  return {
    socket,
    send: (update: Uint8Array) => socket.send(syncFrame(2, update)),
    /** Where a note lies for her. */
    placeOf: (id: string) => boardRoot(seen).get(id)?.get('xf'),
    /** The server has read everything that was sent. */
    async heard() {
      socket.ping()
      await once(socket, 'pong')
    },
  }
}

/** The updates that moving these notes so often sends. */
function moves(ids: readonly string[], times: number): Uint8Array[] {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, board)
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (let time = 1; time <= times; time++) {
    doc.transact(() => {
      for (const id of ids) {
        const map = boardRoot(doc).get(id)
        const base = map?.get('b') as { index: string } | undefined // as `buildBoardDoc` wrote it
        map?.set('xf', ['page:page', base?.index, time, 0, 0])
      }
    })
  }
  return updates
}

test('T10 one person’s changes arrive while another moves 2,000 notes again and again, and hers arrive too', {
  timeout: 120_000,
}, async () => {
  const [eve, anna, ben] = [await peer('eve'), await peer('anna'), await peer('ben')]
  ben.socket.send(syncFrame(0, new Uint8Array([0])))
  const last = `shape:eve${NOTES - 1}`
  const [first, ...more] = moves(
    Array.from({ length: NOTES }, (_, at) => `shape:eve${at}`),
    MOVES,
  )
  const hers = moves(['shape:anna'], 3)
  if (first === undefined) throw new Error('she moves')
  eve.send(first)
  await vi.waitFor(() => expect(ben.placeOf(last)).toMatchObject({ 2: 1 }), EVENT)
  for (const update of more) eve.send(update)
  await eve.heard()
  anna.send(hers[0] ?? first)
  await vi.waitFor(() => expect(ben.placeOf('shape:anna')).toMatchObject({ 2: 1 }), EVENT)
  // Hers came before.
  expect(ben.placeOf(last)).toMatchObject({ 2: 1 })
  for (const update of hers.slice(1)) anna.send(update)
  await vi.waitFor(() => expect(ben.placeOf('shape:anna')).toMatchObject({ 2: 3 }), EVENT)
  await vi.waitFor(() => expect(ben.placeOf(last)).toMatchObject({ 2: MOVES }), EVENT)
  expect(eve.socket.readyState).toBe(WebSocket.OPEN)
  expect(errors).toEqual([])
})
