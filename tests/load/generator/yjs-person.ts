import { boardRoot, encodeRecord, type RecordMap } from '@tablee/board'
import * as Y from 'yjs'
import { anywhere, cursorState, indexOfNote, noteRecord } from './note.ts'
import type { Entry, Person, PersonOptions } from './person.ts'
import { frameOf, RawSocket } from './raw-socket.ts'
import {
  findStamps,
  findTextStamps,
  nowUs,
  placeOfStamp,
  stampNumber,
  stampText,
  writeStamp,
} from './stamp.ts'
import { yjsWire } from './wire.ts'

/** Client ids are the person's number behind this one: as long as those that Yjs draws. */
const FIRST_CLIENT = 1_000_000_000
/** Places that one person's notes take in the order of the page. */
const NOTES_EACH = 5_000
const NOTHING = new Uint8Array([0])
const NO_CHANGE = new Uint8Array([0, 0])

/** A change that only needs the time of sending. */
interface Prepared {
  frame: Buffer
  stampAt: number
}

/** Somebody on a Yjs server; prepared changes are made by a real document. */
export function openYjsPerson(
  options: PersonOptions,
): Person & { readonly doc: Y.Doc; sendUpdate(update: Uint8Array): void } {
  const { server, board, number, onStamp } = options
  if (server.wire === 'tldraw') throw new Error('tldraw speaks no Yjs')
  const wire = yjsWire(server.wire)
  const seat = server.seats?.[number]
  if (server.seats !== undefined && seat === undefined) throw new Error(`there is no seat ${number}`)
  const author = seat?.author ?? `p${number}`
  const doc = new Y.Doc()
  doc.clientID = FIRST_CLIENT + number
  const startedMs = performance.now()
  let prepared: Prepared[] = []
  let next = 0
  let clock = 0
  let isIn = false
  let enter: (entry: Entry) => void = () => {}
  let refuse: (err: Error) => void = () => {}
  const entered = new Promise<Entry>((resolve, reject) => {
    enter = resolve
    refuse = reject
  })
  // somebody who is not waited for may be refused, too
  entered.catch(() => {})

  const socket = new RawSocket({
    port: server.port,
    path: seat?.path ?? wire.path(board, author),
    headers: seat === undefined ? {} : { cookie: seat.cookie },
    answersPings: options.answersPings,
    onOpen() {
      const login = wire.login(board)
      socket.send(login ?? wire.ask(board, NOTHING))
    },
    onClose: () => refuse(new Error(`closed before the document came (${socket.closeCode ?? 'cut'})`)),
    onMessage: (message) => (isIn ? look(message) : readFirst(message)),
  })

  function readFirst(bytes: Buffer): void {
    const message = wire.read(bytes)
    if (message.type === 'admitted') socket.send(wire.ask(board, NOTHING))
    if (message.type === 'step1') socket.send(answer(message.stateVector))
    if (message.type !== 'update') return
    if (options.keepsDocument) Y.applyUpdate(doc, message.update, 'server')
    if (!message.handshake) return
    isIn = true
    socket.collects = onStamp !== undefined || options.keepsDocument === true
    enter({ ms: performance.now() - startedMs, bytes: socket.bytes })
  }

  function look(bytes: Buffer): void {
    const message = options.keepsDocument ? wire.read(bytes) : null
    if (message?.type === 'update') Y.applyUpdate(doc, message.update, 'server')
    // Hocuspocus greets after the document, too
    if (message?.type === 'step1') socket.send(answer(message.stateVector))
    if (onStamp === undefined) return
    for (const sentUs of findStamps(bytes)) onStamp('change', sentUs)
    for (const sentUs of findTextStamps(bytes)) onStamp('cursor', sentUs)
  }

  /** What a stock client answers to a step 1: all that the server lacks. */
  function answer(stateVector: Uint8Array): Uint8Array {
    const missing = options.keepsDocument ? Y.encodeStateAsUpdate(doc, stateVector) : NO_CHANGE
    return wire.update(board, missing)
  }

  /** Runs an edit of a document that knows nothing but her own notes. @returns the update */
  function edit(change: (notes: Y.Map<RecordMap>) => void): Uint8Array {
    let update: Uint8Array = NO_CHANGE
    const take = (made: Uint8Array) => {
      update = made
    }
    doc.on('update', take)
    doc.transact(() => change(boardRoot(doc)))
    doc.off('update', take)
    return update
  }

  return {
    doc,
    entered,
    get closed() {
      return socket.closed
    },
    traffic: socket,
    sendUpdate: (update) => socket.send(wire.update(board, update)),
    addNotes(count) {
      const update = edit((notes) => {
        for (let n = 0; n < count; n++) {
          const id = `shape:p${number}-${n}`
          notes.set(id, encodeRecord(noteRecord({ id, author, n: number * NOTES_EACH + n })))
        }
      })
      socket.send(wire.update(board, update))
    },
    prepare(changes, isStamped) {
      const id = `shape:p${number}`
      const n = number * NOTES_EACH + NOTES_EACH - 1
      const created = edit((notes) => notes.set(id, encodeRecord(noteRecord({ id, author, n }))))
      socket.send(wire.update(board, created))
      const note = boardRoot(doc).get(id)
      if (!note) throw new Error('the note was just put there')
      prepared = []
      next = 0
      for (let count = 0; count < changes; count++) {
        const update = edit(() => place(note, indexOfNote(n), isStamped))
        const frame = frameOf(wire.update(board, update))
        prepared.push({ frame, stampAt: placeOfStamp(frame) })
      }
    },
    change() {
      const change = prepared[next]
      if (change === undefined) return false
      next += 1
      if (change.stampAt >= 0) writeStamp(change.frame, change.stampAt, nowUs())
      socket.write(change.frame)
      return true
    },
    move(n, isStamped) {
      const note = boardRoot(doc).get(`shape:p${number}-${n}`)
      if (!note) throw new Error('she moves notes that she added')
      const index = indexOfNote(number * NOTES_EACH + n)
      socket.send(
        wire.update(
          board,
          edit(() => place(note, index, isStamped)),
        ),
      )
    },
    point(isStamped) {
      clock += 1
      const state = JSON.stringify(cursorState(author, isStamped ? stampText(nowUs()) : ''))
      socket.send(wire.cursor(board, doc.clientID, clock, state))
    },
    look(isLooking) {
      socket.collects = isLooking
    },
    leave() {
      socket.destroy()
      doc.destroy()
    },
  }
}

/** Lays a note somewhere else, as the canvas writes it: one value. Its rotation carries the time. */
function place(note: RecordMap, index: string, isStamped: boolean): void {
  const rotation = isStamped ? stampNumber(nowUs()) : Math.random() / 4
  note.set('xf', ['page:page', index, anywhere(), anywhere(), rotation])
}
