import type { Attendance } from './attendance.ts'
import { Audience } from './audience.ts'
import { CatchUp, type Flight } from './catch-up.ts'
import type { CloseReason } from './close-codes.ts'
import { RoomElsewhere } from './errors.ts'
import { FollowedManners } from './followed-manners.ts'
import { Intake } from './intake.ts'
import type { Peer } from './peer.ts'
import { Reception } from './reception.ts'
import { refusePeer } from './refuse-peer.ts'
import { RoomCompaction } from './room-compaction.ts'
import { RoomDocument } from './room-document.ts'
import type { RoomSurroundings } from './room-surroundings.ts'
import { type Refuse, RoomWriter } from './room-writer.ts'
import { type Edit, ServerEdits } from './server-edits.ts'
import { StoredState } from './stored-state.ts'
import { StructureRefused } from './structure-refused.ts'
import type { RoomBatch, StoredRoom } from './update-log.ts'

/** One document and the peers who edit it. What each rule below is for stands in SPEC.md. */
export class Room<A> {
  readonly id: string
  readonly epoch: string
  /** The right to this room, from its lease. */
  readonly fence: number
  /** Folding of its log. */
  readonly compaction: RoomCompaction
  readonly #around: RoomSurroundings<A>
  readonly #stored: StoredState
  readonly #intake: Intake<Peer<A>>
  readonly #edits = new ServerEdits()
  readonly #document: RoomDocument<A>
  readonly #writer: RoomWriter<A>
  readonly #catchUp: CatchUp<A>
  readonly #audience: Audience<A>
  readonly #reception: Reception<A>
  #storageOk = true
  #discarded = false
  /** Null when everything is shown in all rooms. */
  readonly #manners: FollowedManners | null
  #wroteAtMs = Number.NEGATIVE_INFINITY

