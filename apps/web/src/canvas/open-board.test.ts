// @vitest-environment jsdom
import { boardRoot, buildBoardDoc, decodeRecord, plainToRichText } from '@tablee/board'
import { noteRecord } from '@tablee/board/testing'
import { CLOSE_CODES, type CloseReason } from '@tablee/sync/close-codes'
import type { TLNoteShape, TLShapeId } from 'tldraw'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { type BoardState, openBoard } from './open-board.ts'
import { noteOf } from './testing/board-peers.ts'
import { reportByFrame } from './testing/report-by-frame.ts'

reportByFrame()

const NOTE = 'shape:n' as TLShapeId // as the record below is called

// messages of y-websocket: of the document, which begin with their kind, and how many updates are kept
const SYNC = 0
const QUESTION = 0
const ANSWER = 1
const KEPT = 120

/** The board on the server, and whether it takes anybody. */
let served: Y.Doc
let hasPlace = true

/** A socket to a board that takes everything, and closes when the test says so. */
class BoardSocket extends EventTarget {
  /** Of this test, the one of the page that opened the board last at the end. */
  static readonly opened: BoardSocket[] = []
  readonly OPEN = 1
  readyState = 0
  onopen: (() => void) | null = null
  onmessage: ((message: { data: ArrayBuffer }) => void) | null = null
  onclose: ((close: { code: number }) => void) | null = null
  #updates = 0

  constructor() {
    super()
    BoardSocket.opened.push(this)
    queueMicrotask(() => {
      this.readyState = this.OPEN
      this.onopen?.()
      if (!hasPlace) this.closeFor('room_crowded')
    })
  }

  send(message: Uint8Array): void {
    const [type, kind] = message
    if (type !== SYNC || !hasPlace) return
    if (kind === QUESTION) {
      this.#tell(syncMessage(ANSWER, Y.encodeStateAsUpdate(served)))
      this.#tell(syncMessage(QUESTION, Y.encodeStateVector(served)))
    } else {
      Y.applyUpdate(served, contentOf(message))
      this.#updates += 1
      const kept = this.#updates
      queueMicrotask(() => this.#tell(new Uint8Array([KEPT, kept])))
    }
  }

  close(): void {
    this.readyState = 3
  }

  closeFor(reason: CloseReason): void {
    this.readyState = 3
    this.onclose?.({ code: CLOSE_CODES[reason].code })
  }

  #tell({ buffer }: Uint8Array<ArrayBuffer>): void {
    this.onmessage?.({ data: buffer })
  }
}

/** The update in a sync message: it stands behind its length. */
function contentOf(message: Uint8Array): Uint8Array {
  let at = 2
  while ((message[at] ?? 0) > 127) at += 1
  return message.subarray(at + 1)
}

/** A sync message around such content. */
function syncMessage(kind: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const length: number[] = []
  let rest = content.length
  for (; rest > 127; rest >>>= 7) length.push(0x80 | (rest & 127))
  return new Uint8Array([SYNC, kind, ...length, rest, ...content])
}

beforeEach(() => {
  const note = noteRecord({ id: NOTE, by: 'anna', text: 'Avant', x: 0, y: 0 })
  served = buildBoardDoc([note], { template: 'test', version: '1' })
  hasPlace = true
  BoardSocket.opened.length = 0
  vi.stubGlobal('WebSocket', BoardSocket)
})
afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

/** Opens the board in a page. */
function openOne() {
  const states: BoardState[] = []
  const leave = openBoard({
    boardId: 'b',
    author: { actorId: 'anna', role: 'writer' },
    user: { id: 'anna', name: 'Anna', color: '#123456', leads: false },
    syncUrl: 'ws://localhost/api/sync',
    checkRights: () => undefined,
    onChange: (state) => states.push(state),
  })
  return { states, leave }
}

/** Opens it, and waits until it can be written on. */
async function openToWrite() {
  const { states, leave } = openOne()
  const board = await vi.waitFor(() => {
    const state = states.at(-1)
    if (state?.kind !== 'open') throw new Error('the board is open')
    return state.board
  })
  const write = (text: string) => {
    const note = noteOf(board.store, NOTE)
    const written: TLNoteShape = {
      ...note,
      props: { ...note.props, richText: plainToRichText(text) as TLNoteShape['props']['richText'] },
    }
    board.store.put([written])
  }
  return { states, leave, write }
}

/** Somebody types in a field of the board's page; what it holds is written when it is left. */
function typeInField(write: (text: string) => void, text: string): HTMLInputElement {
  const page = document.body.appendChild(document.createElement('div'))
  page.className = 'board-page'
  const field = page.appendChild(document.createElement('input'))
  field.addEventListener('blur', () => write(field.value))
  field.value = text
  field.focus()
  return field
}

/** What the note says by an update. */
function noteIn(update: Uint8Array | null): string {
  const doc = new Y.Doc()
  if (update !== null) Y.applyUpdate(doc, update)
  const stored = boardRoot(doc).get(NOTE)
  return JSON.stringify(stored && decodeRecord(stored))
}

/** The same on the server. */
const servedNote = () => noteIn(Y.encodeStateAsUpdate(served))

test('the word that is being typed when the board closes for good is one of those that are exported', async () => {
  const { states, leave, write } = await openToWrite()
  onTestFinished(leave)
  typeInField(write, 'Pendant')
  BoardSocket.opened.at(-1)?.closeFor('room_full')
  const closed = await vi.waitFor(() => {
    const state = states.at(-1)
    if (state?.kind !== 'closed') throw new Error('the board is closed')
    return state
  })
  expect(closed.reason).toBe('room_full')
  expect(noteIn(closed.unsaved)).toContain('Pendant')
  // said once, whatever that word set off
  expect(states.map(({ kind }) => kind)).toEqual(['open', 'closed'])
})

test('who goes on under other rights keeps the word that she is typing', async () => {
  const { leave, write } = await openToWrite()
  const field = typeInField(write, 'Pendant')
  leave()
  expect(document.activeElement).not.toBe(field)
  await vi.waitFor(() => expect(servedNote()).toContain('Pendant'))
})

test('who goes to another page keeps what a field writes as it leaves the screen, and that page its focus', async () => {
  const { leave, write } = await openToWrite()
  const next = document.body.appendChild(document.createElement('input'))
  next.focus()
  leave()
  // React tells the fields of a page that they leave after the page itself
  write('En partant')
  await vi.waitFor(() => expect(servedNote()).toContain('En partant'))
  expect(document.activeElement).toBe(next)
})

test('a board that has no place for her says so while she waits', async () => {
  hasPlace = false
  const { states, leave } = openOne()
  onTestFinished(leave)
  await vi.waitFor(() => expect(states.at(-1)).toEqual({ kind: 'opening', isCrowded: true }))
})
