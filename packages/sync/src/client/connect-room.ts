import * as decoding from 'lib0/decoding'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { CLOSE_CODES, type CloseReason, closeReason, mayRetry } from '../close-codes.ts'
import { MESSAGE_ACK, MESSAGE_NOTICE, parseNotice, type RoomNotice } from '../protocol.ts'
import { sendBacklogInParts } from './backlog.ts'
import { isOfflineOrigin, type OfflineStore, openOfflineStore } from './offline-store.ts'
import { reconnectDelayMs } from './reconnect-delay.ts'
import { renameClient } from './rename-client.ts'
import { type Saved, SaveState } from './save-state.ts'
import { OwnStanding } from './standing.ts'
import { watchedSocket } from './watched-socket.ts'

/** How to reach a room. */
export interface ConnectRoomOptions {
  /** `ws(s)://host/api/sync`; the room's name is added to it. */
  url: string
  room: string
  doc: Y.Doc
  /** Further query parameters, for example the schema's fingerprint. */
  params?: Record<string, string>
  /** Keep a copy in IndexedDB, so that a closed laptop loses nothing; true when left out. */
  offline?: boolean
  /** Whose copy that is on this device. */
  offlineOwner?: string
  /** For Node, which has no WebSocket of its own. */
  WebSocketPolyfill?: typeof WebSocket
}

/** What the screen says about the connection. */
export interface RoomClientState {
  /** `closed` is final: the server gave a reason for which coming back cannot help. */
  connection: 'connecting' | 'online' | 'offline' | 'closed'
  /** The document was received on this connection. */
  synced: boolean
  saved: Saved
  /** Why, when `closed`. */
  closed?: CloseReason
  /** Why the server ended the last connection, until the client is back by itself. */
  interrupted?: CloseReason
}

/** A connection to a room that mends itself. */
export interface RoomClient {
  readonly awareness: Awareness
  state(): RoomClientState
  /** Calls back on every change; the returned function stops it. */
  subscribe(listener: (state: RoomClientState) => void): () => void
  /** What the server says beside the document; the returned function stops it. */
  onNotice(listener: (notice: RoomNotice) => void): () => void
  /** The whole document as one update when it holds edits that never became durable, else null. */
  exportUnsaved(): Uint8Array | null
  /**
   * Resolves when every local edit is durable on the server.
   * @throws {RoomClosed} when the connection is closed for good before that.
   */
  flushed(): Promise<void>
  destroy(): void
}

/** The connection ended for good while edits were waiting. */
export class RoomClosed extends Error {
  override readonly name = 'RoomClosed'
}

/** y-websocket waits `min(2^n · 100, maxBackoffTime)`: from here on our own number alone decides. */
const BACKOFF_STEPS_MIN = 7

/** Fresh ids after which somebody must be after this client in person. */
const RENAMES_MAX = 3

/** `WebSocket.OPEN` of every implementation. */
const SOCKET_OPEN = 1

/** Opens a room; the first state is `connecting`. */
export function connectRoom(options: ConnectRoomOptions): RoomClient {
  return new ConnectedRoom(options)
}

class ConnectedRoom implements RoomClient {
  readonly awareness: Awareness
  readonly #options: ConnectRoomOptions
  readonly #provider: WebsocketProvider
  readonly #save: SaveState
  readonly #standing: OwnStanding
  readonly #listeners = new Set<(state: RoomClientState) => void>()
  readonly #noticeListeners = new Set<(notice: RoomNotice) => void>()
  #store: OfflineStore | null = null
  #connection: RoomClientState['connection'] = 'connecting'
  #closed: CloseReason | undefined
  #interrupted: CloseReason | undefined
  #destroyed = false
  #failures = 0
  #renames = 0
  /** Another client id was taken since this connection opened: coming back with it helps. */
  #isRenamed = false