  constructor(id: string, fence: number, room: StoredRoom, around: RoomSurroundings<A>) {
    this.id = id
    this.epoch = room.epoch
    this.fence = fence
    this.#around = around
    const stored = new StoredState(room)
    this.#stored = stored
    this.#intake = new Intake(room, around.roots, around.limits, () => stored.clocks)
    this.#document = new RoomDocument({
      room: id,
      serverClient: room.serverClient,
      stored,
      around,
      opened: () => {
        const { live } = this.#document
        if (live !== null) this.#manners?.follow(live.doc)
        this.wakeIfNeeded()
      },
      failed: (err) => {
        around.logger.error({ err, room: id }, 'room let go: its document could not be opened')
        around.letGo(this, 'internal')
      },
    })
    const refuse: Refuse<A> = (peer, reason, err) => this.#refuse(peer, reason, err)
    this.#writer = new RoomWriter({
      room: id,
      fence,
      stored,
      intake: this.#intake,
      edits: this.#edits,
      document: this.#document,
      around,
      refuse,
      mannersToStore: ({ doc }) => this.#manners?.toStore(doc) ?? null,
      wake: () => this.wakeIfNeeded(),
    })
    this.#catchUp = new CatchUp(stored, this.#document, {
      flight: () => this.#flight,
      slices: around.slices,
      now: around.now,
    })
    this.compaction = new RoomCompaction({
      room: id,
      fence,
      stored,
      around,
      discarded: () => this.#discarded,
      atRestSinceMs: () => (this.writing ? null : this.#wroteAtMs),
    })
    this.#audience = new Audience<A>({
      limits: around.limits,
      clocks: () => stored.clocks,
      serve: (clocks, reader) => this.#catchUp.serve(clocks, reader),
      now: around.now,
      refuse,
    })
    this.#manners = around.mannersOf
      ? new FollowedManners({
          mannersOf: around.mannersOf,
          stored: room.manners ?? null,
          show: (manners) => {
            this.#audience.setManners(manners)
            if (this.#audience.hasCursorChanges) around.wake(this, false)
          },
          wait: () => this.#audience.waitForManners(),
        })
      : null
    this.#reception = new Reception({
      intake: this.#intake,
      audience: this.#audience,
      document: this.#document,
      around,
      clocks: () => stored.clocks,
      fullness: () => this.#fullness,
      writing: () => this.writing,
      wake: (urgent) => around.wake(this, urgent),
      refuse,
    })
  }

  get peers(): ReadonlySet<Peer<A>> {
    return this.#audience.peers
  }

  /** Something that is not durable yet, or a compaction under way: the room must stay. */
  get busy(): boolean {
    return this.writing || this.compaction.running
  }

  /** Something that is not durable yet. */
  get writing(): boolean {
    return this.#intake.waiting.length > 0 || this.#edits.pending || this.#writer.batch !== null
  }

  /** How many bytes of it are kept in memory; a live document, which rests soon, comes on top. */
  get keptBytes(): number {
    return this.#stored.snapshotBytes + this.#stored.tailBytes
  }

  /** How many updates it has received. */
  get received(): number {
    return this.#intake.received
  }

  /** Whether the first so many updates that it received are durable, and all else that is not waiting for its turn. */
  hasStored(updates: number): boolean {
    return this.#writer.batch === null && !this.#edits.pending && this.#intake.done >= updates
  }

  get discarded(): boolean {
    return this.#discarded
  }

  /** Whether a live document is in memory. */
  get hydrated(): boolean {
    return this.#document.live !== null
  }

  /** Resolves when its live document is not being opened. */
  get opened(): Promise<void> {
    return this.#document.opened
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
    const { client } = peer
    if (client !== null && !this.#intake.owners.show(client, peer.authorId)) {
      // Before anything is exchanged: what she wrote under it can still be put under another.
      this.#refuse(peer, 'foreign_client', new StructureRefused('foreign_client', client))
      return
    }
    peer.notify({ kind: 'hello', epoch: this.epoch, takesStanding: true })
    if (!this.#storageOk) peer.notify({ kind: 'storage', ok: false })
    this.#audience.add(peer)
    // what it says of manners is not known before it was read once
    if (this.#manners?.isKnown === false) this.#document.wake()
  }

  /** Forgets a peer and its cursor; what it sent before stays. */
  remove(peer: Peer<A>): void {
    this.#audience.remove(peer)
    if (this.#audience.hasCursorChanges) this.#around.wake(this, false)
  }

  /** Takes one message from a peer; a bad one closes that peer's socket and nobody else's. */
  receive(peer: Peer<A>, bytes: Uint8Array): void {
    if (!peer.closed && !this.#discarded) this.#reception.receive(peer, bytes)
  }

  /** Writes as the server; resolves with the answer when it is durable. @throws {RoomElsewhere} when it may not be */
  edit<T>(edit: Edit<T>): Promise<T> {
    if (this.#discarded) return Promise.reject(new RoomElsewhere(this.id))
    const done = this.#edits.add(edit)
    this.#around.wake(this, true)
    return done
  }

  /** Applies what waits; the batch to make durable, or null when there is none. */
  prepare(): RoomBatch | null {
    return this.#discarded ? null : this.#writer.prepare()
  }

  /** The batch on its way, while there is one. */
  get batch(): RoomBatch | null {
    return this.#writer.batch
  }

  /** A batch is durable: everybody may see it now. */
  committed(batch: RoomBatch): void {
    if (this.#discarded || this.#writer.batch !== batch) return
    this.#wroteAtMs = this.#around.now()
    this.#writer.committed((update) => this.#relay(update))
    if (!this.#storageOk) {
      this.#storageOk = true
      this.#audience.notify({ kind: 'storage', ok: true })
    }
    this.#manners?.committed(batch.manners, this.#document.live?.doc)
    this.#catchUp.landed()
    this.wakeIfNeeded()
  }

  /** The batch is not durable: nothing is relayed or acknowledged, and people are told once. */
  commitFailed(): void {
    if (!this.#storageOk || this.#discarded) return
    this.#storageOk = false
    this.#audience.notify({ kind: 'storage', ok: false })
    this.#catchUp.landed()
  }

  /** Relays cursors alone. */
  relayCursors(): void {
    if (this.#audience.hasCursorChanges) this.#relay(null)
  }

  keepAlive(): void {
    this.#audience.keepAlive()
    if (this.#audience.hasCursorChanges) this.#around.wake(this, false)
  }

  /** Who is connected, and whose words are on their way. */
  get attendance(): Attendance<Peer<A>> {
    return this.#audience.attendance
  }

  /** Lets the live document go when nobody has needed it for a while. */
  rest(): void {
    if (!this.writing && this.#document.isIdle(this.#around.limits.liveIdleMs)) this.#document.drop()
  }

  /** Lets go of the room without storing anything more; every peer is closed. */
  discard(reason: CloseReason): void {
    this.#discarded = true
    for (const peer of this.#audience.peers) peer.close(reason)
    this.#audience.attendance.close()
    this.#intake.clear()
    this.#writer.discard()
    this.#edits.discard(new RoomElsewhere(this.id))
    this.#catchUp.close()
    this.#document.close()
  }

  /** Asks for a tick when something waits for one. */
  wakeIfNeeded(): void {
    if (this.#intake.waiting.length > 0 || this.#edits.waiting || this.#document.live?.ahead)
      this.#around.wake(this, true)
  }

  get #fullness(): 'room_full' | 'overloaded' | null {
    const waiting = this.#intake.bytes + (this.#writer.batch?.update.length ?? 0)
    const fullness = this.#stored.fullness(this.#around.limits.roomBytes, waiting)
    return fullness !== null && this.compaction.fails ? 'room_full' : fullness
  }

  get #flight(): Flight {
    if (this.#writer.batch === null) return 'landed'
    return this.#storageOk ? 'under_way' : 'stuck'
  }

  #relay(update: Uint8Array | null): void {
    this.#audience.relay(update)
    // Those whose turn has not come yet.
    if (this.#audience.hasCursorChanges) this.#around.wake(this, false)
  }

  #refuse(peer: Peer<A>, reason: CloseReason, err: unknown): void {
    refusePeer(peer, { room: this.id, reason, err, logger: this.#around.logger })
    this.remove(peer)
  }
}
