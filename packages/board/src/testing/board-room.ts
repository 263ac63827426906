import * as Y from 'yjs'
import { buildBoardDoc } from '../build-board.ts'
import { decodeRecord, encodeRecord, writeFields } from '../codec.ts'
import { boardRoot, type RecordMap } from '../layout.ts'
import type { Method } from '../method.ts'
import type { BoardRecord } from '../record.ts'
import { type BoardRules, createBoardRules } from '../rules/board-rules.ts'
import type { BoardAuthor, Refusal } from '../rules/refusal.ts'

/** One person's copy of the board, whose changes wait until the room takes them. */
export class Peer {
  readonly doc = new Y.Doc()
  readonly author: BoardAuthor
  waiting: Uint8Array[] = []

  constructor(author: BoardAuthor, clientId: number, state: Uint8Array) {
    this.author = author
    // Yjs settles concurrent writes of one key by client id: the later peer's value wins.
    this.doc.clientID = clientId
    Y.applyUpdate(this.doc, state, 'room')
    this.doc.on('update', (update: Uint8Array, origin) => {
      if (origin !== 'room') this.waiting.push(update)
    })
  }

  /** Takes a change as if it came from the room. */
  receive(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, 'room')
  }

  get board(): Y.Map<RecordMap> {
    return boardRoot(this.doc)
  }

  map(id: string): RecordMap {
    const map = this.board.get(id)
    if (!map) throw new Error(`${id} is not on the board`)
    return map
  }

  record(id: string): BoardRecord | null {
    const map = this.board.get(id)
    return map ? decodeRecord(map) : null
  }

  text(id: string): Y.XmlText {
    const fragment = this.map(id).get('rt')
    const paragraph = fragment instanceof Y.XmlFragment ? fragment.get(0) : null
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    if (!(text instanceof Y.XmlText)) throw new Error(`${id} has no text`)
    return text
  }

  put(...records: BoardRecord[]): void {
    this.doc.transact(() => {
      for (const record of records) this.board.set(record.id, encodeRecord(record))
    })
  }

  set(id: string, fields: Record<string, unknown>): void {
    this.doc.transact(() => writeFields(this.map(id), Object.entries(fields)))
  }
}

/** The server's copy with its rules, and its peers; one `tick` does what a room does with pending updates. */
export class BoardRoom {
  readonly doc: Y.Doc
  readonly rules: BoardRules
  readonly #peers: Peer[] = []

  constructor(records: readonly BoardRecord[] = [], method?: Method, now?: () => number) {
    this.doc = buildBoardDoc(records, { template: 'test', version: '1.0.0', ...(method ? { method } : {}) })
    this.rules = createBoardRules(this.doc, now ? { now } : {})
    this.doc.transact(() => this.rules.repair())
  }

  join(author: BoardAuthor): Peer {
    const peer = new Peer(author, this.#peers.length + 1, Y.encodeStateAsUpdate(this.doc))
    this.#peers.push(peer)
    return peer
  }

  record(id: string): BoardRecord | null {
    const map = boardRoot(this.doc).get(id)
    return map ? decodeRecord(map) : null
  }

  /** Writes records as the server does, in a transaction of its own, and sends them to everybody. */
  write(...records: readonly BoardRecord[]): void {
    const before = Y.encodeStateVector(this.doc)
    this.doc.transact(() => {
      for (const record of records) boardRoot(this.doc).set(record.id, encodeRecord(record))
    })
    this.#send(before)
  }

  /** Changes facts as the server does, in a transaction of its own, and sends them to everybody. */
  edit<T>(change: (doc: Y.Doc) => T): T {
    const before = Y.encodeStateVector(this.doc)
    const answer = this.doc.transact(() => change(this.doc))
    this.#send(before)
    return answer
  }

  /** Applies what waits, each author's updates one by one, and sends the outcome to everybody. */
  tick(): { refusals: Refusal[]; repairs: number } {
    const refusals: Refusal[] = []
    let repairs = 0
    const before = Y.encodeStateVector(this.doc)
    this.doc.transact((transaction) => {
      const all = transaction.changed
      for (const peer of this.#peers) {
        for (const update of peer.waiting.splice(0)) {
          transaction.changed = new Map()
          Y.applyUpdate(this.doc, update, peer)
          const changed = transaction.changed
          transaction.changed = all
          for (const [type, keys] of changed) all.set(type, new Set([...(all.get(type) ?? []), ...keys]))
          refusals.push(...this.rules.review(changed, peer.author))
        }
      }
      repairs = this.rules.repair()
      // Applying marks the transaction as remote, and Yjs would then change the room's own client id.
      transaction.local = true
    })
    this.#send(before)
    return { refusals, repairs }
  }

  #send(before: Uint8Array): void {
    const outcome = Y.encodeStateAsUpdate(this.doc, before)
    for (const peer of this.#peers) Y.applyUpdate(peer.doc, outcome, 'room')
  }
}
