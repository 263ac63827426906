import type { AttendanceReport, AttendingPeer } from './attendance.ts'
import { CLOSE_CODES, type CloseReason } from './close-codes.ts'
import type { RoomLimits } from './limits.ts'
import { frameMessages, type WebSocketLike, type WireFrames, writeBoth, writeFrames } from './peer-socket.ts'
import type { Person, PersonConnection } from './person.ts'
import { ackMessage, carriesUpdate, noticeMessage, type WireNotice } from './protocol.ts'
import type { PeerIdentity } from './room-awareness.ts'
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
  /** Whether the others may know that she is here; true when left out. */
  visible?: boolean
  /** She is told who is here and whose words are on their way; false when left out. */
  watches?: boolean | undefined
  /** The client understands acks and notices (it asked with `v=1`). */
  notices?: boolean
  /** The epoch of the copy that the client holds, when it holds one. */
  epoch?: string
  /** The Yjs client id that the client is going to write with, when it says so: nobody else may use it then. */
  client?: number
}

/** Close codes of somebody who goes away herself: normal, and a page that is closed (RFC 6455 7.4.1). */
const DEPARTURES: ReadonlySet<number> = new Set([1000, 1001])

/** How far a peer is with the document. */
type Reading =
  /** Has not asked for the document yet. */
  | { state: 'new' }
  | { state: 'live' }
  /** Reads too slowly: nothing was queued since `from`. */
  | { state: 'stalled'; from: Clocks }

// Shared by all peers: a thousand idle ones need not hold a thousand of each.
const NEW: Reading = { state: 'new' }
const LIVE: Reading = { state: 'live' }

/** One connection in a room. */
export class Peer<A> implements AttendingPeer, PersonConnection {
  readonly authorId: string
  readonly author: A
  readonly access: 'write' | 'read'
  readonly identity: PeerIdentity
  readonly visible: boolean
  readonly watches: boolean
  readonly notices: boolean
  readonly epoch: string | null
  readonly client: number | null
  readonly #socket: WebSocketLike
  readonly #limits: RoomLimits
  readonly #person: Person<Peer<A>>
  readonly #messages: TokenBucket
  readonly #bytes: TokenBucket
  readonly #refusals: TokenBucket
  readonly #questions: TokenBucket
  #reading: Reading = NEW
  #closed = false
  /** She said that she leaves. */
  #leaves = false
  #isMissed = true
  #silentRounds = 0
  #durableFrames = 0
  #ackedFrames = 0
  #handshakeOver = false
  /** Updates that came before the first step 2 and build on what it brings; null when there are none. */
  #held: Uint8Array[] | null = null
  #heldBytes = 0

  constructor(options: PeerOptions<A>, person: Person<Peer<A>>, limits: RoomLimits, nowMs: number) {
    this.authorId = options.authorId
    this.author = options.author
    this.access = options.access
    this.identity = options.identity
    this.visible = options.visible ?? true
    this.watches = options.watches ?? false
    this.notices = options.notices ?? false
    this.epoch = options.epoch ?? null
    this.client = options.client ?? null
    this.#socket = options.socket
    this.#limits = limits
    this.#person = person
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

  get silentRounds(): number {
    return this.#silentRounds
  }

  /** Counts one message against this connection's allowances and the person's; false when they are used up. */
  spend(message: Uint8Array, nowMs: number): boolean {
    this.#silentRounds = 0
    const bytes = message.length
    if (!this.#messages.take(1, nowMs) || !this.#bytes.take(bytes, nowMs)) return false
    return this.#person.spend(bytes, carriesUpdate(message), nowMs)
  }

  /** Counts the operations of an update against the person's allowance. */
  chargeOperations(operations: number, nowMs: number): void {
    this.#person.chargeOperations(operations, nowMs)
  }

  /** Counts time that the person's changes took, in ms. */
  chargeTime(ms: number, nowMs: number): void {
    this.#person.chargeTime(ms, nowMs)
  }

  /** For how long the person's next changes are to wait, in ms. */
  timeToWaitMs(nowMs: number): number {
    return this.#person.timeToWaitMs(nowMs)
  }

  /** Counts Yjs client ids that are used for the first time; false when the person used too many. */
  spendClients(clients: number, nowMs: number): boolean {
    return this.#person.spendClients(clients, nowMs)
  }

  /** Counts refused changes; false when there were too many. */
  spendRefusals(count: number, nowMs: number): boolean {
    return this.#refusals.take(count, nowMs)
  }

  /** Counts a question whose answer may be the whole document; false when there were too many. */
  spendQuestion(nowMs: number): boolean {
    return this.#questions.take(1, nowMs) && this.#person.spendQuestion(nowMs)
  }

  /** The socket answered a ping. */
  heard(): void {
    this.#silentRounds = 0
  }

  /** Sends the document from its beginning or from where the peer is; live from here on. */
  sendState(frames: readonly WireFrames[]): void {
    for (const part of frames) this.#write(part)
    this.#reading = LIVE
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
   * Relays a tick; false when this peer reads too slowly for its update: then it is to be stalled.
   * @param frames the update, the cursors, and both, each framed once for everybody
   */
  relay(frames: RelayFrames): boolean {
    const { state } = this.#reading
    if (this.#closed || state === 'stalled') return true
    // Cursors do not wait for the document; updates without it would only pile up at the client.
    const update = state === 'live' ? frames.update : null
    const queued = this.#socket.bufferedAmount
    if (update !== null && queued > this.#limits.stallBytes) return false
    const cursors = queued > this.#limits.dropCursorsBytes ? null : frames.cursors
    const both = update === null || cursors === null ? (update ?? cursors) : (frames.both ?? update)
    if (both === null) return true
    if (!this.#owesAck) writeFrames(this.#socket, both)
    else writeBoth(this.#socket, both, this.#takeAck())
    return true
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
    if (this.#owesAck) this.#write(this.#takeAck())
  }

  get #owesAck(): boolean {
    return this.notices && this.#ackedFrames !== this.#durableFrames
  }

  #takeAck(): WireFrames {
    this.#ackedFrames = this.#durableFrames
    return frameMessages([ackMessage(this.#ackedFrames)])
  }

  /** Keeps an update until the handshake; false when the handshake is over, or too much is kept already. */
  hold(update: Uint8Array): boolean {
    if (this.#handshakeOver || this.#heldBytes + update.length > this.#limits.heldBytes) return false
    this.#heldBytes += update.length
    this.#held ??= []
    this.#held.push(update)
    return true
  }

  /** The handshake is over: what was held, in order. */
  takeHeld(): readonly Uint8Array[] {
    const held = this.#held ?? []
    this.#held = null
    this.#handshakeOver = true
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
    this.#isMissed = CLOSE_CODES[reason].retry
    this.#socket.close(CLOSE_CODES[reason].code, reason)
  }

  /** The socket is gone; with which code, when that is known. */
  markClosed(code?: number): void {
    if (!this.#closed && code !== undefined && DEPARTURES.has(code)) this.#isMissed = false
    this.#closed = true
  }

  /** She is about to leave: her socket's end is no broken connection. */
  farewell(): void {
    this.#leaves = true
  }

  /** Her connection broke, and she had not said that she leaves. */
  get isMissed(): boolean {
    return this.#isMissed && !this.#leaves
  }

  tellAttendance(report: AttendanceReport): void {
    this.notify({ kind: 'attendance', report })
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
