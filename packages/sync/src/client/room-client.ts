import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { CloseReason } from '../close-codes.ts'
import type { RoomNotice } from '../protocol.ts'
import type { Saved } from './save-state.ts'

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
  /** What is not saved, and what is written next, is in the copy on this device: the page may be closed. */
  kept: boolean
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
  /** The whole document as one update when it may hold edits that the room does not have, else null. */
  exportUnsaved(): Uint8Array | null
  /**
   * Resolves when every local edit is durable on the server.
   * @throws {RoomClosed} when the connection is closed for good before that.
   */
  flushed(): Promise<void>
  /**
   * Says whether words for this room that go another way than through its document are not on the server yet: it counts them
   * as it counts edits, at once, and is told no more than that there are some.
   */
  tellBeside(isUnsaved: boolean): void
  destroy(): void
}

/** The connection ended for good while edits were waiting. */
export class RoomClosed extends Error {
  override readonly name = 'RoomClosed'
}
