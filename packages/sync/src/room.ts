import * as Y from 'yjs'
import { Audience } from './audience.ts'
import { type CheckedUpdate, StructureRefused } from './check-update.ts'
import type { CloseReason } from './close-codes.ts'
import { Intake } from './intake.ts'
import { LiveDocument, type RoomRefusal, type Submission } from './live-document.ts'
import type { Peer } from './peer.ts'
import { frameMessages, type WireFrames } from './peer-socket.ts'
import { type ClientMessage, parseClientMessage, SYNC_STEP_2, syncMessage } from './protocol.ts'
import type { CompactLog, RoomSurroundings } from './room-surroundings.ts'
import { type Clocks, encodeClocks, StoredState } from './stored-state.ts'
import { foldUpdates, type RoomBatch, type StoredRoom } from './update-log.ts'

/** A tick's work on its way to the disk. */
interface Flight<A> {
  batch: RoomBatch
  submissions: readonly Submission<Peer<A>>[]
  refusals: ReadonlyMap<string, RoomRefusal[]>
}

/** One document and the peers who edit it. What each rule below is for stands in SPEC.md. */
export class Room<A> {
  readonly id: string
  readonly epoch: string
  readonly #around: RoomSurroundings<A>
  readonly #stored: StoredState
  readonly #serverClient: number
  readonly #intake: Intake<Peer<A>>
  readonly #audience: Audience<A>
  #live: LiveDocument<A> | null = null
  #flight: Flight<A> | null = null
  #storageOk = true
  #compacting = false
  #discarded = false

