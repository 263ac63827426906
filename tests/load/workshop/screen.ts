import { boardRoot, encodeRecord, TEXT_KEY } from '@tablee/board'
import * as Y from 'yjs'
import { anywhere, cursorState, indexOfNote, noteRecord } from '../generator/note.ts'
import { RawSocket } from '../generator/raw-socket.ts'
import { yjsWire } from '../generator/wire.ts'
import { marksIn } from './marks.ts'

const NOTHING = new Uint8Array([0])
const NO_CHANGE = new Uint8Array([0, 0])

/** One board as somebody has it open: real frames of a real socket, looked at without decoding them. */
export interface Screen {
  /** Resolves with the time when the board was there; rejects when the connection ends before. */
  readonly entered: Promise<number>
  readonly closed: boolean
  /** When the note of each number reached this screen, in ms of `performance.now()`. */
  readonly notes: ReadonlyMap<number, number>
  /** Resolves with the time when the last of these notes has reached it. @throws {Error} when one never comes */
  all(numbers: readonly number[]): Promise<number>
  /** Resolves with the time when these bytes stand in a message that comes from now on. */
  expect(bytes: string): Promise<number>
  /** Writes a note, and types on in it a letter at a time. @returns what types one more letter */
  write(text: string): () => void
  point(): void
  leave(): void
}

/** How long a note may be on its way before it counts as lost and the session is given up, in ms. */
const ARRIVAL_MAX_MS = 15_000
/** Side of a note, in board units. */
const NOTE_PX = 200

let opened = 0

/** Opens a board. @param of.actor what the board calls the person */
export function openScreen(of: { port: number; boardId: string; cookie: string; actor: string }): Screen {
  const wire = yjsWire('y-websocket')
  const number = opened++
  // knows nothing but her own notes: a document for each of a hundred people would measure the generator
  const doc = new Y.Doc()
  const notes = new Map<number, number>()
  const expected = new Map<string, (atMs: number) => void>()
  const awaited = new Set<() => void>()
  let written = 0
  let clock = 0
  let enter: (atMs: number) => void = () => {}
  let refuse: (err: Error) => void = () => {}
  const entered = new Promise<number>((resolve, reject) => {
    enter = resolve
    refuse = reject
  })
  entered.catch(() => {})
  const socket = new RawSocket({
    port: of.port,
    path: `/api/sync/${of.boardId}?v=1`,
    headers: { cookie: of.cookie },
    onOpen: () => socket.send(wire.ask('', NOTHING)),
    onClose: () => refuse(new Error(`closed before the board came (${socket.closeCode ?? 'cut'})`)),
    onMessage(message) {
      const atMs = performance.now()
      for (const mark of marksIn(message)) if (!notes.has(mark)) notes.set(mark, atMs)
      for (const look of awaited) look()
      for (const [bytes, resolve] of expected)
        if (message.includes(bytes)) {
          expected.delete(bytes)
          resolve(atMs)
        }
      // what a stock client answers to a step 1, and the first answer to hers
      const heard = wire.read(message)
      if (heard.type === 'step1') socket.send(wire.update('', NO_CHANGE))
      if (heard.type === 'update' && heard.handshake) enter(atMs)
    },
  })
  const send = (change: () => void) => {
    let update: Uint8Array = NO_CHANGE
    const take = (made: Uint8Array) => {
      update = made
    }
    doc.on('update', take)
    doc.transact(change)
    doc.off('update', take)
    socket.send(wire.update('', update))
  }
  return {
    entered,
    notes,
    get closed() {
      return socket.closed
    },
    all: (numbers) =>
      new Promise((resolve, reject) => {
        const missing = new Set(numbers)
        let lastMs = 0
        const look = () => {
          for (const number of missing) {
            const atMs = notes.get(number)
            if (atMs === undefined) continue
            missing.delete(number)
            lastMs = Math.max(lastMs, atMs)
          }
          if (missing.size > 0) return
          awaited.delete(look)
          clearTimeout(timer)
          resolve(lastMs)
        }
        const timer = setTimeout(
          () => reject(new Error(`${missing.size} of ${numbers.length} notes never came to a screen`)),
          ARRIVAL_MAX_MS,
        )
        awaited.add(look)
        look()
      }),
    expect: (bytes) => new Promise((resolve) => expected.set(bytes, resolve)),
    write(text) {
      const root = boardRoot(doc)
      const id = `shape:${doc.clientID.toString(36)}-${written++}`
      const record = noteRecord({ id, author: of.actor, n: number * 1_000 + written })
      record.props['richText'] = {
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
      }
      record.index = indexOfNote(number * 1_000 + written)
      // above all zones: one that holds a single text would refuse it
      record.y = -(anywhere() + NOTE_PX)
      send(() => root.set(id, encodeRecord(record)))
      return () => send(() => typeLetter(root.get(id)?.get(TEXT_KEY)))
    },
    point() {
      clock += 1
      socket.send(wire.cursor('', doc.clientID, clock, JSON.stringify(cursorState(of.actor, ''))))
    },
    leave() {
      socket.destroy()
      doc.destroy()
    },
  }
}

function typeLetter(fragment: unknown): void {
  const paragraph = fragment instanceof Y.XmlFragment ? fragment.get(0) : null
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (text instanceof Y.XmlText) text.insert(text.length, 'e')
}
