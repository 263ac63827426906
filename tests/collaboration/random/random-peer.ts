import { CLOSE_CODES } from '@tablee/sync'
import { connectRoom, type RoomClient } from '@tablee/sync/client'
import * as Y from 'yjs'
import { NodeWebSocket, stockClient } from '../../../packages/sync/src/testing/room-server.ts'
import { makeEdit, sharedDocument } from './shared-document.ts'
import { type EditKind, nameOf, type Step } from './steps.ts'

type StockProvider = ReturnType<typeof stockClient>['provider']

/** A stock client's longest pause before it comes back, in ms: the program decides when there is a network. */
const COMES_BACK_MS = 20

/** One page of one person: its document, and a client that keeps it in step. */
export class RandomPeer {
  readonly name: string
  /** Its network's name on the stage. */
  readonly line: string
  readonly access: 'write' | 'read'
  readonly doc = new Y.Doc()
  readonly #client: { stock: StockProvider } | { ours: RoomClient }
  #edits = 0
  /** Names of changes that this peer made. */
  readonly #own = new Set<string>()
  /** Names of changes that were made since the last time that all were known to be on disk. */
  readonly #unconfirmed = new Set<string>()
  readonly #promised: Set<string>
  #closed: number | null = null

  /** @param promised takes the name of every change that this peer was told is saved, or saw from another */
  constructor(arrival: Step & { do: 'arrive' }, url: string, room: string, promised: Set<string>) {
    this.name = nameOf(arrival.peer)
    this.line = String(arrival.peer)
    this.access = arrival.access
    this.#promised = promised
    sharedDocument(this.doc).marks.observe((event, transaction) => {
      if (transaction.local) return
      for (const name of event.keysChanged) if (!this.#own.has(name)) promised.add(name)
    })
    const params = { peer: this.line, person: String(arrival.person), access: arrival.access }
    this.#client = arrival.client === 'stock' ? this.#stock(url, room, params) : this.#ours(url, room, params)
  }

  /** Whether the client has the server's document and nothing of its own on the way, as far as it can tell. */
  get rests(): boolean {
    if ('stock' in this.#client) return this.#client.stock.synced
    const { synced, saved } = this.#client.ours.state()
    return synced && saved === 'saved'
  }

  /** Whether the client has a connection. */
  get connected(): boolean {
    if ('stock' in this.#client) return this.#client.stock.wsconnected
    return this.#client.ours.state().connection === 'online'
  }

  /** The close code after which this client stays away; null when there was none. */
  get closed(): number | null {
    return this.#closed
  }

  /** Makes a change; somebody who may only read makes none. */
  edit(kind: EditKind, at: number): void {
    if (this.access === 'read') return
    const name = `${this.name}#${this.#edits}`
    this.#edits += 1
    this.#own.add(name)
    this.#unconfirmed.add(name)
    if (!makeEdit(this.doc, kind, at, name)) this.#unconfirmed.delete(name)
  }

  /** Moves the cursor. */
  point(): void {
    const awareness = 'stock' in this.#client ? this.#client.stock.awareness : this.#client.ours.awareness
    awareness.setLocalStateField('cursor', { x: this.#edits })
  }

  /** Closes the page; what only this document had is gone. */
  leave(): void {
    if ('stock' in this.#client) {
      this.#client.stock.destroy()
      this.#client.stock.awareness.destroy()
    } else this.#client.ours.destroy()
    this.doc.destroy()
  }

  #stock(url: string, room: string, params: Record<string, string>): { stock: StockProvider } {
    const { provider } = stockClient(url, room, params, this.doc)
    provider.maxBackoffTime = COMES_BACK_MS
    provider.on('closed', ({ code }) => {
      this.#closed = code
    })
    return { stock: provider }
  }

  #ours(url: string, room: string, params: Record<string, string>): { ours: RoomClient } {
    const ours = connectRoom({
      url,
      room,
      doc: this.doc,
      params,
      offline: false,
      WebSocketPolyfill: NodeWebSocket,
    })
    ours.subscribe(({ connection, saved, closed }) => {
      if (connection === 'closed' && closed !== undefined) this.#closed = CLOSE_CODES[closed].code
      if (connection !== 'online' || saved !== 'saved') return
      for (const name of this.#unconfirmed) this.#promised.add(name)
      this.#unconfirmed.clear()
    })
    return { ours }
  }
}
