import * as decoding from 'lib0/decoding'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { CLOSE_CODES, type CloseReason, closeReason, mayRetry } from '../close-codes.ts'
import { MESSAGE_ACK, MESSAGE_NOTICE, parseNotice, type RoomNotice } from '../protocol.ts'
import { sendBacklogInParts, sendLargeChangesInParts } from './backlog.ts'
import { DeviceCopy } from './device-copy.ts'
import { sendOnlyOwnCursor } from './own-cursor.ts'
import { followPage } from './page-events.ts'
import { passOnUpdates } from './pass-on-updates.ts'
import { ReconnectPace } from './reconnect-delay.ts'
import { type ConnectRoomOptions, type RoomClient, type RoomClientState, RoomClosed } from './room-client.ts'
import { SaveState } from './save-state.ts'
import { OwnStanding } from './standing.ts'
import { TakenClients } from './taken-clients.ts'
import { watchedSocket } from './watched-socket.ts'

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
  readonly #copy: DeviceCopy
  readonly #taken: TakenClients
  readonly #pace: ReconnectPace
  readonly #leavePage: () => void
  readonly #listeners = new Set<(state: RoomClientState) => void>()
  readonly #noticeListeners = new Set<(notice: RoomNotice) => void>()
  #connection: RoomClientState['connection'] = 'connecting'
  /** Closed for good; `closed` is said when the copy was looked at once more. */
  #isEnding = false
  #closed: CloseReason | undefined
  #interrupted: CloseReason | undefined
  #destroyed = false
  #wasDirty = false
  /** Words that do not go through the document are on their way. */
  #isUnsavedBeside = false

  constructor(options: ConnectRoomOptions) {
    this.#options = options
    this.#save = new SaveState(false, () => this.#saveChanged())
    this.#standing = new OwnStanding(
      () => this.#save.dirty || this.#isUnsavedBeside,
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
    this.#pace = new ReconnectPace(this.#provider)
    this.#taken = new TakenClients(options.doc)
    this.#copy = new DeviceCopy(options, {
      isFromServer: (origin) => origin === this.#provider,
      changed: () => this.#emit(),
      found: (client) => this.#taken.own.add(client),
      took: () => {
        // All of it had come from the server already.
        if (!this.#save.dirty) this.#copy.sent()
      },
    })
    this.#listen()
    this.#leavePage = followPage({
      networkLost: () => this.#networkLost(),
      networkBack: () => this.#networkBack(),
      // Another page of this board may have been closed with words that nobody sent.
      shown: () => {
        if (this.#connection !== 'closed') void this.#copy.takeUp()
      },
    })
    void this.#start()
  }

  state(): RoomClientState {
    const { saved } = this.#save
    const state: RoomClientState = {
      connection: this.#connection,
      synced: this.#provider.synced,
      saved: this.#connection === 'closed' && saved === 'pending' ? 'failed' : saved,
      kept: this.#copy.kept,
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

  tellBeside(isUnsaved: boolean): void {
    this.#isUnsavedBeside = isUnsaved
    if (isUnsaved) this.#standing.isBehind()
    else this.#standing.follow()
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.#standing.leave()
    this.#options.doc.off('update', this.#onUpdate)
    this.#options.doc.off('afterTransaction', this.#onTransaction)
    this.#leavePage()
    this.#provider.destroy()
    this.awareness.destroy()
    this.#copy.close()
    this.#emit()
    this.#listeners.clear()
    this.#noticeListeners.clear()
  }

  /** The offline copy first: connecting before it would send its content as if it were new. */
  async #start(): Promise<void> {
    await this.#copy.open()
    if (this.#destroyed) return
    const { unsaved, epoch } = this.#copy
    if (unsaved) this.#save.edited()
    if (epoch) this.#provider.params = { ...this.#provider.params, epoch }
    this.#provider.connect()
  }

  #listen(): void {
    const provider = this.#provider
    sendLargeChangesInParts(provider)
    this.#options.doc.on('update', this.#onUpdate)
    this.#options.doc.on('afterTransaction', this.#onTransaction)
    sendOnlyOwnCursor(provider)
    sendBacklogInParts(provider)
    passOnUpdates(provider, (origin) => this.#copy.isOpening(origin))
    provider.on('status', ({ status }) => {
      if (status === 'connected') this.#opened()
      else if (status === 'disconnected' && this.#connection !== 'closed') this.#setConnection('offline')
    })
    provider.on('sync', (synced) => {
      if (synced) this.#pace.succeeded()
      this.#emit()
    })
    provider.on('connection-close', (event) => {
      const reason = event === null ? null : closeReason(event.code)
      if (reason !== null && CLOSE_CODES[reason].retry) this.#interrupted = reason
      else if (this.#isCrowded) this.#interrupted = undefined
      if (this.#connection === 'connecting') this.#setConnection('offline')
      this.#pace.ended(this.#isCrowded)
    })
    provider.on('closed', ({ code }) => {
      void this.#end(this.#taken.isReplaced ? 'epoch_mismatch' : (closeReason(code) ?? 'internal'))
    })
    provider.messageHandlers[MESSAGE_ACK] = (_encoder, decoder) => {
      this.#save.acknowledged(decoding.readVarUint(decoder))
    }
    provider.messageHandlers[MESSAGE_NOTICE] = (_encoder, decoder) => {
      this.#receiveNotice(decoding.readVarString(decoder))
    }
  }

  readonly #onUpdate = (_update: Uint8Array, origin: unknown): void => {
    // What comes from the server, or out of the copy as this page opens it, is nobody's new edit.
    if (origin !== this.#provider && !this.#copy.isOpening(origin)) this.#save.edited()
  }

  readonly #onTransaction = (transaction: Y.Transaction): void => {
    if (transaction.origin === this.#provider) this.#taken.own.received(transaction)
  }

  /** A socket without a network stays open for half a minute: the person must know at once. */
  #networkLost(): void {
    if (this.#isEnding) return
    this.#provider.disconnect()
    // Some networks come back without a word, and a server on this machine never went away.
    this.#provider.connect()
  }

  #networkBack(): void {
    if (!this.#isEnding) this.#provider.connect()
  }

  #opened(): void {
    this.#taken.opened()
    this.#standing.opened(false)
    this.#save.opened()
    void this.#copy.takeUp()
    // A full room opens a socket only to close it: who waits for a place is back when it says hello.
    if (!this.#isCrowded) this.#entered()
    // The others may have seen this client leave with its present clock: only a newer one shows it again.
    const cursor = this.awareness.getLocalState()
    if (cursor !== null) this.awareness.setLocalState(cursor)
  }

  /** The room had no place when she last came. */
  get #isCrowded(): boolean {
    return this.#interrupted === 'room_crowded'
  }

  #entered(): void {
    this.#interrupted = undefined
    this.#setConnection('online')
  }

  #receiveNotice(json: string): void {
    const notice = parseNotice(json)
    if (notice === null) return
    if (notice.kind === 'hello') {
      this.#standing.opened(notice.takesStanding)
      this.#provider.params = { ...this.#provider.params, epoch: notice.epoch }
      this.#copy.keepEpoch(notice.epoch)
      if (this.#isCrowded) this.#entered()
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
    const fresh = this.#taken.rename(client)
    if (fresh === null) return
    this.#copy.rewrite()
    if (this.#options.doc.clientID !== fresh) return
    const cursor = this.awareness.getLocalState()
    this.awareness.setLocalState(null)
    this.awareness.clientID = fresh
    this.awareness.setLocalState(cursor)
    this.#provider.params = { ...this.#provider.params, client: String(fresh) }
  }

  #mayComeBack(code: number): boolean {
    if (mayRetry(code)) return true
    return this.#taken.mayComeBack && closeReason(code) === 'foreign_client'
  }

  /** The end for good. What another page left unsent in the copy is exported with it. */
  async #end(reason: CloseReason): Promise<void> {
    this.#isEnding = true
    const look = this.#copy.lookOnceMore()
    if (look !== null) await look
    if (this.#destroyed) return
    this.#closed = reason
    // The room that this document is of is gone: nobody knows what of it the new one has.
    if (reason === 'epoch_mismatch') this.#save.edited()
    this.#setConnection('closed')
  }

  #setConnection(connection: RoomClientState['connection']): void {
    this.#connection = connection
    this.#emit()
  }

  #saveChanged(): void {
    const { dirty } = this.#save
    if (this.#wasDirty && !dirty) this.#copy.sent()
    this.#wasDirty = dirty
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
