import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type BoardAuthor, boardRoot, buildBoardDoc, createBoardRules, encodeRecord } from '@tablee/board'
import { noteRecord } from '@tablee/board/testing'
import { type CloseReason, Rooms } from '@tablee/sync'
import { connectRoom } from '@tablee/sync/client'
import { MemoryUpdateLog } from '@tablee/sync/testing'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import * as Y from 'yjs'

/** The first byte of a message that says how many updates are stored. */
const ACK = 120
const NOTES = 900
/** Long enough for several parts. */
const TEXT = 'Ce que nous avons entendu chez les voisins. '.repeat(12)
// A busy machine is slow, not wrong.
const EVENT = { timeout: 30_000, interval: 5 }

let rooms: Rooms<BoardAuthor>
let server: WebSocketServer

beforeEach(async () => {
  rooms = new Rooms<BoardAuthor>({
    log: new MemoryUpdateLog(),
    createRules: (doc) => createBoardRules(doc),
    roots: ['board', 'meta'],
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
  await rooms.create('board', board())
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  server.on('connection', (socket, request) => {
    const name = new URL(request.url ?? '', 'http://server').searchParams.get('as') ?? ''
    void rooms.join('board', {
      socket,
      authorId: name,
      author: { actorId: name, role: 'writer' },
      access: 'write',
      identity: { id: name, name, color: '#123456' },
      notices: true,
    })
  })
})
afterEach(async () => {
  await rooms.stop()
  for (const socket of server.clients) socket.terminate()
  server.close()
})

function board(): Uint8Array {
  return Y.encodeStateAsUpdate(buildBoardDoc([], { template: 'test', version: '1.0.0' }))
}

/** Somebody's page of the board, from what her document holds already. On her line a part leaves when the last is stored. */
function open(name: string, doc: Y.Doc) {
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  /** How long the messages with an update were. */
  const sent: number[] = []
  class SlowSocket extends WebSocket {
    #way: Promise<void> = Promise.resolve()

    override send(message: Uint8Array): void {
      const isUpdate = message[0] === 0 && message[1] !== 0
      if (isUpdate) sent.push(message.length)
      this.#way = this.#way.then(() => {
        super.send(message)
        if (isUpdate) return this.#acknowledged()
      })
    }

    #acknowledged(): Promise<void> {
      return new Promise((resolve) => {
        const look = (message: Buffer | ArrayBuffer) => {
          if (new Uint8Array(message)[0] !== ACK) return
          this.off('message', look)
          resolve()
        }
        this.on('message', look)
      })
    }
  }
  const room = connectRoom({
    url: `ws://127.0.0.1:${port}`,
    room: 'board',
    doc,
    params: { as: name },
    offline: false,
    // ws' socket has all of the browser's that the client uses
    WebSocketPolyfill: SlowSocket as unknown as typeof globalThis.WebSocket,
  })
  const refused: string[] = []
  const closed: CloseReason[] = []
  room.onNotice((notice) => {
    if (notice.kind === 'refused') refused.push(...notice.refusals.map(({ code }) => code))
  })
  room.subscribe((state) => {
    if (state.closed !== undefined) closed.push(state.closed)
  })
  onTestFinished(() => room.destroy())
  return { room, sent, refused, closed, ids: () => [...boardRoot(doc).keys()] }
}

/** Puts one more note on a board. */
function putNote(doc: Y.Doc, by: string, at: number, text = TEXT): void {
  const id = `shape:${by}${at}`
  boardRoot(doc).set(id, encodeRecord(noteRecord({ id, by, index: `a2${at}1`, text })))
}

async function expectAllThere(anna: ReturnType<typeof open>): Promise<void> {
  await anna.room.flushed()
  expect(anna.refused).toEqual([])
  expect(anna.closed).toEqual([])
  expect(anna.sent.length).toBeGreaterThan(2)
  expect(Math.max(...anna.sent)).toBeLessThan(512 * 1024)
  const ben = open('ben', new Y.Doc())
  await vi.waitFor(() => expect(ben.ids()).toHaveLength(anna.ids().length), EVENT)
  expect(new Set(ben.ids())).toEqual(new Set(anna.ids()))
  expect(ben.ids().filter((id) => id.startsWith('shape:anna'))).toHaveLength(NOTES)
}

test('P15 nine hundred notes that were written without a network arrive: none is cut in two', async () => {
  const doc = new Y.Doc()
  const anna = open('anna', doc)
  expect(anna.room.state().connection).toBe('connecting')
  for (let at = 0; at < NOTES; at++) putNote(doc, 'anna', at)
  await expectAllThere(anna)
})

test('P15 nine hundred notes that are pasted at once go in several messages, and arrive', async () => {
  const doc = new Y.Doc()
  const anna = open('anna', doc)
  await vi.waitFor(() => expect(anna.room.state().synced).toBe(true), EVENT)
  doc.transact(() => {
    for (let at = 0; at < NOTES; at++) putNote(doc, 'anna', at)
  })
  await expectAllThere(anna)
})