  constructor(id: string, stored: StoredRoom, around: RoomSurroundings<A>) {
    this.id = id
    this.epoch = stored.epoch
    this.#around = around
    this.#stored = new StoredState(stored)
    this.#serverClient = stored.serverClient
    this.#intake = new Intake(stored, around.roots, () => this.#stored.clocks)
    this.#audience = new Audience(around.limits, {
      clocks: () => this.#stored.clocks,
      framesFor: (clocks) => this.#framesFor(clocks),
    })
  }

  get peers(): ReadonlySet<Peer<A>> {
    return this.#audience.peers
  }

  /** Something that is not durable yet, or a compaction under way: the room must stay. */
  get busy(): boolean {
    return this.#intake.waiting.length > 0 || this.#flight !== null || this.#compacting
  }

  get discarded(): boolean {
    return this.#discarded
  }

  /** Whether a live document is in memory. */
  get hydrated(): boolean {
    return this.#live !== null
  }

  /** The durable state as updates, oldest first. */
  get durableUpdates(): Uint8Array[] {
    return this.#stored.updates
  }

  /** Lets a peer in and asks what it has. */
  add(peer: Peer<A>): void {
    if (peer.epoch !== null && peer.epoch !== this.epoch) {
      peer.close('epoch_mismatch')
      return
    }
    peer.notify({ kind: 'hello', epoch: this.epoch })
    if (!this.#storageOk) peer.notify({ kind: 'storage', ok: false })
    this.#audience.add(peer)
  }

  /** Forgets a peer and its cursor; what it sent before stays. */
  remove(peer: Peer<A>): void {
    this.#audience.remove(peer)
    if (this.#audience.hasCursorChanges) this.#around.wake(this, false)
  }

  /** Takes one message from a peer; a bad one closes that peer's socket and nobody else's. */
  receive(peer: Peer<A>, bytes: Uint8Array): void {
    if (peer.closed || this.#discarded) return
    if (bytes.length > this.#around.limits.frameBytes) this.#refuse(peer, 'too_large')
    else if (!peer.spend(bytes.length, this.#around.now())) this.#refuse(peer, 'rate_limited')
    else this.#handleBytes(peer, bytes)
  }

  /** Applies what waits; the batch to make durable, or null when there is none. */
  prepare(): RoomBatch | null {
    if (this.#flight !== null || this.#discarded) return null
    while (this.#intake.waiting.length > 0) {
      const submissions = this.#intake.waiting
      const outcome = this.#hydrate().apply(submissions)
      if (!outcome.ok) {
        this.#expel(outcome.culprit, outcome.reason, outcome.err)
        continue
      }
      this.#intake.clear()
      const { refusals } = outcome
      if (outcome.repairs > 0)
        this.#around.logger.info({ room: this.id, repairs: outcome.repairs }, 'room repaired')
      if (outcome.update === null) {
        this.#intake.committed()
        this.#settle(submissions, refusals)
        break
      }
      const claims = this.#intake.takeClaims()
      const batch = { room: this.id, seq: this.#stored.lastSeq + 1, update: outcome.update, claims }
      this.#flight = { batch, submissions, refusals }
      return batch
    }
    return null
  }

  /** The batch on its way, while there is one. */
  get batch(): RoomBatch | null {
    return this.#flight?.batch ?? null
  }

  /** The batch is durable: everybody may see it now. */
  committed(): void {
    const flight = this.#flight
    if (flight === null) return
    this.#flight = null
    this.#stored.append(flight.batch.seq, flight.batch.update)
    this.#intake.committed()
    this.#audience.relay(flight.batch.update)
    this.#settle(flight.submissions, flight.refusals)
    if (!this.#storageOk) {
      this.#storageOk = true
      this.#audience.notify({ kind: 'storage', ok: true })
    }
    if (this.#intake.waiting.length > 0) this.#around.wake(this, true)
  }

  /** The batch is not durable: nothing is relayed or acknowledged, and people are told once. */
  commitFailed(): void {
    if (!this.#storageOk) return
    this.#storageOk = false
    this.#audience.notify({ kind: 'storage', ok: false })
  }

  /** Relays cursors alone. */
  relayCursors(): void {
    if (this.#audience.hasCursorChanges) this.#audience.relay(null)
  }

  /** Whether the tail is long enough to fold it. */
  get wantsCompaction(): boolean {
    const { tailBytes, tailUpdates } = this.#around.limits
    if (this.#compacting || this.#stored.tailLength === 0) return false
    const bytes = Math.max(tailBytes, 2 * this.#stored.snapshotBytes)
    return this.#stored.tailLength > tailUpdates || this.#stored.tailBytes > bytes
  }

  get tailLength(): number {
    return this.#stored.tailLength
  }

  /** Folds the log's tail into a new snapshot. */
  async compact(log: { compact: CompactLog }): Promise<void> {
    if (this.#compacting || this.#discarded) return
    this.#compacting = true
    try {
      const seq = this.#stored.lastSeq
      const live = this.#flight === null ? this.#live : null
      // The live document is the same state when nothing is in flight, and encoding it is the cheaper way.
      const ready = live && {
        update: Y.encodeStateAsUpdate(live.doc),
        stateVector: Y.encodeStateVector(live.doc),
      }
      const snapshot = await log.compact(this.id, seq, (updates) => ready ?? foldUpdates(updates))
      this.#stored.compacted(seq, snapshot)
    } finally {
      this.#compacting = false
    }
  }

  keepAlive(): void {
    this.#audience.keepAlive()
  }

  /** Lets go of the room without storing anything more; every peer is closed. */
  discard(reason: CloseReason): void {
    this.#discarded = true
    for (const peer of this.#audience.peers) peer.close(reason)
    this.#intake.clear()
    this.#flight = null
    this.#dropLive()
  }

  #handleBytes(peer: Peer<A>, bytes: Uint8Array): void {
    let message: ClientMessage | null = null
    try {
      message = parseClientMessage(bytes)
      this.#handle(peer, message)
    } catch (err) {
      // Checking an update has its own reasons to close; what else goes wrong there is our fault.
      this.#refuse(peer, message?.type === 'update' ? 'internal' : 'malformed', err)
    }
  }

  #handle(peer: Peer<A>, message: ClientMessage): void {
    switch (message.type) {
      case 'step1':
        if (!this.#mayAsk(peer)) break
        this.#audience.sendState(peer, Y.decodeStateVector(message.stateVector))
        break
      case 'update':
        this.#receiveUpdate(peer, message.update, message.handshake)
        break
      case 'awareness':
        this.#audience.receiveCursor(peer, message.body, (client) => this.#intake.ownerOf(client))
        if (this.#audience.hasCursorChanges) this.#around.wake(this, false)
        break
      case 'query_awareness':
        if (this.#mayAsk(peer)) this.#audience.sendCursors(peer)
    }
  }

  #mayAsk(peer: Peer<A>): boolean {
    if (peer.spendQuestion(this.#around.now())) return true
    this.#refuse(peer, 'rate_limited')
    return false
  }

  #receiveUpdate(peer: Peer<A>, update: Uint8Array, handshake: boolean): void {
    const taken = this.#takeUpdate(peer, update, handshake)
    if (!taken || !handshake) return
    for (const held of peer.takeHeld()) {
      if (!this.#takeUpdate(peer, held, true)) return
    }
  }

  /** Checks an update and queues it for the tick; false when the peer was closed. */
  #takeUpdate(peer: Peer<A>, update: Uint8Array, handshake: boolean): boolean {
    let checked: CheckedUpdate
    try {
      checked = this.#intake.check(update, peer.authorId)
    } catch (err) {
      const reason = err instanceof StructureRefused ? err.reason : 'malformed'
      // Somebody who types while the connection opens sends what follows her offline edits before them.
      if (reason === 'clock_gap' && !handshake && peer.access === 'write' && this.#hold(peer, update))
        return true
      this.#refuse(peer, reason, err)
      return false
    }
    const changesNothing = checked.clocks.size === 0 && checked.deletions.size === 0
    if (peer.access === 'read') {
      if (!changesNothing && !this.#isKnown(checked)) {
        this.#refuse(peer, 'read_only')
        return false
      }
      peer.countDurable(1)
      peer.acknowledge()
      return true
    }
    if (this.#intake.bytes + update.length > this.#around.limits.pendingBytes) {
      this.#refuse(peer, 'overloaded')
      return false
    }
    if (changesNothing && !this.busy) {
      peer.countDurable(1)
      peer.acknowledge()
      return true
    }
    this.#intake.push(peer, update, checked)
    this.#around.wake(this, true)
    return true
  }

  /** A copy's step 2 names every deletion it knows, so only the document can tell that none is new. */
  #isKnown(checked: CheckedUpdate): boolean {
    return checked.clocks.size === 0 && this.#hydrate().hasDeleted(checked.deletions)
  }

  #hold(peer: Peer<A>, update: Uint8Array): boolean {
    return this.#intake.bytes + update.length <= this.#around.limits.pendingBytes && peer.hold(update)
  }

  /** Tells authors how their frames ended. */
  #settle(
    submissions: readonly Submission<Peer<A>>[],
    refusals: ReadonlyMap<string, readonly RoomRefusal[]>,
  ): void {
    const senders = new Set<Peer<A>>()
    for (const { sender } of submissions) {
      sender.countDurable(1)
      senders.add(sender)
    }
    for (const sender of senders) {
      sender.acknowledge()
      const refused = refusals.get(sender.authorId)
      if (refused === undefined) continue
      this.#around.logger.info(
        { room: this.id, authorId: sender.authorId, refusals: refused.length, codes: countCodes(refused) },
        'changes refused',
      )
      sender.notify({ kind: 'refused', refusals: [...refused] })
      if (!sender.spendRefusals(refused.length, this.#around.now())) this.#refuse(sender, 'too_many_refusals')
    }
  }

  #framesFor(clocks: Clocks): readonly WireFrames[] {
    // With a batch in flight the live document holds what is not durable yet.
    if (this.#live === null || this.#flight !== null || clocks.size === 0)
      return this.#stored.framesFor(clocks)
    const missing = Y.encodeStateAsUpdate(this.#live.doc, encodeClocks(clocks))
    return [frameMessages([syncMessage(SYNC_STEP_2, missing)])]
  }

  #hydrate(): LiveDocument<A> {
    this.#live ??= new LiveDocument(this.#stored.updates, this.#serverClient, (doc) =>
      this.#around.createRules(doc, this.id),
    )
    return this.#live
  }

  /** Drops the document that an update has spoilt, and that peer's updates with it; the others' stay. */
  #expel(culprit: Peer<A>, reason: CloseReason, err: unknown): void {
    this.#intake.expel(culprit)
    this.#dropLive()
    this.#refuse(culprit, reason, err)
  }

  #dropLive(): void {
    this.#live?.destroy()
    this.#live = null
  }

  #refuse(peer: Peer<A>, reason: CloseReason, err?: unknown): void {
    const facts = { room: this.id, authorId: peer.authorId, reason }
    if (reason === 'internal')
      this.#around.logger.error({ ...facts, err }, 'update could not be judged; peer closed')
    else this.#around.logger.warn(facts, 'peer closed')
    peer.close(reason)
    this.remove(peer)
  }
}

function countCodes(refusals: readonly RoomRefusal[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { code } of refusals) counts[code] = (counts[code] ?? 0) + 1
  return counts
}
