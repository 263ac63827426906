import type { RoomLimits } from './limits.ts'
import type { Peer, RelayFrames } from './peer.ts'
import { frameMessages, type WireFrames } from './peer-socket.ts'
import { KEEPALIVE_MESSAGE, SYNC_STEP_1, SYNC_UPDATE, syncMessage, type WireNotice } from './protocol.ts'
import { RoomAwareness } from './room-awareness.ts'
import { type Clocks, encodeClocks } from './stored-state.ts'

const KEEPALIVE_FRAMES = frameMessages([KEEPALIVE_MESSAGE])

/** The durable document, as far as readers are concerned. */
export interface Readable {
  /** How far it goes. */
  clocks(): Clocks
  /** Frames that bring a reader at `clocks` up to date. */
  framesFor(clocks: Clocks): readonly WireFrames[]
}

/** Everybody in one room, as readers: who has got how much, and whose cursor is where. */
export class Audience<A> {
  readonly #readable: Readable
  readonly #awareness: RoomAwareness
  readonly #peers = new Set<Peer<A>>()

  constructor(limits: RoomLimits, readable: Readable) {
    this.#readable = readable
    this.#awareness = new RoomAwareness(limits.awarenessStateBytes)
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
    peer.send(frameMessages([syncMessage(SYNC_STEP_1, encodeClocks(this.#readable.clocks()))]))
    this.sendCursors(peer)
  }

  /** Forgets a peer and its cursor. */
  remove(peer: Peer<A>): void {
    if (this.#peers.delete(peer)) this.#awareness.leave(peer)
  }

  /** @throws {Error} when the cursor's bytes or state are malformed or too large. */
  receiveCursor(peer: Peer<A>, body: Uint8Array, authorOf: (client: number) => string | undefined): void {
    this.#awareness.receive(body, peer, authorOf)
  }

  /** Relays a durable update, when there is one, and the cursors that changed: each framed once for all. */
  relay(update: Uint8Array | null): void {
    const frames = frameTick(update, this.#awareness.takeChanges())
    // A copy, taken at most once, for readers who stall on this very tick: the original goes on changing.
    let after: Clocks | null = null
    for (const peer of this.#peers) {
      if (peer.congested) after ??= new Map(this.#readable.clocks())
      peer.relay(frames, after ?? this.#readable.clocks(), () => this.#resync(peer))
    }
  }

  /** Answers a peer that asks for what it lacks. */
  sendState(peer: Peer<A>, clocks: Clocks): void {
    // Asking again while the last answer is still under way: once that has been read.
    if (peer.congested) peer.stall(clocks, KEEPALIVE_FRAMES, () => this.#resync(peer))
    else peer.sendState(this.#readable.framesFor(clocks))
  }

  /** Shows a peer everybody's cursor. */
  sendCursors(peer: Peer<A>): void {
    const cursors = this.#awareness.everybody()
    if (cursors !== null) peer.sendCursors(frameMessages([cursors]))
  }

  /** Tells everybody who understands notices. */
  notify(notice: WireNotice): void {
    for (const peer of this.#peers) peer.notify(notice)
  }

  keepAlive(): void {
    for (const peer of this.#peers) peer.keepAlive(KEEPALIVE_FRAMES)
  }

  /** A stalled reader has drained: everything since its last frame in one go. */
  #resync(peer: Peer<A>): void {
    const from = peer.stalledFrom
    if (from === null || !this.#peers.has(peer)) return
    peer.sendState(this.#readable.framesFor(from))
    this.sendCursors(peer)
  }
}

function frameTick(update: Uint8Array | null, cursors: Uint8Array | null): RelayFrames {
  const message = update && syncMessage(SYNC_UPDATE, update)
  return {
    update: message && frameMessages([message]),
    cursors: cursors && frameMessages([cursors]),
    both: message && cursors && frameMessages([message, cursors]),
  }
}