  constructor(options: ConnectRoomOptions) {
    this.#options = options
    this.#save = new SaveState(false, () => this.#saveChanged())
    this.#standing = new OwnStanding(
      () => this.#save.dirty,
      (message) => this.#sendNow(message),
    )
    this.#provider = new WebsocketProvider(options.url, options.room, options.doc, {
      connect: false,
      // Another tab's edits come through the server, where they are durable first.
      disableBc: true,
      params: { ...options.params, v: '1', client: String(options.doc.clientID) },
      WebSocketPolyfill: watchedSocket(options.WebSocketPolyfill ?? WebSocket, (kind) =>
        this.#save.sent(kind),
      ),
      shouldReconnect: (event) => this.#mayComeBack(event.code),
    })
    this.awareness = this.#provider.awareness
    this.#listen()
    void this.#start()
  }

  state(): RoomClientState {
    const { saved } = this.#save
    const state: RoomClientState = {
      connection: this.#connection,
      synced: this.#provider.synced,
      saved: this.#connection === 'closed' && saved === 'pending' ? 'failed' : saved,
    }
    if (this.#closed !== undefined) state.closed = this.#closed
    if (this.#interrupted !== undefined) state.interrupted = this.#interrupted
    return state
  }

  subscribe(listener: (state: RoomClientState) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  onNotice(listener: (notice: RoomNotice) => void): () => void {
    this.#noticeListeners.add(listener)
    return () => this.#noticeListeners.delete(listener)
  }

  exportUnsaved(): Uint8Array | null {
    return this.#save.dirty ? Y.encodeStateAsUpdate(this.#options.doc) : null
  }

  flushed(): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        if (!this.#save.dirty) resolve()
        else if (this.#destroyed || this.#connection === 'closed')
          reject(new RoomClosed(this.#closed ?? 'destroyed'))
        else return
        stop()
      }
      const stop = this.subscribe(settle)
      settle()
    })
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.#standing.leave()
    this.#options.doc.off('update', this.#onUpdate)
    if (typeof window !== 'undefined') {
      window.removeEventListener('offline', this.#onNetworkLost)
      window.removeEventListener('online', this.#onNetworkBack)
    }
    this.#provider.destroy()
    this.awareness.destroy()
    void this.#store?.close()
    this.#emit()
    this.#listeners.clear()
    this.#noticeListeners.clear()
  }

  /** The offline copy first: connecting before it would send its content as if it were new. */
  async #start(): Promise<void> {
    const { offline = true, offlineOwner = '', room, doc } = this.#options
    // Without a copy everything still reaches the server: that is no reason to stay away from it.
    const store = offline ? await openOfflineStore(room, offlineOwner, doc).catch(() => null) : null
    if (this.#destroyed) return void store?.close()
    this.#store = store
    if (store?.unsaved) this.#save.edited()
    else if (this.#save.dirty) store?.keepUnsaved(true)
    if (store?.epoch) this.#provider.params = { ...this.#provider.params, epoch: store.epoch }
    this.#provider.connect()
  }

  #listen(): void {
    const provider = this.#provider
    this.#options.doc.on('update', this.#onUpdate)
    if (typeof window !== 'undefined') {
      window.addEventListener('offline', this.#onNetworkLost)
      window.addEventListener('online', this.#onNetworkBack)
    }
    this.#sendOnlyOwnCursor()
    sendBacklogInParts(provider)
    provider.on('status', ({ status }) => {
      if (status === 'connected') this.#opened()
      else if (status === 'disconnected' && this.#connection !== 'closed') this.#setConnection('offline')
    })
    provider.on('sync', (synced) => {
      if (synced) this.#failures = 0
      this.#emit()
    })
    provider.on('connection-close', (event) => {
      const reason = event === null ? null : closeReason(event.code)
      if (reason !== null && CLOSE_CODES[reason].retry) this.#interrupted = reason
      if (this.#connection === 'connecting') this.#setConnection('offline')
      this.#spreadReconnects()
    })
    provider.on('closed', ({ code }) => {
      this.#closed = closeReason(code) ?? 'internal'
      this.#setConnection('closed')
    })
    provider.messageHandlers[MESSAGE_ACK] = (_encoder, decoder) => {
      this.#save.acknowledged(decoding.readVarUint(decoder))
    }
    provider.messageHandlers[MESSAGE_NOTICE] = (_encoder, decoder) => {
      this.#receiveNotice(decoding.readVarString(decoder))
    }
  }

  /** y-websocket sends every cursor it receives back to the server: 40 clients, 15,603 messages/s for 400. */
  #sendOnlyOwnCursor(): void {
    const { awareness } = this
    const send = this.#provider._awarenessUpdateHandler
    const own = (clients: number[]) => clients.filter((client) => client === awareness.clientID)
    awareness.off('update', send)
    this.#provider._awarenessUpdateHandler = (change: AwarenessChange, origin: unknown) => {
      const mine = { added: own(change.added), updated: own(change.updated), removed: own(change.removed) }
      if (mine.added.length + mine.updated.length + mine.removed.length > 0) send(mine, origin)
    }
    awareness.on('update', this.#provider._awarenessUpdateHandler)
  }

  readonly #onUpdate = (_update: Uint8Array, origin: unknown): void => {
    // What comes from the server or out of the offline copy is nobody's new edit.
    if (origin !== this.#provider && !isOfflineOrigin(origin)) this.#save.edited()
  }

  /** A socket without a network stays open for half a minute: the person must know at once. */
  readonly #onNetworkLost = (): void => {
    if (this.#connection === 'closed') return
    this.#provider.disconnect()
    // Some networks come back without a word, and a server on this machine never went away.
    this.#provider.connect()
  }

  readonly #onNetworkBack = (): void => {
    if (this.#connection !== 'closed') this.#provider.connect()
  }

  #opened(): void {
    this.#interrupted = undefined
    this.#isRenamed = false
    this.#standing.opened(false)
    this.#save.opened()
    this.#setConnection('online')
    // The others may have seen this client leave with its present clock: only a newer one shows it again.
    const cursor = this.awareness.getLocalState()
    if (cursor !== null) this.awareness.setLocalState(cursor)
  }

  #receiveNotice(json: string): void {
    const notice = parseNotice(json)
    if (notice === null) return
    if (notice.kind === 'hello') {
      this.#standing.opened(notice.takesStanding)
      this.#provider.params = { ...this.#provider.params, epoch: notice.epoch }
      this.#store?.keepEpoch(notice.epoch)
      return
    }
    if (notice.kind === 'taken') {
      this.#rename(notice.client)
      return
    }
    if (notice.kind === 'storage') this.#save.storage(notice.ok)
    for (const listener of this.#noticeListeners) listener(notice)
  }

  /** The server knows a client id of ours as somebody else's: what stands under it comes back under a fresh one. */
  #rename(client: number): void {
    const { doc } = this.#options
    if (this.#renames === RENAMES_MAX) return
    this.#renames += 1
    this.#isRenamed = true
    const fresh = renameClient(doc, client)
    this.#store?.rewrite()
    if (doc.clientID !== fresh) return
    const cursor = this.awareness.getLocalState()
    this.awareness.setLocalState(null)
    this.awareness.clientID = fresh
    this.awareness.setLocalState(cursor)
    this.#provider.params = { ...this.#provider.params, client: String(fresh) }
  }

  #mayComeBack(code: number): boolean {
    return mayRetry(code) || (this.#isRenamed && closeReason(code) === 'foreign_client')
  }

  #spreadReconnects(): void {
    this.#failures += 1
    this.#provider.maxBackoffTime = reconnectDelayMs(this.#failures, Math.random())
    this.#provider.wsUnsuccessfulReconnects = Math.max(
      this.#provider.wsUnsuccessfulReconnects,
      BACKOFF_STEPS_MIN,
    )
  }

  #setConnection(connection: RoomClientState['connection']): void {
    this.#connection = connection
    this.#emit()
  }

  #saveChanged(): void {
    this.#store?.keepUnsaved(this.#save.dirty)
    this.#standing.follow()
    this.#emit()
  }

  #sendNow(message: Uint8Array<ArrayBuffer>): void {
    const { ws } = this.#provider
    if (ws?.readyState === SOCKET_OPEN) ws.send(message)
  }

  #emit(): void {
    const state = this.state()
    for (const listener of [...this.#listeners]) listener(state)
  }
}

interface AwarenessChange {
  added: number[]
  updated: number[]
  removed: number[]
}
