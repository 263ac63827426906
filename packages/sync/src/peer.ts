import { CLOSE_CODES, type CloseReason } from './close-codes.ts'
import type { RoomLimits } from './limits.ts'
import { frameMessages, type WebSocketLike, type WireFrames, writeFrames } from './peer-socket.ts'
import { ackMessage, noticeMessage, type WireNotice } from './protocol.ts'
import type { AwarenessOwner, PeerIdentity } from './room-awareness.ts'
import type { Clocks } from './stored-state.ts'
import { TokenBucket } from './token-bucket.ts'

/** Somebody's connection to a room, as the application admits it. */
export interface PeerOptions<A> {
  socket: WebSocketLike
  /** Whose operations these are: a Yjs client id belongs to the author who first used it in a room. */
  authorId: string
  /** What the rules need to know of her. */
  author: A
  access: 'write' | 'read'
  identity: PeerIdentity
  /** The client understands acks and notices (it asked with `v=1`). */
  notices?: boolean
  /** The epoch of the copy that the client holds, when it holds one. */
  epoch?: string
}

/** How far a peer is with the document. */
type Reading =
  /** Has not asked for the document yet. */
  | { state: 'new' }
  | { state: 'live' }
  /** Reads too slowly: nothing was queued since `from`. */
  | { state: 'stalled'; from: Clocks }

/** One connection in a room. */
export class Peer<A> implements AwarenessOwner {
  readonly authorId: string
  readonly author: A
  readonly access: 'write' | 'read'
  readonly identity: PeerIdentity
  readonly notices: boolean
  readonly epoch: string | null
  readonly #socket: WebSocketLike
  readonly #limits: RoomLimits
  readonly #messages: TokenBucket
  readonly #bytes: TokenBucket
  readonly #refusals: TokenBucket
  readonly #questions: TokenBucket
  #reading: Reading = { state: 'new' }
  #closed = false
  #silentRounds = 0
  #durableFrames = 0
  #ackedFrames = 0
  /** Updates that came before the first step 2 and build on what it brings; null after it. */
  #held: Uint8Array[] | null = []
  #heldBytes = 0

  constructor(options: PeerOptions<A>, limits: RoomLimits, nowMs: number) {
    this.authorId = options.authorId
    this.author = options.author
    this.access = options.access
    this.identity = options.identity
    this.notices = options.notices ?? false
    this.epoch = options.epoch ?? null
    this.#socket = options.socket
    this.#limits = limits
    this.#messages = new TokenBucket(limits.messagesPerSecond, limits.messageBurst, nowMs)
    this.#bytes = new TokenBucket(limits.bytesPerSecond, limits.byteBurst, nowMs)
    this.#refusals = new TokenBucket(limits.refusalsPerSecond, limits.refusalBurst, nowMs)
    this.#questions = new TokenBucket(limits.questionsPerSecond, limits.questionBurst, nowMs)
  }

  get closed(): boolean {
    return this.#closed
  }

  get stalled(): boolean {
    return this.#reading.state === 'stalled'
  }

  /** Whether this peer's queue is too long to add a whole document to it. */
  get congested(): boolean {
    return this.#socket.bufferedAmount > this.#limits.stallBytes
  }

  /** Counts one message against the allowances; false when they are used up. */
  spend(bytes: number, nowMs: number): boolean {
    this.#silentRounds = 0
    return this.#messages.take(1, nowMs) && this.#bytes.take(bytes, nowMs)
  }

  /** Counts refused changes; false when there were too many. */
  spendRefusals(count: number, nowMs: number): boolean {
    return this.#refusals.take(count, nowMs)
  }

  /** Counts a question whose answer may be the whole document; false when there were too many. */
  spendQuestion(nowMs: number): boolean {
    return this.#questions.take(1, nowMs)
  }

  /** The socket answered a ping. */
  heard(): void {
    this.#silentRounds = 0
  }

