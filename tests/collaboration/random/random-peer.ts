import { CLOSE_CODES } from '@tablee/sync'
import { connectRoom, type RoomClient } from '@tablee/sync/client'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { NodeWebSocket, stockClient } from '../../../packages/sync/src/testing/room-server.ts'
import { makeEdit, sharedDocument } from './shared-document.ts'
import { authorOf, type ClientKind, type EditKind, nameOf, type Step } from './steps.ts'

/** A stock client's longest pause before it comes back, in ms: the program decides when there is a network. */
const COMES_BACK_MS = 20

/** Where peers go, and what is written down about them. */
interface Surroundings {
  readonly url: string
  readonly room: string
  /** Takes the name of every change that somebody was told is saved, or got from the server. */
  readonly promised: Set<string>
  /** Names of changes that pages left in a copy on a device, by the copy's owner. */
  readonly left: Map<string, Set<string>>
}

/** One page of one person: its document, and a client that keeps it in step. */
interface Page {
  readonly doc: Y.Doc
  readonly client: { stock: WebsocketProvider } | { ours: RoomClient }
}

/** One tab of one person, which shows one page after the other when she loads it again. */
export class RandomPeer {
  readonly name: string
  readonly person: number
  /** Its network's name on the stage. */
  readonly line: string
  readonly access: 'write' | 'read'
  readonly #kind: ClientKind
  readonly #around: Surroundings
  /** Names of changes that were made since the last time that all were known to be on disk. */
  readonly #unconfirmed = new Set<string>()
  #edits = 0
  #closed: number | null = null
  #page: Page

  constructor(arrival: Step & { do: 'arrive' }, around: Surroundings) {
    this.name = nameOf(arrival.peer)
    this.person = arrival.person
    this.line = String(arrival.peer)
    this.access = arrival.access
    this.#kind = arrival.client
    this.#around = around
    this.#page = this.#open()
  }

  get doc(): Y.Doc {
    return this.#page.doc
  }

  /** Whether the client has the server's document and nothing of its own on the way, as far as it can tell. */
  get rests(): boolean {
    const { client } = this.#page
    if ('stock' in client) return client.stock.synced
    const { synced, saved } = client.ours.state()
    return synced && saved === 'saved'
  }

  /** Whether the client has a connection. */
  get connected(): boolean {
    const { client } = this.#page
    if ('stock' in client) return client.stock.wsconnected
    return client.ours.state().connection === 'online'
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
    this.#unconfirmed.add(name)
    if (!makeEdit(this.doc, kind, at, name)) this.#unconfirmed.delete(name)
  }

  /** Moves the cursor. */
  point(): void {
    const { client } = this.#page
    const { awareness } = 'stock' in client ? client.stock : client.ours
    awareness.setLocalStateField('cursor', { x: this.#edits })
  }

  /** Loads the page again: what only its document had is gone, and what the device keeps comes back. */
  reload(): void {
    this.leave()
    this.#page = this.#open()
  }

  /** Closes the page. What the device was said to keep, the next page of that copy has to bring to the server. */
  leave(): void {
    const { client, doc } = this.#page
    const left = this.#leftOnDevice()
    if ('ours' in client && client.ours.state().kept) for (const name of this.#unconfirmed) left.add(name)
    this.#unconfirmed.clear()
    if ('stock' in client) {
      client.stock.destroy()
      client.stock.awareness.destroy()
    } else client.ours.destroy()
    doc.destroy()
  }

  #open(): Page {
    const doc = new Y.Doc()
    sharedDocument(doc).marks.observe((event, { origin }) => {
      // what comes out of a copy was never promised by anybody
      if (!(origin instanceof WebsocketProvider)) return
      for (const name of event.keysChanged) this.#around.promised.add(name)
    })
    if (this.#kind === 'ours with a copy')
      for (const name of this.#leftOnDevice()) this.#unconfirmed.add(name)
    return { doc, client: this.#kind === 'stock' ? this.#stock(doc) : this.#ours(doc) }
  }

  get #params(): Record<string, string> {
    return { peer: this.line, person: String(this.person), access: this.access }
  }

  /** Whose copy it is; in the product all tabs of a person have the same rights. */
  get #owner(): string {
    return `${authorOf(this.person)} who may ${this.access}`
  }

  #leftOnDevice(): Set<string> {
    const { left } = this.#around
    const names = left.get(this.#owner) ?? new Set<string>()
    left.set(this.#owner, names)
    return names
  }

  #stock(doc: Y.Doc): { stock: WebsocketProvider } {
    const { url, room } = this.#around
    const { provider } = stockClient(url, room, this.#params, doc)
    provider.maxBackoffTime = COMES_BACK_MS
    provider.on('closed', ({ code }) => {
      this.#closed = code
    })
    return { stock: provider }
  }

  #ours(doc: Y.Doc): { ours: RoomClient } {
    const { url, room, promised } = this.#around
    const hasCopy = this.#kind === 'ours with a copy'
    const ours = connectRoom({
      url,
      room,
      doc,
      params: this.#params,
      offline: hasCopy,
      offlineOwner: this.#owner,
      WebSocketPolyfill: NodeWebSocket,
    })
    ours.subscribe(({ connection, saved, kept, closed }) => {
      if (this.#page.doc !== doc) return
      if (connection === 'closed' && closed !== undefined) this.#closed = CLOSE_CODES[closed].code
      // before a copy is open nobody knows what an earlier page left in it
      if (connection !== 'online' || saved !== 'saved' || (hasCopy && !kept)) return
      for (const name of this.#unconfirmed) promised.add(name)
      this.#unconfirmed.clear()
    })
    return { ours }
  }
}
