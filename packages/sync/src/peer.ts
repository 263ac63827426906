import type { AttendanceReport, AttendingPeer } from './attendance.ts'
import { CLOSE_CODES, type CloseReason } from './close-codes.ts'
import { Drain } from './drain.ts'
import type { RoomLimits } from './limits.ts'
import type { PeerOptions } from './peer-options.ts'
import { frameMessages, type WebSocketLike, type WireFrames, writeBoth, writeFrames } from './peer-socket.ts'
import type { Person, PersonConnection } from './person.ts'
import { ackMessage, noticeMessage, type WireNotice } from './protocol.ts'
import type { PeerIdentity } from './room-awareness.ts'
import type { Clocks } from './stored-state.ts'
import { TokenBucket } from './token-bucket.ts'
import { cutUnread } from './turn-away.ts'
import { UnreadBytes } from './unread-bytes.ts'

/** Close codes of somebody who goes away herself: normal, and a page that is closed (RFC 6455 7.4.1). */
const DEPARTURES: ReadonlySet<number> = new Set([1000, 1001])

/** How far a peer is with the document. */
type Reading =
  /** Has not asked for the document yet. */
  | { state: 'new' }
  | { state: 'live' }
  /** Reads too slowly: nothing was queued since `from`. */
  | { state: 'stalled'; from: Clocks }

/** How long a socket that is closed in the middle of a message has to take the reason, in ms. */
const CUT_AFTER_MS = 500

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
  readonly guest: boolean
  readonly notices: boolean
  readonly epoch: string | null
  readonly client: number | null
  /** Whose allowances she shares with her other connections. */
  readonly person: Person<Peer<A>>
  /** What of hers is kept until it can be read. */
  readonly unread: UnreadBytes
  readonly #socket: WebSocketLike
  readonly #limits: RoomLimits
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
  readonly #drain: Drain
  /** What came since it was closed, in bytes. */
  #cameAfterClose = 0

  constructor(options: PeerOptions<A>, person: Person<Peer<A>>, limits: RoomLimits, nowMs: number) {
    this.authorId = options.authorId
    this.author = options.author
    this.access = options.access
    this.identity = options.identity
    this.visible = options.visible ?? true
    this.watches = options.watches ?? false
    this.guest = options.guest ?? false
    this.notices = options.notices ?? false
    this.epoch = options.epoch ?? null
    this.client = options.client ?? null
    this.#socket = options.socket
    this.#limits = limits
    this.person = person
    this.unread = new UnreadBytes({ socket: options.socket, limits, keep: (bytes) => person.keep(bytes) })
    this.#drain = new Drain(options.socket, limits.drainBytes)
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

  /** Counts one message, pings and pongs included, against this connection's allowances and the person's; false when they are used up. */
  spend(isUpdate: boolean, nowMs: number): boolean {
    return this.#messages.take(1, nowMs) && this.person.spend(isUpdate, nowMs)
  }

  /**
   * Counts bytes that came; false when there were too many, or too much of hers waits unread.
   * @param waiting what has come before of a message that is not complete
   */
  spendBytes(bytes: number, waiting: number, nowMs: number): boolean {
    this.#silentRounds = 0
    if (!this.#bytes.take(bytes, nowMs) || !this.person.spendBytes(bytes, nowMs)) return false
    return this.unread.keepUnfinished(waiting === 0 ? 0 : waiting + bytes)
  }

  /** A message is complete. */
  completed(): void {
    this.#silentRounds = 0
    this.unread.completed()
  }

  /** How much of hers is kept until it can be read, in bytes. */
  get keptBytes(): number {
    return this.unread.bytes
  }

  /** Counts refused changes; false when there were too many. */
  spendRefusals(count: number, nowMs: number): boolean {
    return this.#refusals.take(count, nowMs)
  }

  /** Counts a cursor that is to be shown to the others; false when the person's has to wait. */
  spendCursor(cost: number, nowMs: number): boolean {
    return this.person.spendCursor(cost, nowMs)
  }

  /** Counts a question whose answer may be the whole document; false when there were too many. */
  spendQuestion(nowMs: number): boolean {
    return this.#questions.take(1, nowMs) && this.person.spendQuestion(nowMs)
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

  /**
   * Pings, and gives up on a socket that was silent for two rounds, brings a message so slowly that it only makes the
   * server keep it, takes nothing of what is queued for it, or is one slow reader too many of a person. @returns false for one that holds updates back for a
   * handshake that does not come
   */
  keepAlive(frames: WireFrames): boolean {
    if (this.#closed) return true
    this.#silentRounds += 1
    const isStuck = this.unread.isStuck() || this.#drain.isStuck(this.congested || this.stalled)
    if (this.#silentRounds > 2 || isStuck || !this.person.mayBeSlow(this, this.#drain.isSlow)) {
      this.#socket.terminate()
      return true
    }
    this.#socket.ping()
    this.sendCursors(frames)
    return !this.unread.isHeldTooLong()
  }

  /** Closes the socket; nothing that it sends from here on is looked at. */
  close(reason: CloseReason): void {
    if (this.#closed) return
    this.#closed = true
    this.#isMissed = CLOSE_CODES[reason].retry
    this.#socket.close(CLOSE_CODES[reason].code, reason)
    // In the middle of a message her goodbye would be taken for a part of it, and waited for.
    if (this.unread.isInMessage) setTimeout(() => this.#socket.terminate(), CUT_AFTER_MS).unref()
    this.unread.release()
  }

  /** The socket is gone; with which code, when that is known. */
  markClosed(code?: number): void {
    if (!this.#closed && code !== undefined && DEPARTURES.has(code)) this.#isMissed = false
    this.#closed = true
    this.unread.release()
  }

  /** Ends the socket at once, and all that is kept for it. */
  cut(): void {
    this.#closed = true
    this.#socket.terminate()
    this.unread.release()
  }

  /**
   * Closed already, and goes on sending: what is on its way while the reason is may come, and a goodbye. It is hers
   * like all else, and nobody reads it.
   */
  cameAfterClose(bytes: number, nowMs: number): void {
    const before = this.#cameAfterClose
    this.#cameAfterClose += bytes
    this.person.spendBytes(bytes, nowMs)
    const { closedBytes } = this.#limits
    if (before <= closedBytes && this.#cameAfterClose > closedBytes) cutUnread(this.#socket)
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