  /** Sends the document from its beginning or from where the peer is; live from here on. */
  sendState(frames: readonly WireFrames[]): void {
    for (const part of frames) this.#write(part)
    this.#reading = { state: 'live' }
  }

  /** Nothing more is queued until this peer has drained; then `drained` is called. */
  stall(from: Clocks, last: WireFrames, drained: () => void): void {
    this.#reading = { state: 'stalled', from }
    if (!this.#closed) writeFrames(this.#socket, last, drained)
  }

  /** Where a stalled peer is, or null. */
  get stalledFrom(): Clocks | null {
    return this.#reading.state === 'stalled' ? this.#reading.from : null
  }

  /**
   * Relays a tick. `after` is the durable state that the update leads to.
   * @param frames the update, the cursors, and both, each framed once for everybody
   */
  relay(frames: RelayFrames, after: Clocks, drained: () => void): void {
    if (this.#reading.state === 'stalled') return
    // Cursors do not wait for the document; updates without it would only pile up at the client.
    const update = this.#reading.state === 'live' ? frames.update : null
    const queued = this.#socket.bufferedAmount
    if (update !== null && queued > this.#limits.stallBytes) this.stall(after, update, drained)
    else if (queued > this.#limits.dropCursorsBytes || frames.cursors === null) {
      if (update !== null) this.#write(update)
    } else if (update !== null && frames.both !== null) this.#write(frames.both)
    else this.#write(frames.cursors)
  }

  /** Cursors or a keepalive for this peer alone; dropped when it reads slowly. */
  sendCursors(frames: WireFrames): void {
    if (this.#reading.state !== 'stalled' && this.#socket.bufferedAmount <= this.#limits.dropCursorsBytes) {
      this.#write(frames)
    }
  }

  /** Any other frame: small, never dropped. */
  send(frames: WireFrames): void {
    this.#write(frames)
  }

  /** A notice, to a client that understands it. */
  notify(notice: WireNotice): void {
    if (this.notices) this.#write(frameMessages([noticeMessage(notice)]))
  }

  /** So many more of this peer's update frames are durable. */
  countDurable(frames: number): void {
    this.#durableFrames += frames
  }

  /** Tells the peer how many of its frames are durable, when that is news. */
  acknowledge(): void {
    if (!this.notices || this.#ackedFrames === this.#durableFrames) return
    this.#ackedFrames = this.#durableFrames
    this.#write(frameMessages([ackMessage(this.#ackedFrames)]))
  }

  /** Keeps an update until the handshake; false when the handshake is over, or too much is kept already. */
  hold(update: Uint8Array): boolean {
    if (this.#held === null || this.#heldBytes + update.length > this.#limits.heldBytes) return false
    this.#heldBytes += update.length
    this.#held.push(update)
    return true
  }

  /** The handshake is over: what was held, in order. */
  takeHeld(): Uint8Array[] {
    const held = this.#held ?? []
    this.#held = null
    return held
  }

  /** Pings, and gives up on a socket that was silent for two rounds. */
  keepAlive(frames: WireFrames): void {
    if (this.#closed) return
    this.#silentRounds += 1
    if (this.#silentRounds > 2) {
      this.#socket.terminate()
      return
    }
    this.#socket.ping()
    this.sendCursors(frames)
  }

  /** Closes the socket; nothing that it sends from here on is looked at. */
  close(reason: CloseReason): void {
    if (this.#closed) return
    this.#closed = true
    this.#socket.close(CLOSE_CODES[reason].code, reason)
  }

  /** The socket is gone. */
  markClosed(): void {
    this.#closed = true
  }

  #write(frames: WireFrames): void {
    if (!this.#closed) writeFrames(this.#socket, frames)
  }
}

/** One tick, framed once for everybody. */
export interface RelayFrames {
  update: WireFrames | null
  cursors: WireFrames | null
  both: WireFrames | null
}
