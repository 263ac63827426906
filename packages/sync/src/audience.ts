import { Attendance } from './attendance.ts'
import type { Reader } from './catch-up.ts'
import { frameUpdates } from './frame-updates.ts'
import type { RoomLimits } from './limits.ts'
import type { Peer, RelayFrames } from './peer.ts'
import { frameMessages, joinFrames } from './peer-socket.ts'
import { KEEPALIVE_MESSAGE, SYNC_STEP_1, syncMessage, type WireNotice } from './protocol.ts'
import { RoomAwareness } from './room-awareness.ts'
import type { RoomManners } from './room-manners.ts'
import type { Refuse } from './room-writer.ts'
import { type Clocks, encodeClocks } from './stored-state.ts'

const KEEPALIVE_FRAMES = frameMessages([KEEPALIVE_MESSAGE])

/** What an audience needs of its room. */
export interface AudienceOptions<A> {
  limits: RoomLimits
  /** How far the durable document goes. */
  clocks(): Clocks
  /** Sends a reader at `clocks` what brings her up to date: at once, or when it is made. Never throws. */
  serve(clocks: Clocks, reader: Reader): void
  /** Now, in ms. */
  now(): number
  /** A peer is to be closed. */
  refuse: Refuse<A>
}

/** Everybody in one room, as readers: who has got how much, and whose cursor is where. */
export class Audience<A> {
  readonly #options: AudienceOptions<A>
  readonly #awareness: RoomAwareness<Peer<A>>
  readonly #attendance: Attendance<Peer<A>>
  readonly #peers = new Set<Peer<A>>()
  /** Whose answer is still being made: of each only the last question counts. */
  readonly #asking = new Map<Peer<A>, object>()

  constructor(options: AudienceOptions<A>) {
    this.#options = options
    this.#awareness = new RoomAwareness(options.limits, options.now())
    this.#attendance = new Attendance(options.now)
  }

  /** Who is here, and who is behind. */
  get attendance(): Attendance<Peer<A>> {
    return this.#attendance
  }

  get peers(): ReadonlySet<Peer<A>> {
    return this.#peers
  }

  /** Whether somebody's cursor waits to be relayed. */
  get hasCursorChanges(): boolean {
    return this.#awareness.hasChanges
  }

  /** Lets a peer in, asks what it has and shows it the others. */
  add(peer: Peer<A>): void {
    this.#peers.add(peer)
    this.#attendance.add(peer)
    peer.send(frameMessages([syncMessage(SYNC_STEP_1, encodeClocks(this.#options.clocks()))]))
    this.sendCursors(peer)
  }

  /** Forgets a peer and its cursor. */
  remove(peer: Peer<A>): void {
    this.#asking.delete(peer)
    if (!this.#peers.delete(peer)) return
    this.#awareness.leave(peer)
    this.#attendance.remove(peer)
  }

  /** @throws {Error} when the cursor's bytes or state are malformed or too large. */
  receiveCursor(peer: Peer<A>, body: Uint8Array, mayShow: (client: number) => boolean): void {
    this.#awareness.receive(body, peer, mayShow)
  }

  /** Relays a durable update, when there is one, and the cursors that are due: each framed once for all. */
  relay(update: Uint8Array | null): void {
    const cursors = this.#awareness.takeChanges(this.#options.now())
    for (const peer of this.#awareness.takeBroken()) this.#options.refuse(peer, 'malformed')
    if (update === null && cursors === null) return
    const frames = frameTick(update, cursors)
    // A copy, taken at most once, for readers who stall on this very tick: the original goes on changing.
    let after: Clocks | null = null
    for (const peer of this.#peers) {
      if (peer.relay(frames) || frames.update === null) continue
      after ??= new Map(this.#options.clocks())
      peer.stall(after, frames.update, () => this.#resync(peer))
    }
  }

  /** Answers a peer that asks for what it lacks. */
  sendState(peer: Peer<A>, clocks: Clocks): void {
    // Asking again while the last answer is still under way: once that has been read.
    if (peer.congested) peer.stall(clocks, KEEPALIVE_FRAMES, () => this.#resync(peer))
    else this.#serve(peer, clocks)
  }

  /** Shows a peer everybody's cursor. */
  sendCursors(peer: Peer<A>): void {
    const cursors = this.#awareness.everybody()
    if (cursors !== null) peer.sendCursors(frameMessages([cursors]))
  }

  /** Shows nothing of people until the document was read. */
  waitForManners(): void {
    this.#awareness.wait()
    this.#attendance.setNamed(false)
  }

  /** Follows what the document says of how people are shown (SPEC.md C8, C9). */
  setManners({ hidesCursors, hidesWho }: RoomManners): void {
    this.#awareness.setHidden(hidesCursors)
    this.#attendance.setNamed(!hidesWho)
  }

  /** Tells everybody who understands notices. */
  notify(notice: WireNotice): void {
    for (const peer of this.#peers) peer.notify(notice)
  }

  keepAlive(): void {
    this.#awareness.beat()
    for (const peer of this.#peers) {
      if (!peer.keepAlive(KEEPALIVE_FRAMES)) this.#options.refuse(peer, 'clock_gap')
    }
  }

  /** A stalled reader has drained: everything since its last frame in one go. */
  #resync(peer: Peer<A>): void {
    const from = peer.stalledFrom
    if (from === null || !this.#peers.has(peer)) return
    this.#serve(peer, from)
  }

  #serve(peer: Peer<A>, clocks: Clocks): void {
    const { refuse, now } = this.#options
    const question = {}
    this.#asking.set(peer, question)
    this.#options.serve(clocks, {
      wanted: () => this.#asking.get(peer) === question,
      send: (frames) => {
        this.#asking.delete(peer)
        const { stalled } = peer
        peer.sendState(frames)
        // Who came and went meanwhile was not told to her.
        if (stalled) this.sendCursors(peer)
      },
      failed: (err) => refuse(peer, 'internal', err),
      took: (ms) => peer.person.chargeTime(ms, now()),
      hasHadHerShare: () => peer.person.timeToWaitMs(now()) > 0,
    })
  }
}

function frameTick(update: Uint8Array | null, cursors: Uint8Array | null): RelayFrames {
  const ofUpdate = update && frameUpdates([update])
  const ofCursors = cursors && frameMessages([cursors])
  return {
    update: ofUpdate,
    cursors: ofCursors,
    both: ofUpdate && ofCursors && joinFrames(ofUpdate, ofCursors),
  }
}
